#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "ocr/language/alphabet.h"

namespace akt {

/// How likely letters follow each other in Swedish words, with or without their marks: p(letter | the two
/// before), the ends of the word being letters too. Tells a name or a rare word, which nobody knows either,
/// from a misread one: "Lannergren" is spelt as words are, "Stendldersvdgen" is not. A view of kSize bytes of
/// the model; const and thread-safe.
class LetterChain {
public:
    /// a–z å ä ö; 0: the end of the word; kOther: all else.
    static constexpr std::size_t kOther = 30, kSymbols = 31;
    static constexpr std::size_t kSize = kSymbols * kSymbols * kSymbols;
    /// A byte of the model stands for so many nats.
    static constexpr float kStepNats = 0.05F;

    LetterChain() = default;
    /// −ln p in steps, at (first · kSymbols + second) · kSymbols + third; `steps` has kSize bytes.
    explicit LetterChain(std::span<const std::uint8_t> steps) : steps_(steps) {}

    static std::size_t symbol_of(char32_t lower_case) {
        const Label label = label_of(lower_case);
        return label == kNoLabel || label > kLabelOdots ? kOther : label;
    }

    /// −ln p(word), given that there is a word; of lower-case letters.
    float cost_nats(std::u32string_view lower_case_word) const;

private:
    std::span<const std::uint8_t> steps_;
};

}  // namespace akt
