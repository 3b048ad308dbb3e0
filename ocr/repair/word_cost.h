#pragma once

#include <string_view>

#include "ocr/language/compounds.h"
#include "ocr/language/lexicon.h"

namespace akt {

/// How unlikely a Swedish word is: -log10 of its rate in running text. const, thread-safe.
class WordCost {
public:
    /// `lexicon` must outlive it.
    explicit WordCost(const Lexicon& lexicon) : lexicon_(lexicon), splitter_(lexicon) {}

    const Lexicon& lexicon() const { return lexicon_; }

    /// In the lexicon, whatever the case of its letters, or a compound of two or more known parts.
    bool known(std::u32string_view word) const;
    /// Of a word in the lexicon; of one known only to the dictionary as if it had been seen a fifth of once.
    static double of(WordInfo info);
    /// Of a word that is not: the longer, the less likely.
    static double of_unknown(std::size_t letters) { return kUnknown + kUnknownLetter * static_cast<double>(letters); }

    /// How many known words of two letters or more stand in `text`, and how many of three or more are unknown.
    struct Census {
        int known = 0, unknown = 0;
    };
    Census census(std::u32string_view text) const;

private:
    static constexpr double kUnknown = 5.5, kUnknownLetter = 0.75;

    const Lexicon& lexicon_;
    CompoundSplitter splitter_;
};

}  // namespace akt
