#include "ocr/repair/damage.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <unordered_map>

#include "ocr/base/fold.h"
#include "ocr/base/utf8.h"
#include "ocr/language/language_guess.h"
#include "ocr/language/lexicon.h"
#include "ocr/repair/telltale_words.h"

namespace akt {

namespace {

using Kind = DamageEvidence::Kind;

constexpr std::size_t kDamages = 6;  ///< all but not_swedish, in the order of Damage
constexpr std::size_t kRows = kDamages + 1;

/// Share of each kind of word in text hurt so; rows as Damage (the last: another language), columns as
/// DamageEvidence::Kind. Counted by `evaluate_damage rates`, smoothed; unknown words are commoner in new text
/// than in the lexicon's own.
constexpr std::array<std::array<double, DamageEvidence::kKinds>, kRows> kRates{{
    {0.0763, 0.2080, 0.6800, 0.0003, 0.0004, 0.0015, 0.0005, 0.0330},
    {0.0010, 0.0010, 0.7000, 0.0560, 0.1040, 0.0010, 0.0005, 0.1365},
    {0.0010, 0.2100, 0.6900, 0.0470, 0.0006, 0.0010, 0.0005, 0.0499},
    {0.0010, 0.0100, 0.7000, 0.0540, 0.0720, 0.0340, 0.0010, 0.1280},
    {0.0700, 0.1930, 0.6000, 0.0012, 0.0040, 0.0270, 0.0020, 0.1028},
    {0.0060, 0.0150, 0.6900, 0.0004, 0.0008, 0.0015, 0.2500, 0.0363},
    {0.0050, 0.0300, 0.4000, 0.0030, 0.0100, 0.0050, 0.0050, 0.5420},
}};

/// Words of a stretch hang together; each tells a little less than if they were drawn apart.
constexpr double kIndependence = 0.8;
/// Odds a damage must reach before sound text is doubted.
constexpr double kEnoughLog10 = 1.0;
/// Another language must be this much likelier than Swedish.
constexpr double kOtherLanguageLog10 = 1.5;
constexpr double kCodeSymbolShare = 0.12;

bool is_ring(char32_t c) {
    return c == U'å' || c == U'Å';
}
bool is_dots(char32_t c) {
    return c == U'ä' || c == U'ö' || c == U'Ä' || c == U'Ö';
}

const std::unordered_map<std::string, Kind>& telltale() {
    static const auto made = [] {
        std::unordered_map<std::string, Kind> table;
        for (std::size_t at = 0; at < kTelltaleWords.size();) {
            const std::size_t end = std::min(kTelltaleWords.find(' ', at), kTelltaleWords.size());
            const auto word = kTelltaleWords.substr(at, end - at);
            at = end + 1;
            std::string without_rings;
            bool has_ring = false;
            for (const char32_t c : to_utf32(word)) {
                has_ring = has_ring || is_ring(c);
                append_utf8(without_rings, is_ring(c) ? U'a' : c);
            }
            if (has_ring) table[without_rings] = Kind::ring_lost;
            const auto plain = strip_marks(word);
            if (has_ring)
                table[plain] = Kind::ring_lost;
            else
                table.try_emplace(plain, Kind::dots_lost);
        }
        return table;
    }();
    return made;
}

/// Signs that stand within or beside a word's letters when bytes were decoded in the wrong character set.
bool is_wrong_set_sign(char32_t c) {
    if (c < 0x80) return c == '{' || c == '}' || c == '|' || c == '[' || c == ']' || c == '\\' || c == '?';
    if (c < 0xA0) return true;
    switch (c) {
        case U'Ã':
        case U'Â':
        case U'√':
        case U'├':
        case U'õ':
        case U'Õ':
        case U'÷':
        case U'‰':
        case U'ˆ':
        case U'Œ':
        case U'Š':
        case U'š':
        case U'†':
        case U'„':
        case U'¨':
        case U'˚':
        case U'¤':
        case U'¥':
        case U'¶':
        case U'æ':
        case U'ø':
        case kReplacementCharacter: return true;
        default: return c >= 0x2500 && c <= 0x259F;
    }
}

bool is_plain_letter(char32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// A chunk between spaces, as code points, edge punctuation taken off.
std::u32string_view without_edges(std::u32string_view chunk) {
    const auto edge = [](char32_t c) {
        return c < 0x80 ? !is_plain_letter(c) && !(c >= '0' && c <= '9') && !is_wrong_set_sign(c)
                        : c == U'”' || c == U'“' || c == U'’' || c == U'»' || c == U'«' || c == U'–' ||
                              c == U'•' || c == U'…';
    };
    while (!chunk.empty() && edge(chunk.front())) chunk.remove_prefix(1);
    while (!chunk.empty() && (edge(chunk.back()) || chunk.back() == '?' || chunk.back() == ']'))
        chunk.remove_suffix(1);
    return chunk;
}

}  // namespace

std::string_view name_of(Damage kind) {
    switch (kind) {
        case Damage::clean: return "clean";
        case Damage::marks_lost: return "marks-lost";
        case Damage::rings_lost: return "rings-lost";
        case Damage::wrong_language_ocr: return "wrong-language-ocr";
        case Damage::swedish_ocr: return "swedish-ocr";
        case Damage::mojibake: return "mojibake";
        case Damage::not_swedish: return "not-swedish";
    }
    return "clean";
}

DamageJudge::DamageJudge(const Lexicon& lexicon) : lexicon_(&lexicon) {}

DamageEvidence DamageJudge::evidence(std::string_view text) const {
    DamageEvidence found;
    std::u32string chunk;
    std::string word;
    for (std::size_t at = 0; at <= text.size();) {
        const auto decoded = at < text.size() ? decode_utf8(text, at) : DecodedCodePoint{U' ', 1, true};
        at += decoded.length_bytes;
        if (!is_space(decoded.code_point) || decoded.code_point == 0x85) {
            chunk += decoded.code_point;
            continue;
        }
        const auto core = without_edges(chunk);
        std::size_t letters = 0, small = 0, digits = 0, signs = 0, marks_inside = 0, odd = 0;
        bool ring = false, dots = false, address = false;
        for (std::size_t i = 0; i < core.size(); ++i) {
            const char32_t c = core[i];
            const bool inside = i > 0 && i + 1 < core.size();
            if (is_plain_letter(c)) {
                ++letters;
                small += c >= 'a';
                // A capital after a small letter, before another: "fOr".
                odd += inside && c < 'a' && core[i - 1] >= 'a' && core[i - 1] <= 'z' && core[i + 1] >= 'a';
            } else if (is_ring(c) || is_dots(c)) {
                ++letters;
                small += c >= 0xE0;
                (is_ring(c) ? ring : dots) = true;
            } else if (c >= '0' && c <= '9') {
                ++digits;
            } else if (is_wrong_set_sign(c)) {
                ++signs;
                marks_inside += core.size() > 1;
            } else if (c == U'é' || c == '&') {
                odd += inside && i + 2 < core.size();
                letters += c != '&';
            } else if (c == '@' || c == '/' || c == '_' || c == '=') {
                address = true;
            } else if (is_letter(c)) {
                ++letters;
            }
        }
        if (letters > 0 && !address) {
            // One or two digits amid small letters: "f6r"; more are a number or a code.
            const bool digit_amid = digits > 0 && digits <= 2 && small >= 2 &&
                                    is_plain_letter(core.front()) && is_plain_letter(core.back());
            Kind kind = Kind::plain;
            if (marks_inside > 0 && small > 0)
                kind = Kind::wrong_set;
            else if (digit_amid || (odd > 0 && small > odd))
                kind = Kind::odd_letters;
            else if (digits > 0)
                kind = Kind::kKinds;
            else {
                word = to_lower(to_utf8(core));
                const auto known = telltale().find(word);
                kind = known != telltale().end()                     ? known->second
                       : ring                                        ? Kind::ring
                       : dots                                        ? Kind::dots
                       : word.size() < 3 || lexicon_->contains(word) ? Kind::plain
                                                                     : Kind::unknown;
            }
            if (kind != Kind::kKinds) ++found.words[kind];
        }
        chunk.clear();
    }
    return found;
}

Judgement DamageJudge::judge(std::string_view text) const {
    Judgement judgement;
    const auto guess = guess_language(text);
    judgement.language = guess.language;
    const auto counted = evidence(text);
    for (const double words : counted.words) judgement.words += words;
    if (judgement.words == 0) return judgement;

    const bool garbled = counted.words[Kind::wrong_set] >= 0.08 * judgement.words;
    if ((!garbled || guess.language != "sv") && guess.symbol_share > kCodeSymbolShare) {
        judgement.kind = Damage::not_swedish;
        judgement.language = "und";
        judgement.log10_odds = kOtherLanguageLog10;
        return judgement;
    }
    std::array<double, kRows> log10_likelihood{};
    for (std::size_t damage = 0; damage < kRows; ++damage)
        for (std::size_t kind = 0; kind < DamageEvidence::kKinds; ++kind)
            log10_likelihood[damage] +=
                kIndependence * counted.words[kind] * std::log10(kRates[damage][kind]);
    const auto best = std::max_element(log10_likelihood.begin(), log10_likelihood.begin() + kDamages);
    // What the function words say and what the other words say add up.
    const double other_language = log10_likelihood[kDamages] - *best - guess.sv_log10_odds;
    const bool told = guess.language != "sv" && -guess.sv_log10_odds > kOtherLanguageLog10;
    if (told || other_language > kOtherLanguageLog10) {
        judgement.kind = Damage::not_swedish;
        if (judgement.language == "sv") judgement.language = "und";
        judgement.log10_odds = std::max(other_language, -guess.sv_log10_odds);
        return judgement;
    }
    const double odds = *best - log10_likelihood[0];
    if (odds < kEnoughLog10) return judgement;
    judgement.kind = static_cast<Damage>(best - log10_likelihood.begin());
    judgement.log10_odds = odds;
    return judgement;
}

}  // namespace akt
