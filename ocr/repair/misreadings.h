#pragma once

#include <algorithm>
#include <cstdint>
#include <mutex>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "ocr/language/lexicon.h"
#include "ocr/repair/commonest_words.h"
#include "ocr/repair/confusion_model.h"

namespace akt {

/// What a misread word may have been.
struct Misreading {
    LabelWord word;           ///< lower case, with its marks
    float channel_cost = 0;   ///< −ln p(as read | word)
    float word_cost = 0;      ///< −ln p(word)
    std::uint64_t upper = 0;  ///< bit i: letter i is upper case
    bool attested = true;     ///< one word of the lexicon, not a compound made of several
    float cost() const { return channel_cost + word_cost; }
};

/// By cost; by the letters where that is the same.
inline bool cheaper(const Misreading& a, const Misreading& b) {
    if (a.cost() != b.cost()) return a.cost() < b.cost();
    const auto letters = [](const LabelWord& word) { return std::span(word.labels).first(word.length); };
    return std::ranges::lexicographical_compare(letters(a.word), letters(b.word));
}

/// Finds the known words that a recogniser may have read as given: a search through the lexicon's automaton
/// with the confusions as arcs, compounds of up to three known parts included. Const and thread-safe; models
/// must outlive it.
class Misreadings {
public:
    /// What a new part of a compound costs besides its own rarity; nats.
    static constexpr float kPartCost = 3;

    Misreadings(const Lexicon& lexicon, const ConfusionModel& confusions)
        : lexicon_(lexicon), confusions_(confusions) {}

    /// The readings of `read` (any characters) that cost no more than `most_cost` nats, cheapest
    /// first, within `kBeamWidth` of the best; empty when nothing fits. Readings that differ only in case are
    /// one. `poor`: of a poor picture, in which a part of the word, maybe a space too, is past reading.
    /// `signs_are_letters`: each sign may stand for any letter, a space too.
    std::vector<Misreading> find(std::u32string_view read, ReaderKind reader, float most_cost,
                                 bool poor = false, bool signs_are_letters = false) const;

    /// −ln p of a word nobody knows, by its letters: what any reading has to beat.
    float unknown_word_cost(std::u32string_view read) const;
    static float word_cost(WordInfo info);

private:
    const Lexicon& lexicon_;
    const ConfusionModel& confusions_;
    /// Made by the first search, which text that is not misread never asks for.
    const CommonestWords& commonest() const;

    mutable std::once_flag commonest_made_;
    mutable std::optional<CommonestWords> commonest_;
};

}  // namespace akt
