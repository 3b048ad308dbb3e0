#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace akt {

/// U+FFFD, what an undecodable byte becomes.
inline constexpr char32_t kReplacementCharacter = 0xFFFD;

/// One decoded code point. An invalid byte decodes as itself: length 1, `valid` false, U+FFFD.
struct DecodedCodePoint {
    char32_t code_point;
    std::size_t length_bytes;
    bool valid;
};

/// Decodes the code point at `offset_bytes` (which must be < text.size()). Rejects overlong forms, surrogates
/// and values above U+10FFFF (Unicode 15, table 3-7).
DecodedCodePoint decode_utf8(std::string_view text, std::size_t offset_bytes);

void append_utf8(std::string& out, char32_t code_point);
std::string to_utf8(std::u32string_view code_points);

/// Invalid bytes become U+FFFD, one each.
std::u32string to_utf32(std::string_view text);

bool is_valid_utf8(std::string_view text);

/// `text` with every invalid byte replaced by U+FFFD.
std::string to_valid_utf8(std::string_view text);

/// Unicode normalization form C. Invalid bytes become U+FFFD.
std::string to_nfc(std::string_view text);

/// Simple case mapping, code point by code point: the number of code points never changes.
char32_t to_lower(char32_t code_point);
char32_t to_upper(char32_t code_point);
std::string to_lower(std::string_view text);

bool is_letter(char32_t code_point);  ///< general category L*
bool is_upper(char32_t code_point);   ///< general category Lu or Lt
bool is_digit(char32_t code_point);   ///< general category Nd
bool is_space(char32_t code_point);   ///< white space, including U+00A0 and line ends
bool is_mark(char32_t code_point);    ///< combining mark, general category M*

/// Number of code points, an invalid byte counting as one.
std::size_t length_code_points(std::string_view text);

}  // namespace akt
