#pragma once

namespace CLI {
class App;
}

namespace akt {

struct Context;

// Each adds one verb to the command line: its options, its help with examples, and what it does.
// The verb's body runs through Context::run(). One cmd_<verb>.cpp a verb.
void register_ocr(CLI::App& app, Context& context);
void register_repair(CLI::App& app, Context& context);
void register_reindex(CLI::App& app, Context& context);
void register_search(CLI::App& app, Context& context);

}  // namespace akt
