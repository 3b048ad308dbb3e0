#pragma once

#include <string>
#include <vector>

#include "index/decision.h"
#include "search/cli/context.h"

namespace akt {

/// A person's decisions on words of one document, as the verbs accept, reject and undo take them.
struct WordDecisions {
    std::string id;                  ///< as given
    std::vector<std::string> words;  ///< as akt review prints them
    std::string text;                ///< the right reading, for Verdict::corrected
};

/// Decides on all the words, or on none when one of them is wrong, in one new version; prints each.
/// Throws Error.
ExitCode decide_words(const Context& context, const WordDecisions& wanted, Verdict verdict);

/// Takes the decisions on all the words back, or none; prints each. Throws Error.
ExitCode undo_words(const Context& context, const WordDecisions& wanted);

}  // namespace akt
