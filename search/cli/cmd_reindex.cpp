#include <fmt/core.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>

#include "index/archive/archive.h"
#include "index/compound_split.h"
#include "index/rebuild.h"
#include "ocr/base/resources.h"
#include "search/cli/context.h"
#include "search/cli/open_archive.h"
#include "search/cli/verbs.h"

namespace akt {

namespace {

/// How far the work is, on stderr: over itself on a terminal, or a JSON line a second.
class Progress {
public:
    explicit Progress(const Context& context)
        : json_(context.progress == ProgressMode::json),
          shown_(json_ ||
                 (context.progress == ProgressMode::automatic && !context.quiet && ::isatty(STDERR_FILENO))) {
    }

    void show(std::size_t done, std::size_t all) {
        using namespace std::chrono_literals;
        const auto now = std::chrono::steady_clock::now();
        if (!shown_ || (done < all && now - last_ < (json_ ? 1000ms : 100ms))) return;
        last_ = now;
        if (json_)
            fmt::print(stderr, "{{\"done\": {}, \"all\": {}}}\n", done, all);
        else
            fmt::print(stderr, "\r{} of {} documents{}", done, all, done == all ? "\n" : "");
    }

private:
    bool json_, shown_;
    std::chrono::steady_clock::time_point last_{};
};

ExitCode reindex(Context& context) {
    // For the check alone: opening for writing would make an archive where there is none.
    Archive::create_or_open(context.archive(), Archive::Mode::read);
    auto archive = Archive::create_or_open(context.archive(), Archive::Mode::write);
    const RecordSource source{archive.ids(), [&](const std::string& id) { return archive.find(id); },
                              archive.unsettled()};
    const Lexicon lexicon = Lexicon::open(models_folder());
    const WordKnowledge words(lexicon);
    Progress progress(context);
    const auto report = rebuild_index(
        archive.index_folder(), source, open_compound_split(models_folder()),
        [&](std::size_t done, std::size_t all) {
            progress.show(done, all);
            return !stop_requested();
        },
        words.attested());
    if (report.failed.empty())
        for (const auto& id : source.changed) archive.settle(id);
    for (const auto& failure : report.failed) context.warn(failure);
    fmt::print("{} documents indexed\n", report.indexed);
    return report.failed.empty() ? ExitCode::done : ExitCode::some_failed;
}

}  // namespace

void register_reindex(CLI::App& app, Context& context) {
    CLI::App* verb = app.add_subcommand("reindex", "Make the search index again from the archive");
    verb->footer(
        "The old index answers until the new one is whole.\n\n"
        "Examples:\n"
        "  akt reindex\n"
        "  akt --archive /srv/akt reindex");
    verb->callback([&context] { context.run([&] { return reindex(context); }); });
}

}  // namespace akt
