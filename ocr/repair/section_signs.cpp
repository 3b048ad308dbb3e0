#include "ocr/repair/section_signs.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <utility>

namespace akt {

namespace {

/// Words that come with sections, or their beginnings.
constexpr std::array<std::string_view, 10> kLegalWords{"kap.",   "lag",   "förordning", "balk", "stycke",
                                                       "enligt", "avses", "punkten",    "mom.", "villkor"};
/// How near, in bytes.
constexpr std::size_t kNear = 60;
/// Counted where many are: log10 odds of a section sign against a dollar in such company.
constexpr double kLog10Odds = 3;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_space(char c) {
    return c == ' ' || c == '\n';
}

/// Whether a section's number ends right before `at`.
bool number_before(std::string_view text, std::size_t at) {
    while (at > 0 && is_space(text[at - 1])) --at;
    const bool letter = at >= 3 && text[at - 1] >= 'a' && text[at - 1] <= 'z' && text[at - 2] == ' ' &&
                        is_digit(text[at - 3]);
    if (letter) at -= 2;
    std::size_t digits = 0;
    while (digits < at && is_digit(text[at - digits - 1])) ++digits;
    if (digits < 1 || digits > 3) return false;
    // "1 200 $" and "0,50 $" are money.
    const std::size_t start = at - digits;
    if (start == 0) return true;
    const char before = text[start - 1];
    if (before == ',' || before == '.' || before == ':') return false;
    return !(before == ' ' && start >= 2 && is_digit(text[start - 2]));
}

bool law_near(std::string_view text, std::size_t at) {
    const std::size_t from = at > kNear ? at - kNear : 0;
    const auto around = text.substr(from, at - from + kNear);
    return std::any_of(kLegalWords.begin(), kLegalWords.end(),
                       [&](std::string_view word) { return around.find(word) != around.npos; });
}

}  // namespace

std::vector<TextChange> misread_section_signs(std::string_view text) {
    std::vector<TextChange> changes;
    for (std::size_t at = text.find('$'); at != text.npos; at = text.find('$', at)) {
        const std::size_t first = at;
        while (at < text.size() && text[at] == '$') ++at;
        const std::size_t signs = at - first;
        const bool money = at < text.size() && !is_space(text[at]) && text[at] != ',' && text[at] != '.' &&
                           text[at] != ')' && text[at] != ';' && text[at] != ':';
        if (signs > 2 || money || !number_before(text, first) || !law_near(text, first)) continue;
        TextChange change;
        change.offset_bytes = first;
        change.length_bytes = signs;
        change.replacement = signs == 1 ? "§" : "§§";
        change.reason = RepairReason::symbol;
        change.log10_odds = kLog10Odds;
        changes.push_back(std::move(change));
    }
    return changes;
}

void add_section_signs(std::string_view text, std::vector<TextChange>& changes) {
    for (TextChange& sign : misread_section_signs(text)) {
        const auto next =
            std::upper_bound(changes.begin(), changes.end(), sign,
                             [](const auto& a, const auto& b) { return a.offset_bytes < b.offset_bytes; });
        const auto ends_after = [](const TextChange& change, std::size_t at) {
            return change.offset_bytes + change.length_bytes > at;
        };
        if (next != changes.begin() && ends_after(*std::prev(next), sign.offset_bytes)) continue;
        if (next != changes.end() && ends_after(sign, next->offset_bytes)) continue;
        changes.insert(next, std::move(sign));
    }
}

}  // namespace akt
