#pragma once

#include <string>
#include <string_view>

namespace akt {

/// A text file's bytes as text. `text` is valid UTF-8 (not normalised, no byte order mark).
struct DecodedText {
    std::string text;
    std::string
        charset;  ///< lower case: "utf-8", "utf-16le", "windows-1252", "cp850", "iso646-se", "us-ascii", …
};

/// Decodes plain text of any encoding a Swedish or English file is likely to have: UTF-8, UTF-16 and UTF-32
/// with and without a byte order mark, windows-1252, iso-8859-1, iso-8859-15, windows-1250, cp850, cp437,
/// macintosh, and the seven-bit Swedish set (SEN 85 02 00 annex B, ISO 646-SE). Which one is decided by what
/// the letters would be. Never fails: what the chosen encoding cannot hold becomes U+FFFD. Thread-safe.
DecodedText decode_text(std::string_view bytes);

}  // namespace akt
