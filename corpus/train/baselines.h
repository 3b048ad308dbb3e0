#pragma once

#include <hunspell/hunspell.hxx>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ocr/language/lexicon.h"
#include "ocr/language/tokens.h"

namespace akt {

/// What simpler ways make of a text, each word token by itself: what the repairer is compared with.
class Baselines {
public:
    /// Hunspell's suggestions take most of an evaluation's time; without it they are the words as they stand.
    Baselines(const Lexicon& lexicon, bool with_hunspell);

    /// The most counted form of each word's skeleton.
    std::string most_frequent(std::string_view text);
    /// Hunspell's first suggestion for each word it does not know.
    std::string first_suggestion(std::string_view text);

private:
    template <class Way>
    std::string each_word(std::string_view text, Way&& way);

    const Lexicon& lexicon_;
    std::optional<Hunspell> hunspell_;
    std::unordered_map<std::string, std::string> suggested_;
    std::vector<Token> tokens_;
};

}  // namespace akt
