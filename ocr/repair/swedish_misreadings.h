#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "ocr/language/compounds.h"
#include "ocr/language/tokens.h"
#include "ocr/repair/misread_tokens.h"
#include "ocr/repair/word_readings.h"

namespace akt {

/// Finds the words that a recogniser of Swedish misread: in text whose marks stand, so that words are read
/// anew marks and all. Const and thread-safe but for the memo; what it is given must outlive it.
class SwedishMisreadings {
public:
    SwedishMisreadings(const Lexicon& lexicon, const WordReadings& readings)
        : lexicon_(lexicon), compounds_(lexicon), readings_(readings) {}

    /// How many words tell that the text is misread; and how many nobody knows, nor what they may have been.
    struct Evidence {
        double misread = 0, unexplained = 0;
    };
    /// Of the words beginning at tokens[at].
    Evidence evidence_at(std::string_view text, std::span<const Token> tokens, std::size_t at,
                         std::size_t limit, WordReadings::Remembered& work) const;

    /// A word read anew.
    struct Mended {
        MisreadGroup group;  ///< the tokens it stands for
        LabelWord word;
        std::uint64_t upper = 0;
        float probability = 0, odds_nats = 0;
    };
    /// The word that begins at tokens[at], where it is sure enough that it was misread and as what, in
    /// misread text. `poor`: many words are.
    std::optional<Mended> mended_at(std::string_view text, std::span<const Token> tokens, std::size_t at,
                                    std::size_t limit, bool poor, WordReadings::Remembered& work) const;

private:
    /// How far a word is known.
    enum class Standing { unknown, compound, rare, sound };
    Standing standing_of(const Token& token) const;
    bool is_sure(const FoundReading& found, const Token& read, Standing standing, bool poor) const;

    /// A word of letters and a sign.
    std::optional<Mended> with_sign_at(std::string_view text, std::span<const Token> tokens, std::size_t at,
                                       std::size_t limit, WordReadings::Remembered& work) const;
    /// The surest of the words of which a part was not read, be it that only odd signs tell so.
    std::optional<Mended> smudged_at(std::string_view text, std::span<const Token> tokens, std::size_t at,
                                     std::size_t limit, bool odd_signs_only,
                                     WordReadings::Remembered& work) const;
    /// A known word in whose place those around it ask for another one ("för at göra").
    std::optional<Mended> out_of_place_at(std::string_view text, std::span<const Token> tokens,
                                          std::size_t at, WordReadings::Remembered& work) const;
    /// −ln p of a compound of known words; nothing for other words.
    std::optional<float> compound_cost(const LabelWord& word) const;
    /// How much likelier the new reading is than the word as it was read as a compound, if it may be one.
    std::optional<float> odds_against_compound(const FoundReading& found, const Token& read) const;
    /// −ln p of a word, read rightly or not.
    float cost_as_it_stands(const Token& token, WordReadings::Remembered& work) const;

    const Lexicon& lexicon_;
    CompoundSplitter compounds_;
    const WordReadings& readings_;
};

}  // namespace akt
