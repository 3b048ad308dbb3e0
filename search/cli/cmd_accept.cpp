#include <CLI/CLI.hpp>
#include <memory>

#include "ocr/base/error.h"
#include "search/cli/context.h"
#include "search/cli/decide_words.h"
#include "search/cli/verbs.h"

namespace akt {

namespace {

ExitCode accept(const Context& context, const WordDecisions& wanted, bool corrected) {
    if (corrected && wanted.words.size() != 1)
        throw Error(ErrorCode::usage, {}, "--as gives the reading of one word, not of several");
    return decide_words(context, wanted, corrected ? Verdict::corrected : Verdict::accepted);
}

}  // namespace

void register_accept(CLI::App& app, Context& context) {
    const auto wanted = std::make_shared<WordDecisions>();
    auto* verb = app.add_subcommand("accept", "Say that a reading is right, or what it should be");
    verb->add_option("ID", wanted->id, "The first digits (at least 4) of the document's id")->required();
    verb->add_option("WORD", wanted->words, "Words as akt review prints them: page.line.word")->required();
    auto* as =
        verb->add_option("--as", wanted->text, "The right reading, when neither is")->type_name("TEXT");
    verb->footer(
        "A new version of the document; what was read stays beside it. Documents archived later learn from "
        "it;\n"
        "akt evidence lists what people decided, akt undo takes it back.\n"
        "Examples:\n"
        "  akt accept 3f2a91bc04de 2.14.3\n"
        "  akt accept 3f2a 2.14.3 2.15.1 3.2.7\n"
        "  akt accept 3f2a 2.14.3 --as Lännergren");
    verb->callback(
        [&context, wanted, as] { context.run([&] { return accept(context, *wanted, as->count() > 0); }); });
}

}  // namespace akt
