#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ocr/language/word_pairs.h"
#include "ocr/repair/marks.h"
#include "ocr/repair/memo.h"
#include "ocr/repair/misreadings.h"

namespace akt {

/// Known words that differ in marks only: which of them is chosen by context.
struct ReadingOption {
    LabelWord skeleton, word;  ///< `word`: the likeliest of them
    std::uint64_t upper = 0;
    float cost = 0;      ///< of `word`, how it is read included
    float together = 0;  ///< of them all
    bool attested = false;
    std::vector<ReadForm> forms;
};

/// The likeliest option; none where nothing fits. Valid until the next word is asked for.
struct FoundReading {
    const ReadingOption* option = nullptr;
    float probability = 0;
    float odds_nats = 0;  ///< of its likeliest word against a word nobody knows

    explicit operator bool() const { return option != nullptr; }
    const ReadingOption* operator->() const { return option; }
};

/// Keys, as of Token, of what stands before and after a word.
struct WordNeighbours {
    std::uint64_t before = 0, after = 0;
};

/// What misread words may have been, and which is the likeliest: by the letters alone, or with the words
/// around. Const and thread-safe but for the memo; what it is given must outlive it.
class WordReadings {
public:
    struct Readings {
        std::vector<ReadingOption> options;  ///< likeliest first
        float unknown = 0;                   ///< cost of a word nobody knows
    };
    /// What was found for words met before, each as read and followed by how it was searched for.
    class Remembered {
    public:
        Remembered();

    private:
        friend class WordReadings;
        /// What is remembered of `read`, searched for in the way `how` says, or what `search` finds.
        template <class Search>
        const Readings& get(std::string_view read, std::string_view how, Search&& search) {
            key_ = read;
            key_ += how;
            return readings_.get(std::hash<std::string>()(key_), key_,
                                 [&](Readings& readings) { readings = search(); });
        }

        Memo<std::string, Readings> readings_;
        std::string key_;
    };

    WordReadings(const Lexicon& lexicon, const ConfusionModel& confusions, const WordPairs& pairs)
        : misreadings_(lexicon, confusions), pairs_(pairs) {}

    /// `odd`: signs, digits or foreign letters are among its letters. `poor`: as of Misreadings.
    FoundReading find(std::string_view read, bool odd, ReaderKind reader, Remembered& remembered,
                      bool poor = false) const;
    FoundReading find(std::string_view read, bool odd, ReaderKind reader, const WordNeighbours& around,
                      Remembered& remembered, bool poor = false) const;

    /// The same of a word that is known as it stands, which only the words around speak against.
    FoundReading find_in_place_of_known(std::string_view read, const WordNeighbours& around,
                                        Remembered& remembered) const;

    /// The same where each sign in `read` may stand for any letter, for less than `most_cost`, which must be
    /// the same each time `read` is. Its odds are infinite: a word nobody knows is not thought of.
    FoundReading find_behind_signs(std::string_view read, float most_cost, const WordNeighbours& around,
                                   Remembered& remembered) const;

    /// The same in a poor picture, where a part of `read`, maybe a space, is past reading, for less than
    /// `most_cost`.
    FoundReading find_smudged(std::string_view read, float most_cost, Remembered& remembered) const;

    /// How much likelier what stands between two words becomes by their being a pair; nats.
    float pair_gain(std::uint64_t first, std::uint64_t second) const;

    /// −ln p of a word nobody knows.
    float unknown_word_cost(std::string_view read) const;

private:
    const Readings& readings_of(std::string_view read, bool odd, ReaderKind reader, bool poor,
                                Remembered& remembered) const;
    Readings search(std::string_view read, bool odd, ReaderKind reader, bool poor) const;
    static Readings options_of(std::span<const Misreading> misreadings, float unknown);
    static FoundReading likeliest(const Readings& readings);
    /// `pair_share`: so much of what pairs of words tell is believed.
    FoundReading likeliest(const Readings& readings, const WordNeighbours& around, float pair_share) const;

    Misreadings misreadings_;
    const WordPairs& pairs_;
};

}  // namespace akt
