#pragma once

namespace CLI {
class App;
}

namespace akt {

struct Context;

/// Describes the whole command line in `app`: the options every verb takes, and the verbs in the order help
/// shows them. Both must outlive parsing.
void describe_command_line(CLI::App& app, Context& context);

}  // namespace akt
