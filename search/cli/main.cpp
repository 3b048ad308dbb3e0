#include <CLI/CLI.hpp>
#include <clocale>
#include <cstdlib>
#include <string_view>

#include "ocr/reader_process.h"
#include "search/cli/context.h"
#include "search/cli/options.h"

int main(int argc, char** argv) {
    std::setlocale(LC_CTYPE, "C.UTF-8");
    // ReaderPool starts this program again as a confined reader; nobody types this.
    if (argc == 3 && std::string_view(argv[1]) == "--reader-worker")
        return akt::run_reader_worker(std::atoi(argv[2]));
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
