#include "ocr/repair/misread_stops.h"

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

bool on_one_line(std::string_view text, const Token& first, const Token& last) {
    const auto between = text.substr(first.offset_bytes, last.offset_bytes - first.offset_bytes);
    return between.find('\n') == between.npos;
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

}  // namespace

std::vector<TextChange> misread_stops(std::string_view text, const BlockReading& reading) {
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
            if (stop_within && before.word.length >= kShortestBeforeSpace && word.attested && next.attested)
                changes.push_back(instead(sign, " "));
        } else if (stop_within && word_before && after.word.length >= kLongEnough &&
                   is_common(next, kKnownWell))
            changes.push_back(instead(sign, ""));
        else if (mark == ',' && after.letter_case == TokenCase::title && at + 2 < tokens.size() &&
                 tokens[at + 2].kind == TokenKind::word && tokens[at + 2].letter_case == TokenCase::lower &&
                 next.word[0] < kLabelAring && is_common(next, kVeryCommon))
            changes.push_back(instead(sign, "."));
    }
    return changes;
}

}  // namespace akt
