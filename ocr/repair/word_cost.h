#pragma once

#include <string_view>
#include <vector>

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
    /// In the lexicon as a word of three letters or more seen now and then, not a name, the signs at its ends
    /// left out.
    bool common(std::u32string_view word) const;
    static bool is_common(WordInfo info) {
        constexpr unsigned kSeenTenTimes = 6;
        return info.count_code() >= kSeenTenTimes && info.word_case() != WordCase::title;
    }
    /// In the lexicon itself, whatever the case of its letters.
    bool attested(std::u32string_view word) const;
    /// In a dictionary or register of names, or a compound of words of four letters or more. The lexicon also
    /// has words of other languages that Swedish text quotes.
    bool vouched(std::u32string_view word) const;
    /// Of a word in the lexicon; of one known only to the dictionary as if it had been seen a fifth of once.
    static double of(WordInfo info);
    /// The same for any word, whatever the case of its letters.
    double of(std::u32string_view word) const;
    /// Of a word that is not: the longer, the less likely.
    static double of_unknown(std::size_t letters) {
        return kUnknown + kUnknownLetter * static_cast<double>(letters);
    }

    /// What a word of so many letters that dictionaries have says for Swedish, and one they have not against
    /// it; log10. They have 98 in a hundred words of sound Swedish text, 81 where it is misread and 67 where
    /// letters were dropped, but 3 to 36 of other languages' and one in four of those in programs.
    static constexpr std::size_t kTellingLength = 4;
    static constexpr double kInDictionary = 0.36;
    /// log10 odds that the text is Swedish, by its function words and by which of its words are vouched for;
    /// names tell nothing.
    double swedish_log10_odds(std::u32string_view text) const;

    /// Words of `text` that are known and not.
    struct Census {
        int known = 0, unknown = 0;
    };
    /// Of all words: known ones of two letters or more, unknown ones of three or more.
    Census census(std::u32string_view text) const;
    /// Of the words with a letter at one of `places` (ascending): known and unknown ones of any length above
    /// one.
    Census census_at(std::u32string_view text, const std::vector<std::size_t>& places) const;

private:
    static constexpr double kUnknown = 5.5, kUnknownLetter = 0.75;

    const Lexicon& lexicon_;
    CompoundSplitter splitter_;
};

}  // namespace akt
