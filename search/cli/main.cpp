#include <CLI/CLI.hpp>
#include <clocale>

#include "search/cli/context.h"
#include "search/cli/options.h"

int main(int argc, char** argv) {
    std::setlocale(LC_CTYPE, "C.UTF-8");
    akt::Context context;
    CLI::App app;
    akt::describe_command_line(app, context);
    akt::install_stop_signals();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : static_cast<int>(akt::ExitCode::usage);
    }
    return static_cast<int>(context.exit_code);
}
