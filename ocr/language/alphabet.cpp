#include "ocr/language/alphabet.h"

#include <algorithm>

#include "ocr/base/utf8.h"

namespace akt {

namespace {

constexpr std::array<Label, 0x180> make_labels() {
    std::array<Label, 0x180> labels{};
    for (std::size_t i = 0; i < kLabelLetters.size(); ++i)
        labels[kLabelLetters[i]] = static_cast<Label>(i + 1);
    return labels;
}
constexpr auto kLabels = make_labels();

}  // namespace

Label label_of(char32_t lower_case_letter) {
    return lower_case_letter < kLabels.size() ? kLabels[lower_case_letter] : kNoLabel;
}

LabelWord LabelWord::part(std::size_t from, std::size_t to) const {
    LabelWord out;
    std::copy(labels.begin() + static_cast<std::ptrdiff_t>(from),
              labels.begin() + static_cast<std::ptrdiff_t>(to), out.labels.begin());
    out.length = static_cast<std::uint8_t>(to - from);
    return out;
}

bool LabelWord::operator==(const LabelWord& other) const {
    return length == other.length &&
           std::equal(labels.begin(), labels.begin() + length, other.labels.begin());
}

std::optional<LabelWord> label_word(std::string_view lower_case_word) {
    LabelWord out;
    for (std::size_t at = 0; at < lower_case_word.size();) {
        const auto decoded = decode_utf8(lower_case_word, at);
        const Label label = label_of(decoded.code_point);
        if (label == kNoLabel || out.full()) return std::nullopt;
        out.push(label);
        at += decoded.length_bytes;
    }
    return out;
}

LabelWord skeleton_of(const LabelWord& word) {
    LabelWord out;
    for (std::size_t i = 0; i < word.length; ++i) out.push(base_of(word[i]));
    return out;
}

std::string to_string(const LabelWord& word) {
    std::string out;
    for (std::size_t i = 0; i < word.length; ++i) append_utf8(out, letter_of(word[i]));
    return out;
}

}  // namespace akt
