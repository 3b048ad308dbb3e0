#include "ocr/language/hyphenation.h"

#include <algorithm>
#include <array>

#include "ocr/base/utf8.h"

namespace akt {

namespace {

/// What joins the two parts of an ellipsis ("hälso- och sjukvård"). "samt" and "men" are not among these:
/// they end many a broken word ("gemen-samt").
bool is_conjunction(std::string_view word) {
    constexpr std::array<std::string_view, 4> kConjunctions{"och", "eller", "respektive", "resp"};
    return std::ranges::find(kConjunctions, word) != kConjunctions.end();
}

/// A letter, or what one is often misread as.
bool may_be_letter(char32_t c) {
    return is_letter(c) || is_digit(c) ||
           std::u32string_view(U"&|!£€¢$@°§").find(c) != std::u32string_view::npos;
}

/// The last two characters of a word, its hyphen left out; 0 where it has none.
struct Ending {
    char32_t last_but_one = 0, last = 0;

    explicit Ending(std::string_view half) {
        half.remove_suffix(line_end_hyphen_bytes(half));
        last = take_last(half);
        last_but_one = take_last(half);
    }

private:
    static char32_t take_last(std::string_view& text) {
        std::size_t at = text.size();
        if (at == 0) return 0;
        while (--at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) {
        }
        const char32_t last = decode_utf8(text, at).code_point;
        text = text.substr(0, at);
        return last;
    }
};

}  // namespace

std::size_t line_end_hyphen_bytes(std::string_view line) {
    for (const std::string_view hyphen : {"-", "\u00AD", "\u2010", "\u2011", "¬"})
        if (line.ends_with(hyphen)) return hyphen.size();
    return 0;
}

bool ends_in_capitals(std::string_view half) {
    const Ending ending(half);
    return is_upper(ending.last_but_one) && is_upper(ending.last);
}

bool goes_on(std::string_view half, std::string_view rest) {
    if (line_end_hyphen_bytes(half) == 0) return false;
    const Ending ending(half);
    if (!may_be_letter(ending.last_but_one) || !may_be_letter(ending.last)) return false;
    if (!is_letter(ending.last_but_one) && !is_letter(ending.last)) return false;
    std::size_t letters = 0, capitals = 0, end = 0;
    while (end < rest.size()) {
        const auto decoded = decode_utf8(rest, end);
        if (!is_letter(decoded.code_point)) break;
        ++letters;
        capitals += is_upper(decoded.code_point);
        end += decoded.length_bytes;
    }
    // Two capitals are initials, or an abbreviation.
    const std::size_t fewest = capitals == 0 ? 2 : 3;
    if (letters < fewest || is_conjunction(to_lower(rest.substr(0, end)))) return false;
    return capitals == 0 || (capitals == letters && ends_in_capitals(half));
}

}  // namespace akt
