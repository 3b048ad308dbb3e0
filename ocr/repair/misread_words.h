#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ocr/language/tokens.h"
#include "ocr/repair/marks.h"
#include "ocr/repair/misread_tokens.h"
#include "ocr/repair/stretches.h"
#include "ocr/repair/swedish_misreadings.h"
#include "ocr/repair/word_readings.h"

namespace akt {

/// What became of a token when it was read anew.
struct Rereading {
    bool changed = false;
    bool whole = false;               ///< marks and all: nothing is left to choose
    float probability = 1;            ///< of the new letters, marks apart
    float odds_nats = 0;              ///< of the new letters against a word nobody knows
    bool parted = false;              ///< touches the word before it only because the space was not seen
    std::vector<ReadForm> read_from;  ///< forms with these letters, when reading tells them apart
    bool i_follows = false;           ///< the word "i" touches it only because the space was not seen
    bool marks_only = false;          ///< what changed; of words as the text itself spells them
};

/// Reads the misread words of damaged stretches anew: their letters, not their marks, which are chosen
/// afterwards by context. What was read as letters and signs in a row ("f6r", "&r") becomes one word. Const
/// and thread-safe but for the work space; what it is given must outlive it.
class MisreadWords {
public:
    /// What was found for words met before.
    using WorkSpace = WordReadings::Remembered;

    MisreadWords(const Lexicon& lexicon, const ConfusionModel& confusions, const WordPairs& pairs)
        : lexicon_(lexicon), readings_(lexicon, confusions, pairs), swedish_(lexicon, readings_) {}

    /// Sets how much of every stretch is misread; whether by a recogniser of another language, where marks
    /// are lost. One word in some hundred must be unknown as read, and known when read anew.
    bool suspect(std::string_view text, std::span<const Token> tokens,
                 std::span<const MarkDecision> decisions, std::span<Stretch> stretches,
                 WorkSpace& work) const;

    /// Replaces tokens of misread stretches; `rereadings` gets one entry a token. Offsets stay those of
    /// `text`.
    void reread(std::string_view text, std::vector<Token>& tokens, std::span<const MarkDecision> decisions,
                std::span<const Stretch> stretches, std::vector<Rereading>& rereadings,
                WorkSpace& work) const;

private:
    /// A new reading must be this probable, and so many nats likelier than an unknown word where nothing but
    /// being unknown speaks against the word.
    static constexpr float kSureEnough = 0.75F, kPlainOdds = 1.5F;
    /// Known words seen less often than this may be misread commoner ones.
    static constexpr unsigned kRareCode = 9;

    /// Where a word nobody knows is "i" and a word that it touches, before or after: takes the "i" off
    /// tokens[at], to be put back as a token of its own.
    bool part_from_i(std::string_view text, std::span<Token> tokens, std::size_t at,
                     const MarkDecision& decision, std::span<Rereading> rereadings, WorkSpace& work) const;
    bool part_from_i(std::string_view text, Token& token, bool i_first, Rereading& rereading,
                     WorkSpace& work) const;
    static void put_back_i(std::vector<Token>& tokens, std::vector<Rereading>& rereadings);
    /// Where a space was seen within a word: what tokens[at] and the next one are together, marks apart.
    std::optional<LabelWord> across_space(std::string_view text, std::span<const Token> tokens,
                                          std::size_t at, std::span<const MarkDecision> decisions) const;
    float cost_of_half(const Token& half) const;
    /// Tokens that may be one word of which some letters were seen as signs, or also as a space.
    std::optional<MisreadGroup> group_behind_signs(std::string_view text, std::span<const Token> tokens,
                                                   std::size_t at, std::size_t limit, bool across_gap,
                                                   std::span<const MarkDecision> decisions,
                                                   WorkSpace& work) const;
    /// That word, if it is likelier than words with signs beside them.
    FoundReading find_behind_signs(std::string_view text, std::span<const Token> tokens,
                                   const MisreadGroup& group, const WordNeighbours& around,
                                   WorkSpace& work) const;
    /// Whether there is a word of small letters that is none nor any misread one.
    bool has_fragment(std::string_view text, std::span<const Token> tokens, const MisreadGroup& group,
                      std::span<const MarkDecision> decisions, WorkSpace& work) const;
    /// Common enough to be itself, marks apart.
    static bool is_settled(const Token& token, const MarkDecision& decision);
    /// What stands at `at`, or what it was most likely misread from.
    std::uint64_t key_of_word_at(std::string_view text, std::span<const Token> tokens, std::size_t at,
                                 std::size_t limit, std::span<const MarkDecision> decisions,
                                 WorkSpace& work) const;
    const Lexicon& lexicon_;
    WordReadings readings_;
    SwedishMisreadings swedish_;
};

}  // namespace akt
