#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "ocr/base/utf8.h"
#include "ocr/language/language_guess.h"
#include "ocr/language/letter_fit.h"
#include "ocr/language/single_byte.h"
#include "ocr/repair/loss_words.h"
#include "ocr/repair/mojibake.h"

namespace akt {

namespace {

/// text[at], whatever it is, with the letters that touch it.
std::u32string_view word_around(std::u32string_view text, std::size_t at) {
    std::size_t begin = at, end = at + 1;
    while (begin > 0 && is_letter(text[begin - 1])) --begin;
    while (end < text.size() && is_letter(text[end])) ++end;
    return text.substr(begin, end - begin);
}

/// A whole-line change of single characters: what each becomes, or itself.
struct Remapped {
    std::u32string text;
    double gain_log10 = 0;
    std::vector<std::size_t> places;  ///< of the changed characters
    int from_letters = 0;    ///< characters that were letters before, as another language may have them
    int odd_signs = 0;       ///< characters that became signs amid letters
    int marks_lost = 0;      ///< å ä ö that became something else
    int letters_beside = 0;  ///< characters that became å ä ö é within a word

    template <class Map>
    Remapped(const TextUnits& line, const Map& map) {
        for (std::size_t at = 0; at < line.size(); ++at) text += map(line[at]);
        weigh(line);
    }

    /// A dash, bullet or quotation mark may be sound, or have come later, unless as a letter it makes a known
    /// word; or, where the mix-up is `believed`, any word but a sound one with a sign beside it.
    void keep_signs(const TextUnits& line, const WordCost& words, bool believed) {
        for (std::size_t at = 0; at < line.size(); ++at) {
            if (line[at] == text[at] || !may_be_sound(line[at])) continue;
            const std::u32string_view with = word_around(text, at);
            const auto before = static_cast<std::size_t>(text.data() + at - with.data());
            const std::u32string_view left = with.substr(0, before), right = with.substr(before + 1);
            // Beside a sound word it is a sign, unless the word with it is far commoner.
            const double commoner = believed ? 0 : 1.5;
            const auto rest = left.empty() ? right : right.empty() ? left : std::u32string_view{};
            const bool sound = words.attested(rest) && words.of(rest) < words.of(with) + commoner;
            // "„ven", "†ret", but not "sö" or "ön".
            const bool reads =
                left.empty() ? words.attested(with) && with.size() > 2 : words.known(with) && !right.empty();
            const bool quoted = may_be_sound(line[left.empty() ? at + right.size() : at - left.size()]);
            const bool believable =
                believed && (rest.empty() ? with.size() > 1 : !quoted || words.attested(with));
            if (!is_letter(text[at]) || sound ||
                !(reads || believable || (right.empty() && with.size() > 3 && words.attested(with))))
                text[at] = line[at];
        }
        weigh(line);
    }

private:
    static bool may_be_sound(char32_t sign) { return is_one_of(sign, U"–—•●…“”„’‘™†‡€"); }

    void weigh(const TextUnits& line) {
        gain_log10 = 0;
        letters_beside = odd_signs = from_letters = marks_lost = 0;
        places.clear();
        for (std::size_t at = 0; at < line.size(); ++at) {
            if (line[at] == text[at]) continue;
            places.push_back(at);
            const auto i = static_cast<std::ptrdiff_t>(at);
            const char32_t before = at > 0 ? text[at - 1] : U' ';
            const char32_t after = at + 1 < text.size() ? text[at + 1] : U' ';
            gain_log10 += letter_fit_log10(before, text[at], after) -
                          letter_fit_log10(line.around(i - 1), is_raw_byte(line[at]) ? 0 : line[at],
                                           line.around(i + 1));
            // No language writes a capital amid small letters ("LomtjŠrn").
            const auto small = [](char32_t c) { return is_letter(c) && !is_upper(c); };
            from_letters += is_letter(line[at]) && !(is_upper(line[at]) && small(before) && small(after));
            // A sign amid letters is no reading of anything, nor is one for å, ä or ö.
            odd_signs += !is_letter(text[at]) && is_one_of(line[at], U"åäöÅÄÖ");
            odd_signs += !is_letter(text[at]) && is_letter(before) && is_letter(after) &&
                         !is_one_of(text[at], U"’\u00AD");
            marks_lost += is_one_of(line[at], U"åäöÅÄÖ");
            letters_beside += is_one_of(text[at], U"åäöÅÄÖé") && (is_letter(before) || is_letter(after));
        }
    }
};

/// No word of another language becomes a known Swedish one of so many letters by chance, but a compound of
/// short words.
bool is_telling(std::u32string_view word, const WordCost& words) {
    constexpr std::size_t kTellingLength = 7;
    return word.size() >= kTellingLength && words.attested(word);
}

/// So many signs among the characters are code.
constexpr double kCodeSymbolShare = 0.12;
/// Odds that a line needs in which but one word comes of the letters; and that no other language may lead by.
constexpr double kSwedishEnough = 1, kOtherLanguage = 1;

void rewrite(TextUnits& line, std::u32string_view text, double log10_odds) {
    for (std::size_t at = 0; at < line.size(); ++at)
        if (line[at] != text[at]) line.replace(at, 1, text.substr(at, 1), log10_odds);
}

}  // namespace

bool decode_raw_bytes(TextUnits& line, const WordCost& words) {
    bool any = false;
    for (std::size_t at = 0; at < line.size() && !any; ++at) any = is_raw_byte(line[at]);
    if (!any) return false;
    std::u32string best;
    double best_gain = 0;
    for (const std::string_view name : {"windows-1252", "cp850", "macintosh"}) {
        const auto* charset = single_byte_charset(name);
        if (charset == nullptr) continue;
        bool undefined = false;
        const auto map = [&](char32_t c) {
            if (!is_raw_byte(c)) return c;
            const char32_t decoded = charset->decode(static_cast<unsigned char>(c - kRawByte));
            undefined = undefined || decoded == 0;
            return decoded == 0 ? kReplacementCharacter : decoded;
        };
        const Remapped remapped(line, map);
        if (undefined || (!best.empty() && remapped.gain_log10 <= best_gain)) continue;
        const auto census = words.census_at(remapped.text, remapped.places);
        if (census.known == 0 || census.unknown > census.known || remapped.letters_beside == 0) continue;
        best = remapped.text;
        best_gain = remapped.gain_log10;
    }
    if (best.empty()) return false;
    rewrite(line, best, best_gain);
    return true;
}

char32_t CharsetMixup::undo(char32_t shown) const {
    if (shown < 0x80 || is_raw_byte(shown)) return shown;
    const auto byte = byte_shown_as(*read, shown);
    return byte ? written->decode(*byte) : shown;
}

const std::vector<CharsetMixup>& charset_mixups() {
    static const auto made = [] {
        constexpr std::array<std::array<std::string_view, 2>, 13> kPairs{{{"cp850", "windows-1252"},
                                                                          {"macintosh", "windows-1252"},
                                                                          {"windows-1252", "cp850"},
                                                                          {"windows-1252", "macintosh"},
                                                                          {"windows-1252", "cp437"},
                                                                          {"cp850", "macintosh"},
                                                                          {"macintosh", "cp850"},
                                                                          {"macintosh", "cp437"},
                                                                          {"cp850", "windows-1250"},
                                                                          {"windows-1252", "windows-1250"},
                                                                          {"windows-1252", "windows-1251"},
                                                                          {"windows-1252", "windows-1257"},
                                                                          {"windows-1252", "iso-8859-1"}}};
        std::vector<CharsetMixup> mixups;
        for (const auto& [written, read] : kPairs) {
            const CharsetMixup mixup{single_byte_charset(written), single_byte_charset(read)};
            if (mixup.written != nullptr && mixup.read != nullptr) mixups.push_back(mixup);
        }
        return mixups;
    }();
    return made;
}

namespace {

/// The line as it is when the mix-up is undone, where nothing of that speaks against it.
std::optional<Remapped> undone(const CharsetMixup& mixup, const TextUnits& line, const WordCost& words,
                               bool believed) {
    Remapped remapped(line, [&](char32_t c) { return mixup.undo(c); });
    remapped.keep_signs(line, words, believed);
    const bool lost = remapped.text.find(U'\0') != remapped.text.npos || remapped.odd_signs > 0;
    if (lost || (remapped.letters_beside == 0 && !believed)) return std::nullopt;
    return remapped;
}

/// Where other lines show the mix-up, this one needs no words that are known.
bool undo_believed(TextUnits& line, const WordCost& words, const CharsetMixup& mixup) {
    const auto remapped = undone(mixup, line, words, true);
    if (!remapped || remapped->gain_log10 <= 0 || remapped->marks_lost > 0) return false;
    const auto guess = guess_language(to_utf8(remapped->text));
    if (guess.sv_log10_odds < -kOtherLanguage || guess.symbol_share >= kCodeSymbolShare) return false;
    rewrite(line, remapped->text, remapped->gain_log10);
    return true;
}

}  // namespace

bool undo_single_byte_misread(TextUnits& line, const WordCost& words, const CharsetMixup* believed) {
    if (believed != nullptr && undo_believed(line, words, *believed)) return true;
    std::u32string best;
    double best_score = 0, best_gain = 0;
    const auto guess = guess_language(to_utf8(line.text()));
    const bool swedish = guess.language == "sv" && guess.symbol_share < kCodeSymbolShare;
    const bool starts_small = line.size() > 0 && is_letter(line[0]) && !is_upper(line[0]);
    for (const CharsetMixup& mixup : charset_mixups()) {
        const auto found = undone(mixup, line, words, false);
        if (!found || found->gain_log10 < 2) continue;
        const Remapped& remapped = *found;
        const auto census = words.census_at(remapped.text, remapped.places);
        // One word alone may be foreign and look Swedish by chance.
        if (census.known == 0 || census.unknown > census.known) continue;
        if (census.known == 1 && remapped.gain_log10 < 3) continue;
        const auto whole = words.census(remapped.text);
        if (whole.unknown > whole.known) continue;
        const double odds = remapped.from_letters > 0 ? words.swedish_log10_odds(remapped.text) : 0;
        if (census.known == 1 && !swedish && remapped.from_letters > 0 &&
            (whole.unknown > 0 || whole.known < 3 || odds < kSwedishEnough) &&
            !is_telling(word_around(remapped.text, remapped.places.front()), words))
            continue;
        const auto vouched_at = [&](std::size_t place) {
            return words.vouched(word_around(remapped.text, place));
        };
        if (remapped.from_letters > 0 && !swedish &&
            (std::none_of(remapped.places.begin(), remapped.places.end(), vouched_at) || odds < 0))
            continue;
        double score = remapped.gain_log10 + 2 * (census.known - census.unknown);
        // The same sign is ö in one set and Ö in another: a line rather begins with a capital.
        if (!starts_small && is_letter(remapped.text[0]) && !is_upper(remapped.text[0])) score -= 1;
        if (score <= best_score) continue;
        best = remapped.text;
        best_score = score;
        best_gain = remapped.gain_log10;
    }
    if (best.empty()) return false;
    rewrite(line, best, best_gain);
    return true;
}

}  // namespace akt
