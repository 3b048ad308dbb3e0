#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "index/file_walk.h"
#include "index/intake.h"
#include "index/models_name.h"
#include "index/set_field.h"
#include "ocr/base/resources.h"
#include "ocr/reader_process.h"
#include "ocr/repair/repairer.h"
#include "search/cli/context.h"
#include "search/cli/open_archive.h"
#include "search/cli/outcome.h"
#include "search/cli/progress.h"
#include "search/cli/verbs.h"

namespace akt {

namespace {

struct AddOptions {
    std::vector<std::string> paths;
    std::vector<std::string> settings;
    unsigned jobs = std::max(1U, std::thread::hardware_concurrency());
    bool dry_run = false;
    bool nul_separated = false;
    ReadOptions reading;
};

/// The paths given, with "-" replaced by those on standard input.
std::vector<std::string> all_paths(const AddOptions& options) {
    std::vector<std::string> paths;
    for (const auto& path : options.paths) {
        if (path != "-") {
            paths.push_back(path);
            continue;
        }
        for (std::string line; std::getline(std::cin, line, options.nul_separated ? '\0' : '\n');)
            if (!line.empty()) paths.push_back(std::move(line));
    }
    return paths;
}

ExitCode add(const Context& context, const AddOptions& options) {
    std::vector<FieldSetting> settings;
    for (const auto& text : options.settings) settings.push_back(parse_field_setting(text));

    OutcomeCounter outcomes;
    std::vector<std::filesystem::path> files;
    for (const auto& path : all_paths(options)) {
        const auto found =
            files_below(path, context.archive(), [&](const Error& error) { outcomes.failed(error); });
        files.insert(files.end(), found.begin(), found.end());
    }

    const RepairModels models = RepairModels::open(models_folder());
    const WordKnowledge words(models.lexicon);
    OpenArchive store = open_for_writing(context, words);
    const Repairer repairer = repairer_for(context, store, models);
    ReaderPoolOptions pool_options;
    pool_options.jobs = static_cast<int>(options.jobs);
    pool_options.stopped = stop_requested;
    ReaderPool readers(pool_options);

    IntakeOptions intake_options;
    intake_options.documents_at_once = 2 * options.jobs + 1;
    intake_options.dry_run = options.dry_run;
    intake_options.reading = options.reading;
    intake_options.akt_version = AKT_VERSION;
    intake_options.repairer_name = models_name(models_folder());
    intake_options.amend = [&](Record& record) {
        for (const auto& setting : settings) apply_field_setting(setting, record.metadata);
    };

    Progress progress(context, files.size());
    Intake intake(store.archive, store.index, readers, repairer, std::move(intake_options));
    try {
        intake.add(
            files,
            [&](const IntakeResult& result) {
                progress.clear();
                outcomes.print(context, result);
                progress.document_done();
            },
            [&](const Page&) { progress.page_done(); }, stop_requested);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::interrupted) throw;
    }
    if (stop_requested()) {
        context.warn("stopped; what is archived stays, the same command goes on from here");
        return ExitCode::interrupted;
    }
    return outcomes.exit_code();
}

}  // namespace

void register_add(CLI::App& app, Context& context) {
    const auto options = std::make_shared<AddOptions>();
    auto* verb = app.add_subcommand("add", "Archive files and folders");
    verb->add_option("PATH", options->paths, "Files and folders; - reads paths from standard input")
        ->required();
    verb->add_flag("-0", options->nul_separated, "Paths on standard input end with NUL");
    verb->add_option("--jobs", options->jobs, "Pages read at once (default: one a core)")
        ->check(CLI::Range(1, 256))
        ->type_name("N");
    verb->add_option("--set", options->settings, "Set a field, for example typ=beslut; may be repeated")
        ->type_name("FIELD=VALUE")
        ->take_all();
    verb->add_flag("--dry-run", options->dry_run, "Say what would be archived, and archive nothing");
    verb->add_flag("--redo-ocr", options->reading.redo_ocr,
                   "Recognise every page, whatever its text layer says");
    verb->add_flag("--keep-text-layer", options->reading.keep_text_layer, "Use text layers as they are");
    verb->footer(
        "Examples:\n"
        "  akt add ~/inkommet\n"
        "  akt add --set typ=beslut --set datum=2019-03-14 beslut.pdf\n"
        "  find /arkiv -name '*.pdf' -print0 | akt add -0 -");
    verb->callback([&context, options] { context.run([&] { return add(context, *options); }); });
}

}  // namespace akt
