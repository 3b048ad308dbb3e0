#include <algorithm>

#include "ocr/base/utf8.h"
#include "ocr/repair/misread_words.h"

namespace akt {

namespace {

/// A word behind signs must be so much likelier than words with signs beside them, in nats, and so probable
/// among all such words.
constexpr float kSureBehindSigns = 1.5F, kSureAmongWords = 0.75F;
/// The words around speak for it by so much more at most.
constexpr float kMostGain = 4;
/// −ln p of a sign that stands where it should: a quote before or after a word, or another sign; a colon or a
/// slash between words; any other sign there; and of a digit.
constexpr float kQuote = 4, kBesideWord = 6, kBetweenWords = 6, kWithinWord = 9, kDigit = 8;
/// The cheapest word whose letter was read as a sign.
constexpr float kCheapestWord = 3.5F;
constexpr float kLetterAsSign = 8;
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

FoundReading MisreadWords::find_behind_signs(std::string_view text, std::span<const Token> tokens,
                                             const MisreadGroup& group, const WordNeighbours& around,
                                             WorkSpace& work) const {
    if (group.letters < kFewestLetters || ends_in_genitive(text, tokens, group)) return {};
    // What it costs as words with signs beside them.
    float apart = 0, gained = 0;
    std::uint64_t before = around.before;
    for (std::size_t at = group.first; at < group.end; ++at) {
        const Token& token = tokens[at];
        const auto read = text.substr(token.offset_bytes, token.length_bytes);
        std::uint64_t key = token.key;
        if (token.kind == TokenKind::word || token.kind == TokenKind::foreign) {
            const float unknown = readings_.unknown_word_cost(read);
            const FoundReading found = readings_.find(read, false, ReaderKind::wrong_language, work);
            const bool known = found && found->together < unknown;
            apart += known ? found->together : unknown;
            key = known ? skeleton_hash_of(found->skeleton) : WordPairs::kUnknown;
        } else if (token.kind == TokenKind::number) {
            apart += kDigit;
        } else {
            apart += cost_of_sign(decode_utf8(text, token.offset_bytes).code_point,
                                  at > group.first && at + 1 < group.end);
        }
        gained += readings_.pair_gain(before, key);
        before = key;
    }
    gained += readings_.pair_gain(before, around.after);
    const float most = apart + kMostGain;
    if (most < kCheapestWord + kLetterAsSign) return {};
    FoundReading found = readings_.find_behind_signs(text_of(text, tokens, group), most, around, work);
    if (!found || found.probability < kSureAmongWords) return {};
    const std::uint64_t key = skeleton_hash_of(found->skeleton);
    const float together =
        found->together - readings_.pair_gain(around.before, key) - readings_.pair_gain(key, around.after);
    found.odds_nats = apart - gained - together;
    return found.odds_nats > kSureBehindSigns ? found : FoundReading{};
}

}  // namespace akt
