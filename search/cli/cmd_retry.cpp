#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "index/intake.h"
#include "index/models_name.h"
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

struct RetryOptions {
    std::vector<std::string> ids;
    unsigned page_seconds = 600;
};

bool has_failed_page(const Record& record) {
    return std::any_of(record.document.pages.begin(), record.document.pages.end(),
                       [](const Page& page) { return page.how == PageReading::failed; });
}

ExitCode retry(const Context& context, const RetryOptions& options) {
    const RepairModels models = RepairModels::open(models_folder());
    const WordKnowledge words(models.lexicon);
    OpenArchive store = open_for_writing(context, words);
    RepairOptions repair_options;
    repair_options.evidence = evidence_of(context, store);
    const Repairer repairer(models, std::move(repair_options));

    std::vector<std::string> ids;
    for (const auto& prefix : options.ids) ids.push_back(whole_id(store.archive, prefix));
    std::vector<std::string> wanted;
    for (const auto& id : ids.empty() ? store.archive.ids() : ids) {
        const auto record = store.archive.find(id);
        if (record && (!ids.empty() || has_failed_page(*record))) wanted.push_back(id);
    }

    ReaderPoolOptions pool_options;
    pool_options.page_time_limit_ms = static_cast<int>(options.page_seconds) * 1000;
    pool_options.stopped = stop_requested;
    ReaderPool readers(pool_options);
    IntakeOptions intake_options;
    intake_options.akt_version = AKT_VERSION;
    intake_options.repairer_name = models_name(models_folder());
    Intake intake(store.archive, store.index, readers, repairer, std::move(intake_options));

    OutcomeCounter outcomes;
    Progress progress(context, wanted.size());
    for (const auto& id : wanted) {
        const auto record = store.archive.find(id);
        const auto result = intake.read_again(*record, [&](const Page&) { progress.page_done(); });
        progress.clear();
        outcomes.print(context, result);
        progress.document_done();
    }
    store.index.commit();
    if (wanted.empty()) fmt::print("nothing to read again\n");
    return outcomes.exit_code();
}

}  // namespace

void register_retry(CLI::App& app, Context& context) {
    const auto options = std::make_shared<RetryOptions>();
    auto* verb = app.add_subcommand("retry", "Read again the documents that have failed pages");
    verb->add_option("ID", options->ids,
                     "Documents to read again, failed pages or not (default: all with failed pages)");
    verb->add_option("--page-seconds", options->page_seconds, "Time a page may take (default 600)")
        ->check(CLI::Range(1, 86400))
        ->type_name("N");
    verb->footer(
        "The new reading is a new version; the old one stays in the document's history.\n"
        "Examples:\n"
        "  akt retry\n"
        "  akt retry 3f2a91bc04de --page-seconds 1800");
    verb->callback([&context, options] { context.run([&] { return retry(context, *options); }); });
}

}  // namespace akt
