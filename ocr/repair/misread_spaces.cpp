#include <algorithm>
#include <array>

#include "ocr/base/utf8.h"
#include "ocr/repair/misread_words.h"

namespace akt {

namespace {

/// What a space costs that is none, and by how much the word must be likelier than its halves; nats.
constexpr float kSpaceMadeUp = 7, kSureAcrossSpace = 4;

bool may_be_half(const Token& token) {
    return token.kind == TokenKind::word && !token.guarded && !token.has_marks;
}

/// Of the commonest form of the skeleton; none where the lexicon has none.
std::optional<float> known_cost(const Lexicon& lexicon, const LabelWord& skeleton) {
    std::array<LexiconForm, Lexicon::kMaxForms> forms;
    const std::size_t found = lexicon.forms_of_skeleton(skeleton, forms);
    std::optional<float> least;
    for (std::size_t i = 0; i < found; ++i) {
        const float cost = Misreadings::word_cost(forms[i].info);
        least = std::min(least.value_or(cost), cost);
    }
    return least;
}

}  // namespace

float MisreadWords::cost_of_half(const Token& half) const {
    return known_cost(lexicon_, half.word).value_or(readings_.unknown_word_cost(to_string(half.word)));
}

std::optional<LabelWord> MisreadWords::across_space(std::string_view text, std::span<const Token> tokens,
                                                    std::size_t at,
                                                    std::span<const MarkDecision> decisions) const {
    if (at + 1 >= tokens.size() || (decisions[at].attested && decisions[at + 1].attested))
        return std::nullopt;
    const Token &first = tokens[at], &second = tokens[at + 1];
    const bool ends =
        (second.glue & 2U) == 0 || at + 2 == tokens.size() || tokens[at + 2].kind == TokenKind::sign;
    const std::size_t space = first.offset_bytes + first.length_bytes;
    if (!may_be_half(first) || !may_be_half(second) || second.letter_case != TokenCase::lower || !ends ||
        second.offset_bytes != space + 1 || text[space] != ' ' ||
        first.word.length + second.word.length > LabelWord::kMaxLength)
        return std::nullopt;
    LabelWord whole = first.word;
    for (std::size_t i = 0; i < second.word.length; ++i) whole.push(second.word[i]);
    const auto cost = known_cost(lexicon_, whole);
    if (!cost || *cost + kSpaceMadeUp + kSureAcrossSpace >= cost_of_half(first) + cost_of_half(second))
        return std::nullopt;
    return whole;
}

}  // namespace akt
