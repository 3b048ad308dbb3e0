#include "ocr/repair/word_cost.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "ocr/base/utf8.h"
#include "ocr/language/language_guess.h"

namespace akt {

namespace {

/// Words of the training text, weighted as the lexicon's counts are.
constexpr double kLog10TrainingWords = 7.0;
/// Compounds of shorter parts come about by chance.
constexpr std::size_t kMinSurePart = 4;

std::string lower_utf8(std::u32string_view word) {
    std::string out;
    for (const char32_t c : word) append_utf8(out, to_lower(c));
    return out;
}

}  // namespace

bool WordCost::known(std::u32string_view word) const {
    const auto lower = lower_utf8(word);
    if (lexicon_.contains(lower)) return true;
    return word.size() >= 6 && !splitter_.split(lower).empty();
}

bool WordCost::attested(std::u32string_view word) const {
    return lexicon_.contains(lower_utf8(word));
}

bool WordCost::vouched(std::u32string_view word) const {
    const auto lower = lower_utf8(word);
    if (const auto labels = label_word(lower))
        if (const auto info = lexicon_.info(*labels); info && info->vouched()) return true;
    const auto parts = splitter_.split(lower);
    return !parts.empty() && std::all_of(parts.begin(), parts.end(), [](const std::string& part) {
        return length_code_points(part) >= kMinSurePart;
    });
}

bool WordCost::common(std::u32string_view word) const {
    while (!word.empty() && !is_letter(word.front())) word.remove_prefix(1);
    while (!word.empty() && !is_letter(word.back())) word.remove_suffix(1);
    const auto labels = word.size() < 3 ? std::nullopt : label_word(lower_utf8(word));
    if (!labels) return false;
    const auto info = lexicon_.info(*labels);
    return info && is_common(*info);
}

double WordCost::of(WordInfo info) {
    static const auto costs = [] {
        std::array<double, 32> made{kLog10TrainingWords + 0.7};
        for (unsigned code = 1; code < made.size(); ++code)
            made[code] = kLog10TrainingWords - std::log10(static_cast<double>(count_of_code(code)));
        return made;
    }();
    return costs[info.count_code()];
}

double WordCost::of(std::u32string_view word) const {
    if (const auto labels = label_word(lower_utf8(word)))
        if (const auto info = lexicon_.info(*labels)) return of(*info);
    return of_unknown(word.size());
}

double WordCost::swedish_log10_odds(std::u32string_view text) const {
    double odds = guess_language(to_utf8(text)).sv_log10_odds;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && is_letter(text[end])) ++end;
        const auto word = text.substr(at, end - at);
        at = std::max(end, at + 1);
        if (word.size() < kTellingLength) continue;
        if (vouched(word))
            odds += kInDictionary;
        else if (!is_upper(word.front()))
            odds -= kInDictionary;
    }
    return odds;
}

WordCost::Census WordCost::census(std::u32string_view text) const {
    Census census;
    for (std::size_t at = 0; at < text.size();) {
        if (!is_letter(text[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < text.size() && is_letter(text[end])) ++end;
        const auto word = text.substr(at, end - at);
        at = end;
        if (word.size() < 2) continue;
        if (known(word))
            ++census.known;
        else
            census.unknown += word.size() >= 3;
    }
    return census;
}

WordCost::Census WordCost::census_at(std::u32string_view text, const std::vector<std::size_t>& places) const {
    Census census;
    std::size_t done = 0;
    for (const std::size_t place : places) {
        if (place < done || !is_letter(text[place])) continue;
        std::size_t begin = place, end = place;
        while (begin > done && is_letter(text[begin - 1])) --begin;
        while (end < text.size() && is_letter(text[end])) ++end;
        done = end;
        if (end - begin < 2) continue;
        (known(text.substr(begin, end - begin)) ? census.known : census.unknown) += 1;
    }
    return census;
}

}  // namespace akt
