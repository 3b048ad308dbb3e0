#include "ocr/repair/misread_symbols.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <span>
#include <string>

#include "ocr/base/utf8.h"
#include "ocr/repair/section_signs.h"
#include "ocr/repair/spaced_words.h"

namespace akt {

namespace {

/// log10 odds of a symbol restored in the company the rules ask for.
constexpr double kLog10Odds = 3;

/// What recognisers see for @, longer ones first.
constexpr std::array<std::string_view, 10> kSeenForAt{"(Q", "(P", "(D", "(O", "©", "®", "Åå", "Q", "G", "&"};
constexpr std::array<std::string_view, 12> kTopDomains{"se", "com", "nu", "org", "net",  "eu",
                                                       "fi", "no",  "dk", "gov", "info", "edu"};
constexpr std::size_t kShortestAddressPart = 2;

/// How often numbers must end in a misread percent sign, and for each that has as many decimals and does not.
constexpr std::size_t kFewestPercents = 3, kPercentsForEachOther = 6;
constexpr std::string_view kSeenForPercent = "96";

constexpr std::array<std::string_view, 6> kSeenForBullet{"e", "o", "«", "¢", "€", "©"};
constexpr std::size_t kFewestLineBullets = 2, kFewestInlineBullets = 3;

/// A line of so many words is running text, not a table's row.
constexpr std::size_t kRunningWords = 5;
/// And a line that ends a sentence with a word longer than this, its end mark counted.
constexpr std::size_t kShortestLastWord = 4;

using Words = std::span<const SpacedWord>;

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

TextChange symbol(std::size_t at, std::size_t length, std::string_view replacement) {
    TextChange change;
    change.offset_bytes = at;
    change.length_bytes = length;
    change.replacement = replacement;
    change.reason = RepairReason::symbol;
    change.log10_odds = kLog10Odds;
    return change;
}

std::string_view without_end_marks(std::string_view word) {
    const std::size_t last = word.find_last_not_of(".,;:)>?!\"");
    return last == word.npos ? word.substr(0, 0) : word.substr(0, last + 1);
}

/// Small letters, digits and the signs addresses may have.
bool is_address_part(std::string_view part) {
    if (part.size() < kShortestAddressPart) return false;
    for (std::size_t at = 0; at < part.size();) {
        const auto decoded = decode_utf8(part, at);
        const char32_t c = decoded.code_point;
        const bool small = decoded.valid && is_letter(c) && !is_upper(c);
        if (!small && !is_digit(part[at]) && c != '.' && c != '-' && c != '_') return false;
        at += decoded.length_bytes;
    }
    const auto outer = [](char c) { return c == '.' || c == '-'; };
    return !outer(part.front()) && !outer(part.back());
}

bool is_domain(std::string_view part) {
    const std::size_t dot = part.rfind('.');
    return dot != part.npos && dot >= kShortestAddressPart && is_address_part(part) &&
           is_one_of(part.substr(dot + 1), kTopDomains);
}

/// "frågaQ…" and "frågaGb…" are addresses, "minQuiz" and "minGuide" names.
bool may_begin_word(std::string_view capital, std::string_view rest) {
    if (capital == "Q")
        return rest.size() >= 2 && rest[0] == 'u' &&
               std::string_view("aeio").find(rest[1]) != std::string_view::npos;
    return capital == "G" && std::string_view("bcdfkmpqstvxz").find(rest[0]) == std::string_view::npos;
}

void find_at_signs(Words words, std::vector<TextChange>& changes) {
    for (const SpacedWord& word : words) {
        const std::size_t front = word.text.find_first_not_of("(<\"");
        if (front == word.text.npos) continue;
        const std::string_view core = without_end_marks(word.text.substr(front));
        if (core.find('.') == core.npos || core.find_first_of("@/") != core.npos ||
            core.substr(0, 4) == "www.")
            continue;
        for (const std::string_view seen : kSeenForAt) {
            const std::size_t at = core.find(seen);
            if (at == core.npos) continue;
            const std::string_view rest = core.substr(at + seen.size());
            if (!is_address_part(core.substr(0, at)) || !is_domain(rest)) continue;
            if (may_begin_word(seen, rest)) continue;
            changes.push_back(symbol(word.from_bytes + front + at, seen.size(), "@"));
            break;
        }
    }
}

/// How many decimals a number with a comma has; 0 when it is none.
std::size_t decimals_of(std::string_view word) {
    if (!word.empty() && (word[0] == '-' || word[0] == '+')) word.remove_prefix(1);
    const std::size_t comma = word.find(',');
    if (comma == word.npos || comma == 0 || comma > 3) return 0;
    for (std::size_t i = 0; i < word.size(); ++i)
        if (i != comma && !is_digit(word[i])) return 0;
    return word.size() - comma - 1;
}

void find_percents(Words words, std::vector<TextChange>& changes) {
    std::vector<TextChange> found;
    std::set<std::string_view> numbers;
    std::size_t others = 0;
    for (const SpacedWord& word : words) {
        const std::string_view core = without_end_marks(word.text);
        if (core.find('%') != core.npos) return;
        if (decimals_of(core) != 3) continue;
        if (core.substr(core.size() - kSeenForPercent.size()) != kSeenForPercent) {
            ++others;
            continue;
        }
        numbers.insert(core);
        found.push_back(
            symbol(word.from_bytes + core.size() - kSeenForPercent.size(), kSeenForPercent.size(), "%"));
        found.back().uncertain = true;
    }
    if (found.size() >= std::max(kFewestPercents, kPercentsForEachOther * others) && numbers.size() >= 2)
        changes.insert(changes.end(), found.begin(), found.end());
}

void find_zeroes(Words words, std::vector<TextChange>& changes) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i)
        if (words[i].text == "O" && without_end_marks(words[i + 1].text) == "kr")
            changes.push_back(symbol(words[i].from_bytes, 1, "0"));
}

/// A bar before "kap." or "§" is the number 1.
void find_ones(Words words, std::vector<TextChange>& changes) {
    for (std::size_t i = 1; i + 1 < words.size(); ++i)
        if (words[i].text == "|" && (words[i + 1].text == "kap." || words[i + 1].text.starts_with("§")))
            changes.push_back(symbol(words[i].from_bytes, 1, "1"));
}

/// "I." at the beginning of a line is the number of a list's first item if the next numbered line is the
/// second.
void find_first_items(Words words, std::vector<TextChange>& changes) {
    const SpacedWord* first = nullptr;
    for (const SpacedWord& word : words) {
        if (!word.starts_line) continue;
        if (word.text == "I." || word.text == "l." || word.text == "|.") {
            first = &word;
        } else if (word.text == "2." && first != nullptr) {
            changes.push_back(symbol(first->from_bytes, 1, "1"));
            first = nullptr;
        } else if (is_digit(word.text[0]) && word.text.back() == '.') {
            first = nullptr;
        }
    }
}

bool begins_item(std::string_view word) {
    return starts_with_capital(word) || is_digit(word[0]);
}

void find_bullets(Words words, bool misread, std::vector<TextChange>& changes) {
    for (const std::string_view sign : kSeenForBullet) {
        std::vector<TextChange> found;
        std::size_t inline_ones = 0, line_starts = 0;
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (words[i].text != sign) continue;
            const bool before_item = i + 1 < words.size() && begins_item(words[i + 1].text);
            const bool inside = i > 0 && !words[i].starts_line;
            // "(meny) e Redigera" is a key.
            if (inside && words[i - 1].text.back() == ')') continue;
            // "e" and "o" are bullets before items only; the others are no words at all.
            if (!before_item && (sign == "o" || !words[i].starts_line)) continue;
            ++(inside ? inline_ones : line_starts);
            found.push_back(symbol(words[i].from_bytes, sign.size(), "•"));
        }
        const bool many = found.size() >= kFewestLineBullets;
        if ((misread && many) || (sign == "e" && inline_ones >= kFewestInlineBullets))
            changes.insert(changes.end(), found.begin(), found.end());
    }
}

bool is_speck(std::string_view word) {
    return word.size() <= 2 && word.find_first_not_of("|.:;,'~_=>") == word.npos;
}

/// Specks behind the ends of lines of running text: "vaccination? | .".
void find_specks(std::string_view text, Words words, bool bars_only, std::vector<TextChange>& changes) {
    for (std::size_t first = 0; first < words.size();) {
        std::size_t end = first + 1;
        while (end < words.size() && !words[end].starts_line) ++end;
        std::size_t specks = end;
        while (specks > first && is_speck(words[specks - 1].text)) --specks;
        const auto line = words.subspan(first, specks - first);
        const auto has_no_bar = [](const auto& word) {
            return word.text.find('|') == std::string_view::npos;
        };
        if (specks < end && !line.empty() && std::all_of(line.begin(), line.end(), has_no_bar)) {
            const std::string_view last = line.back().text;
            const bool sentence = std::string_view(".?!").find(last.back()) != std::string_view::npos &&
                                  last.size() > kShortestLastWord;
            const bool running = sentence || line.size() >= kRunningWords;
            const bool ended = std::string_view(".?!,:;").find(last.back()) != std::string_view::npos;
            const bool bars = std::all_of(words.begin() + static_cast<std::ptrdiff_t>(specks),
                                          words.begin() + static_cast<std::ptrdiff_t>(end),
                                          [](const auto& word) { return word.text == "|"; });
            const bool goes_on =
                end < words.size() && starts_with_small_letter(words[end].text) &&
                std::count(text.begin() + static_cast<std::ptrdiff_t>(words[end - 1].to_bytes()),
                           text.begin() + static_cast<std::ptrdiff_t>(words[end].from_bytes), '\n') == 1;
            if (running && (bars || (!bars_only && (ended || goes_on)))) {
                const std::size_t from = line.back().to_bytes();
                changes.push_back(symbol(from, words[end - 1].to_bytes() - from, ""));
            }
        }
        first = end;
    }
}

/// Bars elsewhere than at the ends of lines, in two lines or more.
bool has_table(std::string_view text) {
    std::size_t lines = 0;
    for (std::size_t at = text.find('|'); at != text.npos; at = text.find('|', at)) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::size_t next = text.find_first_not_of(" |.:;,\r", at);
        if (next < end && ++lines == 2) return true;
        at = end;
    }
    return false;
}

bool ends_with_letter(std::string_view word) {
    std::size_t at = word.size();
    while (at > 0 && (static_cast<unsigned char>(word[at - 1]) & 0xC0U) == 0x80U) --at;
    return at > 0 && is_letter(decode_utf8(word, at - 1).code_point);
}

/// Specks amid a line: behind an end mark, or before a word that goes on in small letters. A wave is a hyphen
/// there, or a dash.
void find_specks_inside(Words words, std::vector<TextChange>& changes) {
    for (std::size_t i = 1; i + 1 < words.size(); ++i) {
        const SpacedWord &before = words[i - 1], &speck = words[i], &after = words[i + 1];
        if (speck.text.size() != 1 || !is_speck(speck.text) || speck.text == "|" || speck.text == "=" ||
            speck.text == ">" || speck.starts_line || speck.ends_line || is_speck(after.text) ||
            before.text.size() <= kShortestLastWord)
            continue;
        const bool ended = std::string_view(".?!,;").find(before.text.back()) != std::string_view::npos;
        if (ended ? is_letter(decode_utf8(after.text, 0).code_point)
                  : ends_with_letter(before.text) && starts_with_small_letter(after.text))
            changes.push_back(speck.text == "~"
                                  ? symbol(speck.from_bytes, 1, "-")
                                  : symbol(before.to_bytes(), speck.to_bytes() - before.to_bytes(), ""));
    }
}

bool starts_with_letter(std::string_view word) {
    return is_letter(decode_utf8(word, 0).code_point);
}

/// "x - y**2" is a formula.
bool is_word(std::string_view text) {
    return length_code_points(text) >= 2 && text.find_first_of("*_|/\\<>={}[]+") == text.npos;
}

void find_dashes(Words words, std::vector<TextChange>& changes) {
    for (std::size_t i = 1; i + 1 < words.size(); ++i) {
        if (words[i].text != "-" && words[i].text != "—") continue;
        if (words[i].starts_line || words[i].ends_line) continue;
        const std::string_view before = words[i - 1].text, after = words[i + 1].text;
        if (is_word(before) && is_word(after) && ends_with_letter(before) && starts_with_letter(after))
            changes.push_back(symbol(words[i].from_bytes, words[i].text.size(), "–"));
    }
}

}  // namespace

std::vector<TextChange> misread_symbols(std::string_view text, bool misread) {
    std::vector<TextChange> changes = misread_section_signs(text);
    const auto words = spaced_words(text);
    find_at_signs(words, changes);
    find_percents(words, changes);
    misread = misread || !changes.empty();
    find_zeroes(words, changes);
    find_bullets(words, misread, changes);
    if (misread || !has_table(text)) find_specks(text, words, !misread, changes);
    find_first_items(words, changes);
    if (misread) {
        find_specks_inside(words, changes);
        // Who prints – prints it everywhere.
        if (text.find("–") == text.npos) find_dashes(words, changes);
        find_ones(words, changes);
    }
    const auto before = [](const auto& a, const auto& b) { return a.offset_bytes < b.offset_bytes; };
    std::stable_sort(changes.begin(), changes.end(), before);
    const auto overlap = [](const auto& a, const auto& b) {
        return b.offset_bytes < a.offset_bytes + a.length_bytes;
    };
    changes.erase(std::unique(changes.begin(), changes.end(), overlap), changes.end());
    return changes;
}

void add_changes(std::vector<TextChange> more, std::vector<TextChange>& changes) {
    const auto end_of = [](const TextChange& change) { return change.offset_bytes + change.length_bytes; };
    std::vector<TextChange> merged;
    merged.reserve(changes.size() + more.size());
    auto next = changes.begin();
    for (TextChange& one : more) {
        while (next != changes.end() && next->offset_bytes < one.offset_bytes)
            merged.push_back(std::move(*next++));
        if (!merged.empty() && end_of(merged.back()) > one.offset_bytes) continue;
        if (next != changes.end() && end_of(one) > next->offset_bytes) continue;
        merged.push_back(std::move(one));
    }
    std::move(next, changes.end(), std::back_inserter(merged));
    changes = std::move(merged);
}

}  // namespace akt
