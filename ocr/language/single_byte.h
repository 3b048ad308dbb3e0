#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace akt {

/// A single-byte character set whose lower half is ASCII. Tables come from the C library's iconv.
struct SingleByteCharset {
    std::string_view name;           ///< as iconv knows it, lower case
    std::array<char32_t, 128> high;  ///< code points of bytes 0x80–0xFF; 0 where the set has none

    char32_t decode(unsigned char byte) const { return byte < 0x80 ? byte : high[byte - 0x80U]; }
    /// The byte that decodes to `code_point`, if any.
    std::optional<unsigned char> encode(char32_t code_point) const;

private:
    friend const std::vector<SingleByteCharset>& single_byte_charsets();
    std::vector<std::pair<char32_t, unsigned char>> bytes_;  ///< sorted by code point
};

/// All sets the program knows, made once: iso-8859-1, windows-1252, iso-8859-15, cp850, cp437, macintosh,
/// windows-1250, iso-8859-2, windows-1251, windows-1257. A set this system's iconv lacks is left out.
/// Thread-safe.
const std::vector<SingleByteCharset>& single_byte_charsets();

/// nullptr when not known.
const SingleByteCharset* single_byte_charset(std::string_view name);

}  // namespace akt
