#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstddef>

#include "index/index.h"
#include "search/cli/context.h"
#include "search/cli/open_archive.h"
#include "search/cli/verbs.h"

namespace akt {

namespace {

struct Counts {
    std::size_t documents = 0, unreadable_records = 0, pages = 0, documents_with_failed_pages = 0,
                bad_pages = 0;
    std::size_t decisions = 0;
    std::size_t repaired_words = 0, uncertain_words = 0, words = 0;
    std::uint64_t original_bytes = 0;
    std::array<std::size_t, 4> pages_by_reading{};
};

void count_page(const Page& page, Counts& counts) {
    ++counts.pages;
    counts.bad_pages += page.reads_badly ? 1 : 0;
    ++counts.pages_by_reading.at(static_cast<std::size_t>(page.how));
    for (const auto& line : page.lines) {
        counts.words += line.words.size();
        for (const auto& word : line.words) {
            if (!word.repair() || word.text() == word.raw()) continue;
            ++counts.repaired_words;
            if (word.repair()->uncertain) ++counts.uncertain_words;
        }
    }
}

Counts count(const Context& context, const Archive& archive) {
    Counts counts;
    for (const auto& id : archive.ids()) {
        ++counts.documents;
        try {
            const auto record = archive.find(id);
            if (!record) continue;
            counts.decisions += record->decisions.size();
            counts.original_bytes += record->original.size_bytes;
            for (const auto& page : record->document.pages) count_page(page, counts);
            const auto& pages = record->document.pages;
            counts.documents_with_failed_pages +=
                std::any_of(pages.begin(), pages.end(),
                            [](const Page& page) { return page.how == PageReading::failed; })
                    ? 1
                    : 0;
        } catch (const Error& error) {
            context.warn(error.what());
            ++counts.unreadable_records;
        }
        if (stop_requested()) throw Error(ErrorCode::interrupted, {}, "stopped");
    }
    return counts;
}

ExitCode status(const Context& context) {
    const Archive archive = open_for_reading(context);
    const Counts counts = count(context, archive);
    fmt::print("archive      {}\n", archive.root().string());
    fmt::print("documents    {} ({:.1f} MB as given)\n", counts.documents,
               static_cast<double>(counts.original_bytes) / 1e6);
    fmt::print("pages        {}", counts.pages);
    for (const auto reading :
         {PageReading::text_layer, PageReading::ocr, PageReading::both, PageReading::failed}) {
        const auto pages = counts.pages_by_reading.at(static_cast<std::size_t>(reading));
        if (pages > 0) fmt::print(", {} {}", pages, name_of(reading));
    }
    fmt::print("\nwords        {}, {} repaired, {} of them uncertain\n", counts.words, counts.repaired_words,
               counts.uncertain_words);

    if (counts.decisions > 0)
        fmt::print("decisions    {} by people on single words: akt evidence lists them\n", counts.decisions);

    const auto folder = archive.index_folder();
    if (Index::needs_rebuild(folder)) {
        fmt::print("index        missing, damaged or of an older format: akt reindex makes it\n");
    } else {
        const auto indexed = Index::open(folder, Index::Mode::read).size();
        fmt::print("index        {} documents{}\n", indexed,
                   indexed == counts.documents ? "" : ": not all; akt reindex completes it");
    }
    if (counts.documents_with_failed_pages > 0)
        fmt::print("failed       {} documents have pages that could not be read: akt retry\n",
                   counts.documents_with_failed_pages);
    if (counts.bad_pages > 0)
        fmt::print("bad          {} pages read badly: akt retry --bad tries every way\n", counts.bad_pages);
    if (counts.unreadable_records == 0) return ExitCode::done;
    fmt::print("damaged      {} documents: akt verify says how\n", counts.unreadable_records);
    return ExitCode::integrity_failure;
}

}  // namespace

void register_status(CLI::App& app, Context& context) {
    auto* verb = app.add_subcommand("status", "What the archive holds and whether its index is whole");
    verb->footer("Example:\n  akt status");
    verb->callback([&context] { context.run([&] { return status(context); }); });
}

}  // namespace akt
