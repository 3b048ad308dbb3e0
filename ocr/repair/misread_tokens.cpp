#include "ocr/repair/misread_tokens.h"

#include <algorithm>
#include <bit>

#include "ocr/base/utf8.h"

namespace akt {

namespace {

bool is_odd_sign(char32_t c) {
    switch (c) {
        case U'&':
        case U'|':
        case U'!':
        case U'£':
        case U'€':
        case U'¢':
        case U'$':
        case U'@':
        case U'°':
        case U'§': return true;
        default: return false;
    }
}

bool is_odd_letter(Label label) {
    return label > kLabelOdots;
}

bool may_join(const Token& token, std::string_view text) {
    if (token.kind == TokenKind::word || token.kind == TokenKind::foreign) return true;
    if (token.kind == TokenKind::number) return token.length_bytes == 1;
    return token.kind == TokenKind::sign && is_odd_sign(decode_utf8(text, token.offset_bytes).code_point);
}

bool stands_by_words(char32_t c) {
    return std::u32string_view(U":;\"”“„'’‘`´{}[]<>*\\©®«»=#+^~/_").find(c) != std::u32string_view::npos;
}

bool is_sign_by_words(const Token& token, std::string_view text) {
    return token.kind == TokenKind::sign && stands_by_words(decode_utf8(text, token.offset_bytes).code_point);
}

/// Of a word that a sign parts.
constexpr std::size_t kShortestHalf = 2;

/// Domains and file names end in fewer letters.
constexpr std::size_t kLongerThanDomains = 5;

}  // namespace

MisreadGroup open_words_around_stop(std::string_view text, std::span<Token> tokens, std::size_t at) {
    const Token& stop = tokens[at];
    if (stop.kind != TokenKind::sign || !stop.in_address || text[stop.offset_bytes] != '.' || stop.glue != 3)
        return {};
    std::size_t first = at, end = at + 1;
    while (first > 0 && (tokens[first].glue & 1U) != 0 && may_join(tokens[first - 1], text)) --first;
    while (end < tokens.size() && (tokens[end - 1].glue & 2U) != 0 && may_join(tokens[end], text)) ++end;
    const bool whole = (tokens[first].glue & 1U) == 0 && (tokens[end - 1].glue & 2U) == 0;
    const bool mail = std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(first),
                                  tokens.begin() + static_cast<std::ptrdiff_t>(end),
                                  [&](const Token& token) { return text[token.offset_bytes] == '@'; });
    if (!whole || mail ||
        tokens[end - 1].offset_bytes + tokens[end - 1].length_bytes <
            stop.offset_bytes + 1 + kLongerThanDomains)
        return {};
    for (Token& token : tokens.subspan(first, end - first)) token.guarded = token.in_address = false;
    return {first, end};
}

MisreadGroup group_at(std::string_view text, std::span<const Token> tokens, std::size_t first,
                      std::size_t limit) {
    MisreadGroup group{first, first};
    for (std::size_t i = first; i < limit && may_join(tokens[i], text); ++i) {
        const Token& token = tokens[i];
        if (token.kind == TokenKind::word) {
            ++group.words;
            group.letters += token.word.length;
            for (std::size_t k = 0; k < token.word.length; ++k) {
                if ((token.upper >> k & 1U) == 0) ++group.small_letters;
                if (is_odd_letter(token.word[k])) group.odd = true;
            }
        } else {
            group.odd = true;
        }
        group.address = group.address || token.in_address;
        group.end = i + 1;
        if ((token.glue & 2U) == 0) break;
    }
    return group;
}

MisreadGroup group_with_signs_at(std::string_view text, std::span<const Token> tokens, std::size_t first,
                                 std::size_t limit) {
    const auto joins = [&](const Token& token) {
        return may_join(token, text) || is_sign_by_words(token, text);
    };
    if (first > 0 && (tokens[first].glue & 1U) != 0 && joins(tokens[first - 1])) return {first, first};
    MisreadGroup group{first, first};
    bool signs = false;
    for (std::size_t i = first; i < limit && joins(tokens[i]); ++i) {
        const Token& token = tokens[i];
        if (token.guarded) return {first, first};
        if (token.kind == TokenKind::word) {
            ++group.words;
            group.letters += token.word.length;
        }
        signs = signs || is_sign_by_words(token, text);
        group.end = i + 1;
        if ((token.glue & 2U) == 0) break;
    }
    group.odd = true;
    return signs && group.words > 0 ? group : MisreadGroup{first, first};
}

MisreadGroup group_across_gap_at(std::string_view text, std::span<const Token> tokens, std::size_t first,
                                 std::size_t limit) {
    MisreadGroup group{first, first};
    group.odd = true;
    const auto end_of_run = [&](std::size_t from) {
        std::size_t at = from;
        while (at < limit && !tokens[at].guarded &&
               (may_join(tokens[at], text) || is_sign_by_words(tokens[at], text))) {
            if (tokens[at].kind == TokenKind::word) {
                ++group.words;
                group.letters += tokens[at].word.length;
            }
            if ((tokens[at++].glue & 2U) == 0) break;
        }
        return at;
    };
    if ((tokens[first].glue & 1U) != 0) return {first, first};
    std::size_t gap = end_of_run(first);
    if (gap == first) return {first, first};
    const bool stop = gap < limit && (tokens[gap - 1].glue & 2U) != 0 && tokens[gap].length_bytes == 1 &&
                      text[tokens[gap].offset_bytes] == '.';
    if (stop) ++gap;
    const Token& last = tokens[gap - 1];
    const std::size_t space = last.offset_bytes + last.length_bytes;
    if (gap == limit || (last.glue & 2U) != 0 || tokens[gap].offset_bytes != space + 1 ||
        text[space] != ' ' || tokens[gap].upper != 0)
        return {first, first};
    group.end = end_of_run(gap);
    const bool cut = group.end > gap && group.words > 0 &&
                     ((tokens[group.end - 1].glue & 2U) == 0 || group.end == limit ||
                      tokens[group.end].kind == TokenKind::sign);
    return cut ? group : MisreadGroup{first, first};
}

MisreadGroup word_with_sign_at(std::string_view text, std::span<const Token> tokens, std::size_t first,
                               std::size_t limit) {
    if (first + 2 >= limit || tokens[first].glue != 2 || tokens[first + 1].glue != 3 ||
        tokens[first + 2].glue != 1)
        return {first, first};
    const Token& sign = tokens[first + 1];
    const bool odd = sign.kind == TokenKind::number || text[sign.offset_bytes] == '!';
    const auto is_half = [](const Token& token) {
        return token.kind == TokenKind::word && token.word.length >= kShortestHalf;
    };
    if (!odd || sign.length_bytes != 1 || !is_half(tokens[first]) || !is_half(tokens[first + 2]) ||
        (tokens[first].letter_case != TokenCase::lower && tokens[first].letter_case != TokenCase::title) ||
        tokens[first + 2].letter_case != TokenCase::lower)
        return {first, first};
    return group_at(text, tokens, first, limit);
}

std::string_view text_of(std::string_view text, std::span<const Token> tokens, const MisreadGroup& group) {
    const Token& last = tokens[group.end - 1];
    const std::size_t from = tokens[group.first].offset_bytes;
    return text.substr(from, last.offset_bytes + last.length_bytes - from);
}

void become(std::span<Token> tokens, const MisreadGroup& group, const LabelWord& word, std::uint64_t upper) {
    Token& token = tokens[group.first];
    const Token& last = tokens[group.end - 1];
    token.glue = static_cast<std::uint8_t>((token.glue & 1U) | (last.glue & 2U));
    token.length_bytes = last.offset_bytes + last.length_bytes - token.offset_bytes;
    token.kind = TokenKind::word;
    token.word = word;
    token.upper = upper;
    token.has_marks = false;
    token.guarded = false;
    set_keys(token);
    set_case(token);
}

bool oddly_capital(const Token& token) {
    return token.letter_case == TokenCase::mixed && (token.upper >> 1) != 0;
}

bool follows_apostrophe(std::string_view text, const Token& token) {
    std::string_view before = text.substr(0, token.offset_bytes);
    for (const std::string_view apostrophe : {"'", "’"}) {
        if (!before.ends_with(apostrophe)) continue;
        before.remove_suffix(apostrophe.size());
        return !before.empty() && is_letter(static_cast<unsigned char>(before.back()));
    }
    return false;
}

bool begins_with_acronym(const Token& token) {
    const auto capitals = static_cast<std::size_t>(std::countr_one(token.upper));
    return capitals >= 2 && token.upper >> capitals == 0 && token.word.length >= capitals + 4;
}

bool has_mark_as_capital(const Token& token) {
    const std::uint64_t large = token.upper >> 1;
    if (token.letter_case != TokenCase::mixed || (token.upper & 1U) != 0 || !std::has_single_bit(large))
        return false;
    const Label letter = token.word[static_cast<std::size_t>(std::countr_zero(large)) + 1];
    return letter == kLabelA || letter == kLabelO;
}

bool wants_capital(std::string_view text, std::span<const Token> tokens, std::size_t at) {
    if (at == 0 || tokens[at - 1].kind == TokenKind::boundary) return true;
    const auto in_capitals = [](const Token& token) {
        return token.kind == TokenKind::word && token.word.length > 1 &&
               token.letter_case == TokenCase::upper;
    };
    if (at + 1 < tokens.size() && in_capitals(tokens[at + 1])) return true;
    const Token& before = tokens[at - 1];
    if (before.kind == TokenKind::word) return in_capitals(before);
    return before.kind == TokenKind::sign &&
           std::string_view(".?!:").find(text[before.offset_bytes]) != std::string_view::npos;
}

bool is_lone_bar(std::string_view text, std::span<const Token> tokens, std::size_t at) {
    const Token& token = tokens[at];
    if (token.kind != TokenKind::sign || token.glue != 0 || text[token.offset_bytes] != '|') return false;
    const bool word_follows = at + 1 < tokens.size() && tokens[at + 1].kind == TokenKind::word;
    if (at == 0 || tokens[at - 1].kind == TokenKind::boundary) return true;
    return word_follows && !text.substr(tokens[at + 1].offset_bytes).starts_with("kap");
}

}  // namespace akt
