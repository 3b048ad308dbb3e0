#include <algorithm>

#include "ocr/base/utf8.h"
#include "ocr/repair/misread_words.h"

namespace akt {

namespace {

/// A word behind signs must be so much likelier than words with signs beside them, in nats, and so probable
/// among all such words.
constexpr float kSureBehindSigns = 1.5F, kSureAcrossGap = 5, kSureAmongWords = 0.75F;
/// A word by itself needs no other beside it if it is so sure, known or misread.
constexpr float kSureOddsOfWhole = 5;
/// The words around speak for it by so much more at most.
constexpr float kMostGain = 4;
/// −ln p of a sign that stands where it should: a quote before or after a word, or another sign; a colon or a
/// slash between words; any other sign there; and of a digit.
constexpr float kQuote = 4, kBesideWord = 6, kBetweenWords = 6, kWithinWord = 9, kDigit = 8;
/// The cheapest word whose letter was read as a sign.
constexpr float kCheapestWord = 3.5F;
constexpr float kLetterAsSign = 8;
/// Known words seen less often than this may be parts of misread ones.
constexpr unsigned kRareFragment = 3;
constexpr std::size_t kFewestLetters = 2, kLongestGenitive = 2;

float cost_of_sign(char32_t sign, bool within) {
    const bool quote = std::u32string_view(U"\"”“„'’‘»«").find(sign) != std::u32string_view::npos;
    if (within) return sign == U':' || sign == U'/' ? kBetweenWords : kWithinWord;
    return quote ? kQuote : kBesideWord;
}

/// "EU:s", "A's".
bool ends_in_genitive(std::string_view text, std::span<const Token> tokens, const MisreadGroup& group) {
    const Token& last = tokens[group.end - 1];
    if (group.end < group.first + 3 || last.kind != TokenKind::word || last.word.length > kLongestGenitive)
        return false;
    const char32_t sign = decode_utf8(text, tokens[group.end - 2].offset_bytes).code_point;
    return sign == U':' || sign == U'\'' || sign == U'’' || sign == U'‘';
}

}  // namespace

bool MisreadWords::has_fragment(std::string_view text, std::span<const Token> tokens,
                                const MisreadGroup& group, std::span<const MarkDecision> decisions,
                                WorkSpace& work) const {
    // A word of one letter is no part of the one beside it, and no number that touches no letters.
    const auto touches_word = [&](std::size_t at) {
        return ((tokens[at].glue & 1U) != 0 && at > 0 && tokens[at - 1].kind == TokenKind::word) ||
               ((tokens[at].glue & 2U) != 0 && at + 1 < tokens.size() &&
                tokens[at + 1].kind == TokenKind::word);
    };
    for (std::size_t at = group.first; at < group.end; ++at) {
        if (tokens[at].glue == 0 && tokens[at].word.length == 1 && decisions[at].attested) return false;
        if (tokens[at].kind == TokenKind::number && !touches_word(at)) return false;
    }
    for (std::size_t at = group.first; at < group.end;) {
        const MisreadGroup word = group_at(text, tokens, at, group.end);
        const Token& token = tokens[at];
        const MarkDecision& decision = decisions[at];
        const bool single = word.end <= at + 1;
        at = std::max(at + 1, word.end);
        if (single && (token.kind != TokenKind::word || token.upper != 0 || decision.compound ||
                       (decision.attested && decision.strength > kRareFragment)))
            continue;
        const FoundReading found =
            readings_.find(text_of(text, tokens, word), word.odd, ReaderKind::wrong_language, work);
        if (!found || found.probability < kSureEnough || found.odds_nats < kSureOddsOfWhole) return true;
    }
    return false;
}

std::optional<MisreadGroup> MisreadWords::group_behind_signs(std::string_view text,
                                                             std::span<const Token> tokens, std::size_t at,
                                                             std::size_t limit, bool across_gap,
                                                             std::span<const MarkDecision> decisions,
                                                             WorkSpace& work) const {
    if (across_gap) {
        const MisreadGroup gap = group_across_gap_at(text, tokens, at, limit);
        if (gap.end > gap.first && has_fragment(text, tokens, gap, decisions, work)) return gap;
        return std::nullopt;
    }
    const MisreadGroup signs = group_with_signs_at(text, tokens, at, limit);
    if (signs.letters < kFewestLetters || ends_in_genitive(text, tokens, signs)) return std::nullopt;
    for (std::size_t i = signs.first; i < signs.end; ++i)
        if (tokens[i].kind == TokenKind::word && !is_settled(tokens[i], decisions[i])) return signs;
    return std::nullopt;
}

FoundReading MisreadWords::find_behind_signs(std::string_view text, std::span<const Token> tokens,
                                             const MisreadGroup& group, const WordNeighbours& around,
                                             WorkSpace& work) const {
    const auto whole = text_of(text, tokens, group);
    const bool across_gap = whole.find(' ') != whole.npos;
    const float sure = across_gap ? kSureAcrossGap : kSureBehindSigns;
    // What it costs as words with signs beside them.
    float apart = 0, gained = 0;
    std::uint64_t before = around.before;
    for (std::size_t at = group.first, end = 0; at < group.end; at = end) {
        const Token& token = tokens[at];
        const MisreadGroup word = group_at(text, tokens, at, group.end);
        end = std::max(at + 1, word.end);
        std::uint64_t key = token.key;
        if (word.words > 0) {
            // Letters with odd signs among them may be a word by themselves ("f&r").
            const auto read = text_of(text, tokens, word);
            const float unknown = readings_.unknown_word_cost(read) + (word.odd ? kWithinWord : 0);
            const FoundReading found = readings_.find(read, word.odd, ReaderKind::wrong_language, work);
            const bool known = found && found->together < unknown;
            apart += known ? found->together : unknown;
            key = known ? skeleton_hash_of(found->skeleton) : WordPairs::kUnknown;
        } else if (token.kind == TokenKind::number) {
            apart += kDigit;
        } else {
            apart += cost_of_sign(decode_utf8(text, token.offset_bytes).code_point, token.glue == 3);
        }
        gained += readings_.pair_gain(before, key);
        before = key;
    }
    gained += readings_.pair_gain(before, around.after);
    const float most = apart + kMostGain - sure;
    if (most < kCheapestWord + kLetterAsSign) return {};
    FoundReading found = readings_.find_behind_signs(whole, most, around, work);
    if (!found || found.probability < kSureAmongWords || (across_gap && !found->attested)) return {};
    const std::uint64_t key = skeleton_hash_of(found->skeleton);
    const float together =
        found->together - readings_.pair_gain(around.before, key) - readings_.pair_gain(key, around.after);
    found.odds_nats = apart - gained - together;
    return found.odds_nats > sure ? found : FoundReading{};
}

}  // namespace akt
