#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "search/cli/context.h"
#include "search/cli/open_archive.h"
#include "search/cli/review_output.h"
#include "search/cli/verbs.h"

namespace akt {

namespace {

struct EvidenceOptions {
    bool json = false, words = false;
};

ExitCode show_evidence(const Context& context, const EvidenceOptions& options) {
    const Archive archive = open_for_reading(context);
    const Index index = Index::open(archive.index_folder(), Index::Mode::read);
    const auto evidence = gather_evidence(archive, index);
    for (const auto& failure : evidence.unreadable) context.warn(failure);
    fmt::print("{}",
               options.json ? render_evidence_json(evidence) : render_evidence_text(evidence, options.words));
    return evidence.unreadable.empty() ? ExitCode::done : ExitCode::some_failed;
}

}  // namespace

void register_evidence(CLI::App& app, Context& context) {
    const auto options = std::make_shared<EvidenceOptions>();
    auto* verb = app.add_subcommand("evidence", "What the archive teaches about the documents to come");
    verb->add_flag("--words", options->words, "Also words of sound documents that no lexicon knows");
    verb->add_flag("--json", options->json, "Everything, for programs");
    verb->footer(
        "What people accepted, rejected or corrected, each with its document and word. akt undo takes one "
        "back.\n"
        "Examples:\n"
        "  akt evidence\n"
        "  akt evidence --words\n"
        "  akt evidence --json | jq '.decisions[].text'");
    verb->callback([&context, options] { context.run([&] { return show_evidence(context, *options); }); });
}

}  // namespace akt
