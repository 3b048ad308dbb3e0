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
    bool bad = false;
};

/// A document to read again, and which pages: none named means all.
struct Wanted {
    std::string id;
    std::vector<int> pages;
};

std::vector<int> pages_to_retry(const Record& record, bool bad_too) {
    std::vector<int> pages;
    for (const Page& page : record.document.pages) {
        if (page.how == PageReading::failed || (bad_too && page.reads_badly)) pages.push_back(page.number);
    }
    return pages;
}

ExitCode retry(const Context& context, const RetryOptions& options) {
    const RepairModels models = RepairModels::open(models_folder());
    const WordKnowledge words(models.lexicon);
    OpenArchive store = open_for_writing(context, words);
    const Repairer repairer = repairer_for(context, store, models);

    std::vector<std::string> ids;
    for (const auto& prefix : options.ids) ids.push_back(whole_id(store.archive, prefix));
    std::vector<Wanted> wanted;
    for (const auto& id : ids) wanted.push_back({id, {}});
    for (const auto& id : ids.empty() ? store.archive.ids() : std::vector<std::string>{}) {
        const auto record = store.archive.find(id);
        if (!record) continue;
        if (auto pages = pages_to_retry(*record, options.bad); !pages.empty())
            wanted.push_back({id, std::move(pages)});
    }

    ReaderPoolOptions pool_options;
    pool_options.page_time_limit_ms = static_cast<int>(options.page_seconds) * 1000;
    pool_options.stopped = stop_requested;
    ReaderPool readers(pool_options);
    IntakeOptions intake_options;
    intake_options.reading.thorough = true;
    intake_options.akt_version = AKT_VERSION;
    intake_options.repairer_name = models_name(models_folder());
    Intake intake(store.archive, store.index, readers, repairer, std::move(intake_options));

    OutcomeCounter outcomes;
    Progress progress(context, wanted.size());
    for (const auto& [id, pages] : wanted) {
        const auto record = store.archive.find(id);
        const auto result = intake.read_again(
            *record, [&](const Page&) { progress.page_done(); }, pages);
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
    auto* verb = app.add_subcommand("retry", "Read again the pages that failed");
    verb->add_option("ID", options->ids,
                     "Documents to read again as a whole (default: the failed pages of all documents)");
    verb->add_flag("--bad", options->bad, "The pages that read badly too");
    verb->add_option("--page-seconds", options->page_seconds, "Processor time a page may take (default 600)")
        ->check(CLI::Range(1, 86400))
        ->type_name("N");
    verb->footer(
        "Every way is tried on a page that reads badly, whatever it costs. A better reading is a new "
        "version; "
        "the old one stays in the document's history.\n"
        "Examples:\n"
        "  akt retry\n"
        "  akt retry --bad\n"
        "  akt retry 3f2a91bc04de --page-seconds 1800");
    verb->callback([&context, options] { context.run([&] { return retry(context, *options); }); });
}

}  // namespace akt
