#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace akt {

/// What the finders match in: lower case, no marks, ASCII, exactly one byte for each code point of `text`,
/// so that an offset in it counts code points of the text. All dashes are '-', all spaces ' ', the section
/// sign is kPlainSection; other code points are kPlainOther. Invalid UTF-8 counts one code point a byte.
std::string to_plain(std::string_view text);

inline constexpr char kPlainSection = '\x01';  ///< § or ¶
inline constexpr char kPlainOther = '\x02';    ///< anything else that is not ASCII

/// The code points [from, to) of `text`, as UTF-8.
std::string_view code_points(std::string_view text, std::size_t from, std::size_t to);

/// Of plain text: no locale, no surprises.
constexpr bool is_plain_digit(char c) {
    return c >= '0' && c <= '9';
}
constexpr bool is_plain_letter(char c) {
    return c >= 'a' && c <= 'z';
}
constexpr bool is_plain_alnum(char c) {
    return is_plain_digit(c) || is_plain_letter(c);
}

/// True when the two differ by at most one changed, added or left-out byte, or two swapped neighbours.
bool nearly_equal(std::string_view a, std::string_view b);

}  // namespace akt
