#include "search/cli/options.h"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <map>
#include <string>

#include "search/cli/context.h"
#include "search/cli/verbs.h"

namespace akt {

void describe_command_line(CLI::App& app, Context& context) {
    app.name("akt");
    app.description("Reads, repairs, keeps and finds Swedish letters and decisions.");
    app.set_version_flag("--version", AKT_VERSION);
    app.require_subcommand(1);
    app.fallthrough();
    app.set_help_all_flag("--help-all", "Help for every verb");

    app.add_option_function<std::string>(
           "--archive", [&context](const std::string& folder) { context.given_archive = folder; },
           "Archive folder (else $AKT_ARCHIVE, else $XDG_DATA_HOME/akt)")
        ->type_name("DIR");
    app.add_option("--color", context.color, "Colour: auto, always or never")
        ->option_text("WHEN")
        ->transform(CLI::CheckedTransformer(std::map<std::string, ColorMode>{
            {"auto", ColorMode::automatic}, {"always", ColorMode::always}, {"never", ColorMode::never}}));
    app.add_option("--progress", context.progress, "Progress on stderr: auto (on a terminal), json or never")
        ->option_text("HOW")
        ->transform(
            CLI::CheckedTransformer(std::map<std::string, ProgressMode>{{"auto", ProgressMode::automatic},
                                                                        {"json", ProgressMode::json},
                                                                        {"never", ProgressMode::never}}));
    app.add_option_function<std::string>(
           // The reading processes are told by the environment they inherit.
           "--recognizer", [](const std::string& model) { ::setenv("AKT_RECOGNIZER", model.c_str(), 1); },
           "Recogniser's model (else $AKT_RECOGNIZER, else akt-swe; akt-swe-large takes longer; swe is "
           "Debian's)")
        ->type_name("MODEL");
    app.add_flag("-q,--quiet", context.quiet, "No warnings and no progress");
    app.add_flag("-v,--verbose", context.verbose, "Tell what is done");

    register_init(app, context);
    register_add(app, context);
    register_retry(app, context);
    register_search(app, context);
    register_show(app, context);
    register_review(app, context);
    register_accept(app, context);
    register_reject(app, context);
    register_undo(app, context);
    register_evidence(app, context);
    register_status(app, context);
    register_verify(app, context);
    register_reindex(app, context);
    register_ocr(app, context);
    register_repair(app, context);
    register_serve(app, context);
    register_doctor(app, context);

    app.footer(
        "Examples:\n"
        "  akt add ~/inkommet                      archive a folder of scans\n"
        "  akt search fuktskador år:2019           find a decision\n"
        "  akt repair < garbled.txt > good.txt     repair Swedish text\n"
        "  akt serve                               search in the browser\n"
        "\nExit codes: 0 done, 1 error, 2 usage, 3 nothing found, 4 archive locked, 5 format too new,\n"
        "6 some documents or pages failed, 7 encrypted or unreadable, 8 limit exceeded, 9 integrity "
        "failure,\n"
        "130 interrupted.");
}

}  // namespace akt
