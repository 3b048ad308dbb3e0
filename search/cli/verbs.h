#pragma once

namespace CLI {
class App;
}

namespace akt {

struct Context;

// Each adds one verb to the command line: its options, its help with examples, and what it does.
// The verb's body runs through Context::run(). One cmd_<verb>.cpp a verb.
void register_init(CLI::App& app, Context& context);
void register_add(CLI::App& app, Context& context);
void register_retry(CLI::App& app, Context& context);
void register_show(CLI::App& app, Context& context);
void register_review(CLI::App& app, Context& context);
void register_accept(CLI::App& app, Context& context);
void register_reject(CLI::App& app, Context& context);
void register_undo(CLI::App& app, Context& context);
void register_evidence(CLI::App& app, Context& context);
void register_status(CLI::App& app, Context& context);
void register_verify(CLI::App& app, Context& context);
void register_serve(CLI::App& app, Context& context);
void register_doctor(CLI::App& app, Context& context);
void register_ocr(CLI::App& app, Context& context);
void register_repair(CLI::App& app, Context& context);
void register_reindex(CLI::App& app, Context& context);
void register_search(CLI::App& app, Context& context);

}  // namespace akt
