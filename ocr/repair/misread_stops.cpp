#include "ocr/repair/misread_stops.h"

#include <algorithm>
#include <span>
#include <string>

#include "ocr/base/utf8.h"
#include "ocr/repair/misread_symbols.h"

namespace akt {

namespace {

/// log10 odds of the change, in text known to be misread.
constexpr double kLog10Odds = 1;
/// Shorter words before a stop may be abbreviations; the words after it must be common ones.
constexpr std::size_t kLongerThanAbbreviations = 5, kLongEnough = 3;
constexpr unsigned kKnownWell = 9, kVeryCommon = 14;
/// The commonest function words are no abbreviations, however short.
constexpr unsigned kFunctionWord = 23;
constexpr std::size_t kShortestFunctionWord = 2;
/// Before a stop that was a space: shorter words may be abbreviations ("bl.a").
constexpr std::size_t kShortestBeforeSpace = 4;

/// Tokens of a quote.
constexpr std::size_t kLongestQuote = 8;

bool on_one_line(std::string_view text, const Token& first, const Token& last) {
    const auto between = text.substr(first.offset_bytes, last.offset_bytes - first.offset_bytes);
    return between.find('\n') == between.npos;
}

/// A space is seen as a sign where the words on both sides are so much likelier next to each other than
/// beside the sign ("krävs-det"); nats. Shorter words may be parts of hyphenated ones ("e-post").
constexpr float kSureOddsForSpace = 2.5F, kLeastGainOfPair = 0.5F;
constexpr std::size_t kShortestBesideSpace = 2;
constexpr std::string_view kSpecks = "-.'~:;";

bool was_space(const WordPairs& pairs, std::string_view text, std::span<const Token> around) {
    const Token &before = around[0], &sign = around[1], &after = around[2];
    // "slut-på-syskon"
    const bool more = around.size() > 3 && (after.glue & 2U) != 0 && around[3].key == sign.key;
    if (more || kSpecks.find(text[sign.offset_bytes]) == kSpecks.npos ||
        after.letter_case != TokenCase::lower || (before.glue & 1U) != 0 ||
        std::min(before.word.length, after.word.length) < kShortestBesideSpace)
        return false;
    const float gain = pairs.gain_nats(before.key, after.key);
    return gain > kLeastGainOfPair &&
           gain - pairs.gain_nats(before.key, sign.key) - pairs.gain_nats(sign.key, after.key) >
               kSureOddsForSpace;
}

bool is_common(const MarkDecision& decision, unsigned code) {
    return decision.attested && decision.strength >= code && decision.usual_case == WordCase::lower;
}

TextChange instead(const Token& sign, std::string_view replacement) {
    TextChange change;
    change.offset_bytes = sign.offset_bytes;
    change.length_bytes = sign.length_bytes;
    change.replacement = replacement;
    change.reason = RepairReason::symbol;
    change.log10_odds = kLog10Odds;
    change.uncertain = true;
    return change;
}

bool is_sign(std::string_view text, const Token& token, char sign) {
    return token.kind == TokenKind::sign && token.length_bytes == 1 && text[token.offset_bytes] == sign;
}

bool is_initial(const Token& token) {
    return token.kind == TokenKind::word && token.word.length == 1 && token.upper != 0;
}

/// Whether initials begin at tokens[at]: "P.H."
bool are_initials(std::string_view text, std::span<const Token> tokens) {
    return tokens.size() >= 4 && is_initial(tokens[0]) && is_sign(text, tokens[1], '.') &&
           tokens[1].glue == 3 && is_initial(tokens[2]) && is_sign(text, tokens[3], '.') &&
           (tokens[3].glue & 1U) != 0;
}

/// Where people are called by their initials, "PH." that does not end a sentence is "P.H."; so "S.0." is
/// "S.O." and "G.S,," "G.S.,".
void find_initials(std::string_view text, std::span<const Token> tokens, std::vector<TextChange>& changes) {
    bool any = false;
    for (std::size_t at = 0; at < tokens.size() && !any; ++at) any = are_initials(text, tokens.subspan(at));
    if (!any) return;
    for (std::size_t at = 0; at + 2 < tokens.size(); ++at) {
        const Token &token = tokens[at], &stop = tokens[at + 1], &after = tokens[at + 2];
        if (token.kind == TokenKind::word && token.word.length == 2 &&
            token.letter_case == TokenCase::upper && (token.glue & 1U) == 0 && is_sign(text, stop, '.') &&
            (stop.glue & 1U) != 0) {
            const bool goes_on = (stop.glue & 2U) != 0
                                     ? is_sign(text, after, ',')
                                     : after.kind == TokenKind::word && after.letter_case == TokenCase::lower;
            if (goes_on) {
                const auto read = text.substr(token.offset_bytes, token.length_bytes);
                changes.push_back(
                    instead(token, std::string(read.substr(0, 1)) + "." + std::string(read.substr(1))));
            }
            continue;
        }
        if (!is_initial(token) || !is_sign(text, stop, '.') || at + 3 >= tokens.size() || stop.glue != 3)
            continue;
        const Token& last = tokens[at + 3];
        if (after.kind == TokenKind::number && text.substr(after.offset_bytes, after.length_bytes) == "0" &&
            is_sign(text, last, '.') && (after.glue & 2U) != 0)
            changes.push_back(instead(after, "O"));
        else if (is_initial(after) && is_sign(text, last, ',') && last.glue == 3 && at + 4 < tokens.size() &&
                 is_sign(text, tokens[at + 4], ','))
            changes.push_back(instead(last, "."));
    }
}

bool is_one_of(std::string_view text, const Token& token, std::u32string_view signs) {
    return token.kind == TokenKind::sign &&
           signs.find(decode_utf8(text, token.offset_bytes).code_point) != signs.npos;
}

/// A quote that is single at one end and double at the other is double at both.
void find_half_quotes(std::string_view text, std::span<const Token> tokens,
                      std::vector<TextChange>& changes) {
    constexpr std::u32string_view kSingle = U"'’‘", kDouble = U"\"”“„»«";
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        const Token& first = tokens[at];
        const bool single = is_one_of(text, first, kSingle);
        if (first.glue != 2 || !(single || is_one_of(text, first, kDouble))) continue;
        const std::size_t end = std::min(at + kLongestQuote, tokens.size());
        for (std::size_t i = at + 1; i < end && tokens[i].kind != TokenKind::boundary; ++i) {
            const Token& last = tokens[i];
            const bool closes =
                (last.glue & 1U) != 0 &&
                ((last.glue & 2U) == 0 || (i + 1 < tokens.size() && tokens[i + 1].kind == TokenKind::sign));
            const bool last_single = is_one_of(text, last, kSingle);
            if (!last_single && !is_one_of(text, last, kDouble)) continue;
            if (closes && single != last_single) {
                const Token& wrong = single ? first : last;
                const Token& right = single ? last : first;
                changes.push_back(instead(wrong, text[right.offset_bytes] == '"' ? "\"" : "”"));
            }
            if (closes || !last_single) break;
        }
    }
}

}  // namespace

std::vector<TextChange> misread_stops(std::string_view text, const BlockReading& reading,
                                      const WordPairs& pairs) {
    std::vector<TextChange> changes;
    const auto& tokens = reading.tokens;
    for (std::size_t at = 1; at + 1 < tokens.size(); ++at) {
        const Token &before = tokens[at - 1], &sign = tokens[at], &after = tokens[at + 1];
        if (sign.kind != TokenKind::sign || sign.length_bytes != 1 || (sign.glue & 1U) == 0 ||
            before.kind != TokenKind::word || after.kind != TokenKind::word || before.guarded ||
            after.guarded || before.letter_case != TokenCase::lower)
            continue;
        const char mark = text[sign.offset_bytes];
        const MarkDecision &word = reading.decisions[at - 1], &next = reading.decisions[at + 1];
        const bool stop_within =
            mark == '.' && after.letter_case == TokenCase::lower && on_one_line(text, before, after);
        const bool word_before =
            before.word.length >= kLongerThanAbbreviations
                ? is_common(word, kKnownWell)
                : before.word.length >= kShortestFunctionWord && is_common(word, kFunctionWord);
        const bool joined = (sign.glue & 2U) != 0;
        if (joined) {
            const bool known = word.attested && next.attested;
            if (known && ((stop_within && before.word.length >= kShortestBeforeSpace) ||
                          was_space(pairs, text, std::span(tokens).subspan(at - 1))))
                changes.push_back(instead(sign, " "));
        } else if (stop_within && word_before && after.word.length >= kLongEnough &&
                   is_common(next, kKnownWell))
            changes.push_back(instead(sign, ""));
        else if (mark == ',' && after.letter_case == TokenCase::title && at + 2 < tokens.size() &&
                 tokens[at + 2].kind == TokenKind::word && tokens[at + 2].letter_case == TokenCase::lower &&
                 next.word[0] < kLabelAring && is_common(next, kVeryCommon))
            changes.push_back(instead(sign, "."));
    }
    std::vector<TextChange> initials;
    find_initials(text, tokens, initials);
    add_changes(std::move(initials), changes);
    std::vector<TextChange> quotes;
    find_half_quotes(text, tokens, quotes);
    add_changes(std::move(quotes), changes);
    return changes;
}

}  // namespace akt
