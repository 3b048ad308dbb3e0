#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace akt {

/// The letters words in the models are spelt with: a small number for each lower-case letter.
/// The order is part of the model files' format: add at the end only, and at most 63 in all.
using Label = std::uint8_t;

inline constexpr std::u32string_view kLabelLetters =
    U"abcdefghijklmnopqrstuvwxyzåäöéüàèêëáíóúæøçñôïîâãšžčćßðłńûý";
inline constexpr std::u32string_view kLabelBases =
    U"abcdefghijklmnopqrstuvwxyzaaoeuaeeeaiouaocnoiiaaszccsdlnuy";
static_assert(kLabelLetters.size() == kLabelBases.size() && kLabelLetters.size() < 63);

inline constexpr Label kNoLabel = 0;
inline constexpr Label kLabelA = 1, kLabelE = 5, kLabelO = 15, kLabelS = 19, kLabelZ = 26;
inline constexpr Label kLabelAring = 27, kLabelAdots = 28, kLabelOdots = 29, kLabelEacute = 30;
inline constexpr std::size_t kLabelCount = kLabelLetters.size() + 1;

/// 0 for what is no lower-case letter of the alphabet.
Label label_of(char32_t lower_case_letter);

inline constexpr char32_t letter_of(Label label) {
    return kLabelLetters[label - 1U];
}

namespace detail {
constexpr std::array<Label, kLabelCount> make_base_labels() {
    std::array<Label, kLabelCount> bases{};
    for (std::size_t i = 0; i < kLabelLetters.size(); ++i)
        bases[i + 1] = static_cast<Label>(kLabelBases[i] - U'a' + 1);
    return bases;
}
inline constexpr auto kBaseLabels = make_base_labels();
}  // namespace detail

/// The label without its mark: å → a.
inline constexpr Label base_of(Label label) {
    return detail::kBaseLabels[label];
}

/// A word spelt in labels, at a fixed place: no allocation. Longer words are none of the lexicon's.
struct LabelWord {
    static constexpr std::size_t kMaxLength = 47;
    std::array<Label, kMaxLength> labels;
    std::uint8_t length = 0;

    LabelWord() = default;

    Label operator[](std::size_t i) const { return labels[i]; }
    Label& operator[](std::size_t i) { return labels[i]; }
    bool full() const { return length == kMaxLength; }
    void push(Label label) { labels[length++] = label; }
    LabelWord part(std::size_t from, std::size_t to) const;
    bool operator==(const LabelWord& other) const;
};

/// Empty when a letter is outside the alphabet, is upper case, or the word is too long.
std::optional<LabelWord> label_word(std::string_view lower_case_word);
LabelWord skeleton_of(const LabelWord& word);
std::string to_string(const LabelWord& word);

}  // namespace akt
