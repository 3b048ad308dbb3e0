#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "index/archive/archive.h"
#include "search/cli/context.h"
#include "search/cli/verbs.h"

namespace akt {

void register_init(CLI::App& app, Context& context) {
    auto* verb = app.add_subcommand("init", "Make an empty archive (akt add does it when needed)");
    verb->footer("Example:\n  akt --archive /srv/arkiv init");
    verb->callback([&context] {
        context.run([&] {
            const Archive archive = Archive::create_or_open(context.archive(), Archive::Mode::write);
            fmt::print("{}\n", archive.root().string());
            return ExitCode::done;
        });
    });
}

}  // namespace akt
