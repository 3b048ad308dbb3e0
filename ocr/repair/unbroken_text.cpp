#include "ocr/repair/unbroken_text.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "ocr/base/utf8.h"
#include "ocr/language/hyphenation.h"

namespace akt {

namespace {

/// Between two halves there may be an empty line: a new column, or lines set far apart.
constexpr std::size_t kMostLineEnds = 2;

constexpr std::string_view kBlanks = " \t\r\f";

/// No half is longer.
constexpr std::size_t kMostHalfBytes = 100;
/// Characters before and after a change, together, that are looked at one by one.
constexpr std::size_t kMostAligned = 1000;

std::string_view word_ending_at(std::string_view text, std::size_t end) {
    text = text.substr(0, end);
    const std::size_t space = text.find_last_of(" \t\n");
    return text.substr(space == text.npos ? 0 : space + 1);
}
std::string_view word_at(std::string_view text, std::size_t begin) {
    return text.substr(begin, text.find_first_of(" \t\r\n", begin) - begin);
}

/// Where the line after the one that ends at `line_end` begins, blanks left out; an empty line may be
/// between.
std::size_t next_word_at(std::string_view text, std::size_t line_end) {
    std::size_t at = line_end;
    for (std::size_t ends = 0; at < text.size(); ++at) {
        if (text[at] == '\n' && ++ends > kMostLineEnds) break;
        if (text[at] != '\n' && kBlanks.find(text[at]) == kBlanks.npos) break;
    }
    return at;
}

/// A hyphen after capitals is the word's own ("EU-länderna") unless it goes on in capitals.
bool is_broken(std::string_view half, std::string_view rest) {
    return goes_on(half, rest) && (!ends_in_capitals(half) || is_upper(decode_utf8(rest, 0).code_point));
}

/// Edit distances between `text` and each beginning of `other`.
std::vector<std::size_t> distances(const std::u32string& text, const std::u32string& other) {
    std::vector<std::size_t> row(other.size() + 1);
    for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < other.size(); ++j) {
            const std::size_t as_other = diagonal + (text[i] == other[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({as_other, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row;
}

/// So many bytes of `now` stand for the first half of a word that was `first` and `second`: where each half
/// changes least, and best beside the hyphen. Neither is left empty.
std::size_t place_of_break(std::string_view first, std::string_view second, std::string_view now) {
    const std::u32string letters = to_utf32(now), start = to_utf32(first), end = to_utf32(second);
    std::size_t best = std::min(start.size(), std::max<std::size_t>(letters.size(), 2) - 1);
    if (start.size() + end.size() + letters.size() <= kMostAligned) {
        const auto ahead = distances(start, letters);
        const auto behind = distances({end.rbegin(), end.rend()}, {letters.rbegin(), letters.rend()});
        std::size_t least = std::numeric_limits<std::size_t>::max();
        for (std::size_t at = 1; at < letters.size(); ++at) {
            const std::size_t beside =
                (letters[at - 1] == start.back() ? 0U : 1U) + (letters[at] == end.front() ? 0U : 1U);
            const std::size_t cost = 2 * (ahead[at] + behind[letters.size() - at]) + beside;
            if (cost >= least) continue;
            least = cost;
            best = at;
        }
    }
    return to_utf8(std::u32string_view(letters).substr(0, best)).size();
}

}  // namespace

UnbrokenText::UnbrokenText(std::string_view given) : given_(given) {
    std::size_t copied = 0;  // of `given`
    for (std::size_t at = given.find('\n'); at != given.npos; at = given.find('\n', at + 1)) {
        const std::size_t last = at == 0 ? given.npos : given.find_last_not_of(kBlanks, at - 1);
        if (last == given.npos) continue;
        const std::size_t hyphen = line_end_hyphen_bytes(given.substr(0, last + 1));
        if (hyphen == 0) continue;
        const std::size_t rest = next_word_at(given, at);
        const auto half = word_ending_at(given, last + 1);
        const bool is_rest = !breaks_.empty() && last + 1 <= copied + half.size();  // of another word
        if (is_rest || half.size() > kMostHalfBytes || !is_broken(half, word_at(given, rest))) continue;
        const std::size_t from = last + 1 - hyphen;
        text_.append(given, copied, from - copied);
        breaks_.push_back({text_.size(), rest - from});
        copied = rest;
    }
    if (!breaks_.empty()) text_.append(given, copied, given.npos);
}

std::vector<TextChange> UnbrokenText::broken_again(std::vector<TextChange> changes) const {
    if (breaks_.empty()) return changes;
    std::vector<TextChange> out;
    std::size_t next = 0, left_out = 0;
    for (const TextChange& change : changes) {
        for (; next < breaks_.size() && breaks_[next].at <= change.offset_bytes; ++next)
            left_out += breaks_[next].length;
        add(change, next, left_out, out);
    }
    return out;
}

void UnbrokenText::add(const TextChange& change, std::size_t next, std::size_t left_out,
                       std::vector<TextChange>& out) const {
    TextChange rest = change;
    const auto put = [&](const TextChange& one) {
        TextChange placed = one;
        placed.offset_bytes += left_out;
        if (given_.substr(placed.offset_bytes, placed.length_bytes) != placed.replacement)
            out.push_back(std::move(placed));
    };
    for (; next < breaks_.size() && breaks_[next].at < rest.offset_bytes + rest.length_bytes; ++next) {
        TextChange half = rest;
        half.length_bytes = breaks_[next].at - rest.offset_bytes;
        rest.offset_bytes = breaks_[next].at;
        rest.length_bytes -= half.length_bytes;
        const std::size_t place =
            place_of_break(text().substr(half.offset_bytes, half.length_bytes),
                           text().substr(rest.offset_bytes, rest.length_bytes), half.replacement);
        rest.replacement = half.replacement.substr(place);
        half.replacement.resize(place);
        put(half);
        left_out += breaks_[next].length;
    }
    put(rest);
}

}  // namespace akt
