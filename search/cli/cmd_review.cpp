#include <fmt/core.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "search/cli/context.h"
#include "search/cli/open_archive.h"
#include "search/cli/review_output.h"
#include "search/cli/verbs.h"

namespace akt {

namespace {

struct ReviewOptions {
    std::vector<std::string> ids;
    std::size_t limit = 50;
    bool json = false;
};

/// The documents that may have uncertain readings: those the index names and those it may not know yet, or
/// all when there is no index.
std::vector<std::string> documents_to_review(const Archive& archive) {
    const auto folder = archive.index_folder();
    if (Index::needs_rebuild(folder)) return archive.ids();
    auto ids = Index::open(folder, Index::Mode::read).uncertain_ids();
    for (auto& id : archive.unsettled()) ids.push_back(std::move(id));
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

ExitCode review(const Context& context, const ReviewOptions& options) {
    const Archive archive = open_for_reading(context);
    std::vector<std::string> ids;
    for (const auto& prefix : options.ids) ids.push_back(whole_id(archive, prefix));
    std::vector<ReviewItem> items;
    for (const auto& id : options.ids.empty() ? documents_to_review(archive) : ids) {
        try {
            const auto record = archive.find(id);
            if (!record) continue;
            for (auto& reading : uncertain_readings(record->document))
                items.push_back({id, record->original.file_name,
                                 record->metadata.title ? record->metadata.title->value : std::string(),
                                 std::move(reading)});
        } catch (const Error& error) {
            if (!options.ids.empty()) throw;
            context.warn(error.what());
        }
        if (stop_requested()) return ExitCode::interrupted;
    }
    std::ranges::stable_sort(items, [](const ReviewItem& a, const ReviewItem& b) {
        return a.reading.repair.log10_odds < b.reading.repair.log10_odds;
    });
    const std::size_t total = items.size();
    if (options.limit > 0 && total > options.limit) items.resize(options.limit);
    fmt::print("{}", options.json ? render_review_json(items, total)
                                  : render_review_text(items, context.colored(STDOUT_FILENO)));
    if (!options.json && items.size() < total)
        context.warn(fmt::format("{} of {} shown; --limit 0 shows all", items.size(), total));
    return total == 0 ? ExitCode::nothing_found : ExitCode::done;
}

}  // namespace

void register_review(CLI::App& app, Context& context) {
    const auto options = std::make_shared<ReviewOptions>();
    auto* verb = app.add_subcommand("review", "Uncertain readings, worst first");
    verb->add_option("ID", options->ids, "Only of these documents");
    verb->add_option("--limit", options->limit, "So many at most (default: 50; 0: all)")->type_name("N");
    verb->add_flag("--json", options->json, "For programs");
    verb->footer(
        "Each with its document, its word (page.line.word), as read → as repaired, why and how likely, and "
        "the line.\n"
        "Exit code 3 when there are none.\n"
        "Examples:\n"
        "  akt review\n"
        "  akt review 3f2a91bc04de\n"
        "  akt review --json | jq -r '.readings[] | [.id, .word, .raw, .text] | @tsv'\n"
        "  akt accept 3f2a91bc04de 2.14.3        the repair is right\n"
        "  akt reject 3f2a91bc04de 2.14.3        it was read rightly");
    verb->callback([&context, options] { context.run([&] { return review(context, *options); }); });
}

}  // namespace akt
