#include "ocr/repair/smudged_words.h"

#include <algorithm>

namespace akt {

namespace {

constexpr std::size_t kMostTokens = 9, kMostSignsAround = 3, kFewestLetters = 3;
/// What an end mark costs more before a small letter.
constexpr float kNoSentenceEnds = 3;
/// "bl.a.", "EU:s".
constexpr std::size_t kLongestAbbreviated = 3;

bool is_one_of(char c, std::string_view signs) {
    return signs.find(c) != signs.npos;
}

bool may_be_smudge(std::string_view text, const Token& token) {
    if (token.in_address || token.guarded) return false;
    return token.kind == TokenKind::word ||
           (token.kind == TokenKind::sign && !is_one_of(text[token.offset_bytes], "@%&$+#()"));
}

/// The end of what stands without a space from tokens[first] on; `first` where some of it is no smudge.
std::size_t end_of_piece(std::string_view text, std::span<const Token> tokens, std::size_t first,
                         std::size_t limit) {
    for (std::size_t at = first; at < limit; ++at) {
        if (!may_be_smudge(text, tokens[at])) return first;
        if ((tokens[at].glue & 2U) == 0) return at + 1;
    }
    return first;
}

bool begins_small(std::span<const Token> tokens, std::size_t at) {
    return at < tokens.size() && tokens[at].kind == TokenKind::word && (tokens[at].upper & 1U) == 0;
}

void add_group(std::span<const Token> tokens, std::size_t first, std::size_t end,
               std::vector<MisreadGroup>& groups) {
    MisreadGroup group{first, end};
    for (std::size_t at = first; at < end; ++at) {
        if (tokens[at].kind != TokenKind::word) continue;
        ++group.words;
        group.letters += tokens[at].word.length;
    }
    if (group.words > 0 && group.letters >= kFewestLetters && end - first > 1 && end - first <= kMostTokens)
        groups.push_back(group);
}

/// The group and what it is without some of the signs at its ends.
void add_groups(std::span<const Token> tokens, std::size_t first, std::size_t end, std::size_t fewest,
                std::vector<MisreadGroup>& groups) {
    for (std::size_t from = first; from < end && from <= first + 1; ++from) {
        for (std::size_t to = end; to > fewest && to + kMostSignsAround >= end; --to) {
            add_group(tokens, from, to, groups);
            if (tokens[to - 1].kind != TokenKind::sign) break;
        }
        if (tokens[from].kind != TokenKind::sign) break;
    }
}

bool is_short_word(const Token& token) {
    return token.kind == TokenKind::word && token.word.length <= kLongestAbbreviated;
}

/// Dashes and quotes of other shapes are as the plain ones.
char plain_sign(std::string_view text, const Token& token) {
    for (const char c : {'-', '"', '\''})
        if (token.key == sign_key(static_cast<unsigned char>(c))) return c;
    return text[token.offset_bytes];
}

float cost_of_sign(std::string_view text, std::span<const Token> tokens, std::size_t at) {
    const Token& token = tokens[at];
    const char c = plain_sign(text, token);
    const bool touches_before = (token.glue & 1U) != 0, touches_after = (token.glue & 2U) != 0;
    const Token* before = touches_before ? &tokens[at - 1] : nullptr;
    const Token* after = touches_after ? &tokens[at + 1] : nullptr;
    const bool ends_word = before != nullptr && before->kind == TokenKind::word;
    const bool begins_word = after != nullptr && after->kind == TokenKind::word;
    if (ends_word && begins_word) {
        if (is_one_of(c, "-/") || (c == ':' && is_short_word(*after))) return kRareSign;
        return c == '.' && is_short_word(*before) && is_short_word(*after) ? kUsualSign : kOddSign;
    }
    // '"så", ' and an ellipsis.
    const bool after_quote = before != nullptr && is_one_of(plain_sign(text, *before), "\"'.");
    if (after_quote && !begins_word && is_one_of(c, ".,:;?!\"")) return kUsualSign;
    // "hälso-/sjukvård"
    if (is_one_of(c, "-/") && (touches_before || touches_after)) return kRareSign;
    const float wrong_end = begins_small(tokens, at + 1) ? kNoSentenceEnds : 0;
    if (ends_word && is_one_of(c, ".,")) return kUsualSign + (c == '.' ? wrong_end : 0);
    if (ends_word && is_one_of(c, ":;?!\"")) return kRareSign + (is_one_of(c, "?!") ? wrong_end : 0);
    if (begins_word && !touches_before && c == '"') return kRareSign;
    // Dashes, and bullets of more than one byte.
    if (token.glue == 0 && (c == '-' || token.length_bytes > 1)) return kRareSign;
    return kOddSign;
}

}  // namespace

std::vector<MisreadGroup> smudged_groups_at(std::string_view text, std::span<const Token> tokens,
                                            std::size_t first, std::size_t limit) {
    std::vector<MisreadGroup> groups;
    if ((tokens[first].glue & 1U) != 0) return groups;
    const std::size_t middle = end_of_piece(text, tokens, first, limit);
    if (middle == first) return groups;
    add_groups(tokens, first, middle, first + 1, groups);
    if (middle == limit) return groups;
    const std::size_t end = end_of_piece(text, tokens, middle, limit);
    const std::size_t space = tokens[middle - 1].offset_bytes + tokens[middle - 1].length_bytes;
    // A hyphen there is one at a line's end, or stands for a word ("hälso- och").
    const bool new_word = tokens[middle].letter_case == TokenCase::title;
    // A sign that parts letters is the one thing that is odd there; a second is not looked for beyond a
    // space.
    const bool parted =
        std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(first) + 1,
                    tokens.begin() + static_cast<std::ptrdiff_t>(middle) - 1,
                    [](const Token& token) { return token.kind == TokenKind::sign && token.glue == 3; });
    if (end == middle || new_word || (middle > first + 2 && parted) || text[space] != ' ' ||
        text[space - 1] == '-' || tokens[middle].offset_bytes != space + 1)
        return groups;
    add_groups(tokens, first, end, middle, groups);
    return groups;
}

float cost_of_signs(std::string_view text, std::span<const Token> tokens, const MisreadGroup& group) {
    float cost = 0;
    for (std::size_t at = group.first; at < group.end; ++at)
        if (tokens[at].kind != TokenKind::word) cost += cost_of_sign(text, tokens, at);
    return cost;
}

bool may_be_smudged(std::string_view text, std::span<const Token> tokens, std::size_t at, std::size_t limit) {
    if ((tokens[at].glue & 1U) != 0) return false;
    const std::size_t end = std::min(limit, at + kMostTokens);
    for (std::size_t pieces = 0; at < end && pieces < 2; ++at) {
        if (tokens[at].kind == TokenKind::sign && cost_of_sign(text, tokens, at) >= kOddSign) return true;
        if ((tokens[at].glue & 2U) == 0) ++pieces;
    }
    return false;
}

float dearest_sign(std::string_view text, std::span<const Token> tokens, const MisreadGroup& group) {
    float most = 0;
    for (std::size_t at = group.first; at < group.end; ++at)
        if (tokens[at].kind != TokenKind::word) most = std::max(most, cost_of_sign(text, tokens, at));
    return most;
}

}  // namespace akt
