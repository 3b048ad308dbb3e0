#include <CLI/CLI.hpp>
#include <memory>

#include "search/cli/context.h"
#include "search/cli/decide_words.h"
#include "search/cli/verbs.h"

namespace akt {

void register_reject(CLI::App& app, Context& context) {
    const auto wanted = std::make_shared<WordDecisions>();
    auto* verb = app.add_subcommand("reject", "Say that a repair is wrong: the word was read rightly");
    verb->add_option("ID", wanted->id, "The first digits (at least 4) of the document's id")->required();
    verb->add_option("WORD", wanted->words, "Words as akt review prints them: page.line.word")->required();
    verb->footer(
        "A new version of the document. The same repair of the same word is not proposed again, nor in "
        "documents\n"
        "archived later; akt undo takes it back. When neither reading is right: akt accept ID WORD --as "
        "TEXT.\n"
        "Examples:\n"
        "  akt reject 3f2a91bc04de 2.14.3\n"
        "  akt reject 3f2a 2.14.3 2.15.1");
    verb->callback([&context, wanted] {
        context.run([&] { return decide_words(context, *wanted, Verdict::rejected); });
    });
}

}  // namespace akt
