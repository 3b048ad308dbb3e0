#include <algorithm>
#include <array>
#include <limits>

#include "ocr/base/utf8.h"
#include "ocr/repair/misread_words.h"

namespace akt {

namespace {

/// What a space costs that is none, and by how much the word must be likelier than its halves; nats.
constexpr float kSpaceMadeUp = 7, kSureAcrossSpace = 4;

/// What "i" costs as a word, the space beside it not seen; what is left must be a word of so many letters.
constexpr float kUnseenSpaceByI = 8.5F;
constexpr std::size_t kShortestAfterI = 4, kShortestBeforeI = 2;

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

bool MisreadWords::part_from_i(std::string_view text, std::span<Token> tokens, std::size_t at,
                               const MarkDecision& decision, std::span<Rereading> rereadings,
                               WorkSpace& work) const {
    Token& token = tokens[at];
    if (token.kind != TokenKind::word || token.guarded || (token.upper >> 1) != 0 || decision.attested)
        return false;
    return part_from_i(text, token, true, rereadings[at], work) ||
           (token.upper == 0 && (token.glue & 2U) == 0 &&
            part_from_i(text, token, false, rereadings[at], work));
}

bool MisreadWords::part_from_i(std::string_view text, Token& token, bool i_first, Rereading& rereading,
                               WorkSpace& work) const {
    const std::size_t shortest = i_first ? kShortestAfterI : kShortestBeforeI;
    if (token.word[i_first ? 0 : token.word.length - 1U] != label_of(U'i') || token.word.length <= shortest)
        return false;
    const auto read = text.substr(token.offset_bytes, token.length_bytes);
    const FoundReading whole = readings_.find(read, false, ReaderKind::wrong_language, work);
    const float whole_cost = whole ? whole->cost : std::numeric_limits<float>::infinity();
    const FoundReading rest = readings_.find(read.substr(i_first ? 1 : 0, read.size() - 1), false,
                                             ReaderKind::wrong_language, work);
    if (!rest || rest.probability < kSureEnough || rest->skeleton.length < shortest) return false;
    if (whole_cost < rest->cost + kUnseenSpaceByI) return false;
    if (readings_.unknown_word_cost(read) < rest->cost + kUnseenSpaceByI + kPlainOdds) return false;
    rereading = {true, false, rest.probability, rest.odds_nats, i_first, rest->forms, !i_first};
    if (i_first) ++token.offset_bytes;
    --token.length_bytes;
    become(std::span(&token, 1), {0, 1}, rest->skeleton, rest->upper);
    return true;
}

void MisreadWords::put_back_i(std::vector<Token>& tokens, std::vector<Rereading>& rereadings) {
    std::vector<Token> all_tokens;
    std::vector<Rereading> all_rereadings;
    const auto add_i = [&](const Token& beside, std::size_t offset_bytes) {
        Token i = beside;
        i.offset_bytes = static_cast<std::uint32_t>(offset_bytes);
        i.length_bytes = 1;
        i.word = LabelWord{};
        i.word.push(label_of(U'i'));
        set_keys(i);
        all_tokens.push_back(i);
        all_rereadings.emplace_back();
    };
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        Token token = tokens[at];
        const bool before = rereadings[at].parted, after = rereadings[at].i_follows;
        if (before) {
            add_i(token, token.offset_bytes - std::size_t{1});
            all_tokens.back().glue |= 2U;
            all_tokens.back().upper = token.sentence_start ? 1 : 0;
            set_case(all_tokens.back());
            token.sentence_start = false;
        }
        all_tokens.push_back(token);
        all_rereadings.push_back(std::move(rereadings[at]));
        if (after) {
            all_tokens.back().glue |= 2U;
            add_i(token, token.offset_bytes + std::size_t{token.length_bytes});
            all_tokens.back().glue |= 1U;
            all_tokens.back().upper = 0;
            all_tokens.back().sentence_start = false;
            set_case(all_tokens.back());
            all_rereadings.back() = {true, true, 1, kPlainOdds, true, {}, false};
        }
    }
    tokens = std::move(all_tokens);
    rereadings = std::move(all_rereadings);
}

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
