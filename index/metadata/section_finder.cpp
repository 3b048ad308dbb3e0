#include "index/metadata/section_finder.h"

#include <unordered_set>

#include "index/metadata/plain_text.h"
#include "ocr/base/utf8.h"

namespace akt {

namespace {

constexpr std::size_t kMaxSections = 2000;
constexpr int kLongestRange = 400;
constexpr int kHighestNumber = 2000;

struct Section {
    int first = 0, last = 0;
    char letter = '\0';  ///< § 23 a
    std::size_t to = 0;
};

std::optional<int> number_at(std::string_view plain, std::size_t& at) {
    int value = 0;
    std::size_t end = at;
    while (end < plain.size() && is_plain_digit(plain[end]) && end - at < 5)
        value = value * 10 + (plain[end++] - '0');
    if (end == at || value == 0 || value > kHighestNumber) return std::nullopt;
    at = end;
    return value;
}

void skip(std::string_view plain, std::size_t& at, std::string_view set) {
    while (at < plain.size() && set.find(plain[at]) != std::string_view::npos) ++at;
}

/// "§ 23", "§§ 130-143", "§23a" from `at`; or "23 §".
std::optional<Section> section_at(std::string_view plain, std::size_t at) {
    Section section;
    if (at < plain.size() && plain[at] == kPlainSection) {
        const std::size_t sign = at;
        skip(plain, at, std::string_view(&plain[sign], 1));
        skip(plain, at, " .:");
        const auto first = number_at(plain, at);
        if (!first) return std::nullopt;
        section.first = section.last = *first;
        std::size_t ahead = at;
        skip(plain, ahead, " ");
        const std::size_t dash = ahead;
        skip(plain, ahead, "-");
        if (ahead > dash) {
            skip(plain, ahead, " ");
            if (ahead < plain.size() && plain[ahead] == kPlainSection) ++ahead;
            skip(plain, ahead, " ");
            const auto last = number_at(plain, ahead);
            if (last && *last > *first && *last - *first <= kLongestRange) section.last = *last, at = ahead;
        }
    } else {
        const auto first = number_at(plain, at);
        if (!first) return std::nullopt;
        section.first = section.last = *first;
        skip(plain, at, " ");
        if (at >= plain.size() || plain[at] != kPlainSection) return std::nullopt;
        ++at;
    }
    const std::size_t letter = at < plain.size() && plain[at] == ' ' ? at + 1 : at;
    if (letter < plain.size() && plain[letter] >= 'a' && plain[letter] <= 'h' &&
        section.first == section.last && (letter + 1 == plain.size() || !is_plain_alnum(plain[letter + 1]))) {
        section.letter = plain[letter];
        at = letter + 1;
    }
    if (at < plain.size() && is_plain_alnum(plain[at])) return std::nullopt;
    section.to = at;
    return section;
}

/// A heading goes on with a capital, a date or nothing; "§ 4 i lagen" is a sentence's wrapped line.
bool is_heading(const TextLine& line, std::size_t at) {
    while (at < line.plain.size() && !is_plain_alnum(line.plain[at])) {
        if (line.plain[at] == ',') return false;
        ++at;
    }
    if (at >= line.plain.size() || is_plain_digit(line.plain[at])) return true;
    return is_upper(decode_utf8(line.printed(at, line.plain.size()), 0).code_point);
}

}  // namespace

std::vector<Found<std::string>> find_sections(const DocumentText& text) {
    std::vector<Found<std::string>> found;
    std::unordered_set<std::string> seen;
    const auto add = [&](const TextLine& line, std::size_t from, const Section& section, double confidence) {
        for (int number = section.first; number <= section.last && found.size() < kMaxSections; ++number) {
            std::string value = std::to_string(number);
            if (section.letter != '\0') value += section.letter;
            if (seen.insert(value).second)
                found.push_back(text.found(std::move(value), {line.index, from, section.to}, confidence));
        }
    };
    for (const auto& line : text.lines()) {
        const std::string_view plain = line.plain;
        std::size_t start = 0;
        skip(plain, start, " #*");
        const auto section = section_at(plain, start);
        if (section && is_heading(line, section->to)) {
            add(line, start, *section, 0.9);
            continue;
        }
        // "Paragrafer §§ 130–143" on a title page, and "Paragrafer 130–143".
        if (is_prose(line)) continue;
        const std::size_t word = plain.find("paragraf");
        std::size_t sign = plain.find(kPlainSection);
        const bool two =
            sign != std::string_view::npos && sign + 1 < plain.size() && plain[sign + 1] == kPlainSection;
        if (word == std::string_view::npos && !two) continue;
        if (sign != std::string_view::npos) {
            if (const auto range = section_at(plain, sign); range && is_heading(line, range->to))
                add(line, sign, *range, 0.85);
        } else {
            std::size_t at = word;
            while (at < plain.size() && is_plain_letter(plain[at])) ++at;
            skip(plain, at, " :");
            const std::string with_sign = std::string(1, kPlainSection) + std::string(plain.substr(at));
            if (auto range = section_at(with_sign, 0); range && range->last > range->first) {
                range->to += at - 1;
                add(line, at, *range, 0.75);
            }
        }
    }
    return found;
}

}  // namespace akt
