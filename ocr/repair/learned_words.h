#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ocr/language/lexicon.h"
#include "ocr/language/tokens.h"
#include "ocr/repair/evidence.h"
#include "ocr/repair/stretches.h"
#include "ocr/repair/text_change.h"

namespace akt {

/// Evidence made ready for looking up.
///
/// A reading that people decided on is read so again where the lexicon does not know the raw form, and they
/// all agree; a raw form that may be a word of its own ("var") only between the same two neighbours. A raw
/// form that was found right is left alone under the same conditions. Spellings nobody but people or sound
/// documents know stand in for their skeletons where marks were lost. Const and thread-safe.
class LearnedWords {
public:
    LearnedWords() = default;
    LearnedWords(const Evidence& evidence, const Lexicon& lexicon);

    bool empty() const { return decided_.empty() && spellings_.empty(); }

    struct Spelling {
        LabelWord word;
        float probability = 0;
    };
    /// How a word without marks is spelt that the lexicon knows in no form. nullopt: not known, or spelt in
    /// several ways.
    std::optional<Spelling> spelling_of(const LabelWord& word) const;

    /// Takes back the changes to words that people found rightly read.
    void drop_refused(std::string_view text, std::vector<TextChange>& changes) const;
    /// Reads again what people decided on, in place of other changes to the same words. Not in other
    /// languages and addresses; where the text around has its marks, lost ones come back as uncertain.
    void add_decided(std::string_view text, std::span<const Token> tokens, std::span<const Stretch> stretches,
                     std::vector<TextChange>& changes) const;

private:
    struct Said {
        std::string text, before, after;  ///< neighbours folded
    };
    struct Form {
        bool known_word = false;  ///< the lexicon has the raw form
        std::vector<Said> said;
    };
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    using Forms = std::unordered_map<std::string, Form, TextHash, std::equal_to<>>;

    void add_decision(const DecidedReading& decision, const Lexicon& lexicon);
    void add_spellings(const Evidence& evidence, const Lexicon& lexicon);
    /// The reading decided for the word text[begin, end), in its case; nullopt: none.
    std::optional<std::string> decided_for(std::string_view text, std::size_t begin, std::size_t end) const;

    Forms decided_;
    /// How probable each spelling is.
    std::unordered_map<LabelWord, float, SkeletonHash, SameSkeleton> spellings_;
};

}  // namespace akt
