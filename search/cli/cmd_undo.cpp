#include <CLI/CLI.hpp>
#include <memory>

#include "search/cli/context.h"
#include "search/cli/decide_words.h"
#include "search/cli/verbs.h"

namespace akt {

void register_undo(CLI::App& app, Context& context) {
    const auto wanted = std::make_shared<WordDecisions>();
    auto* verb = app.add_subcommand("undo", "Take back what was accepted, rejected or corrected");
    verb->add_option("ID", wanted->id, "The first digits (at least 4) of the document's id")->required();
    verb->add_option("WORD", wanted->words, "Words as akt evidence prints them: page.line.word")->required();
    verb->footer(
        "The word is again as the program left it, in a new version; history keeps both. Documents archived "
        "from\n"
        "now on no longer learn from it.\n"
        "Exit code 3 when nobody decided on the word.\n"
        "Example:\n"
        "  akt undo 3f2a91bc04de 2.14.3");
    verb->callback([&context, wanted] { context.run([&] { return undo_words(context, *wanted); }); });
}

}  // namespace akt
