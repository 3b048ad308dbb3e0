#pragma once

#include <string>
#include <string_view>

namespace akt {

/// The letter without its marks, case kept: å ä à → a, ö ó → o, é → e, ü → u, ø → o, æ → ae's first letter a,
/// ß → s. Code points that are not marked Latin letters come back unchanged.
char32_t without_marks(char32_t code_point);

/// `text` with every letter's marks taken away, case kept; combining marks (NFD input) are dropped.
std::string strip_marks(std::string_view text);

/// What someone types who has no Swedish keyboard: lower case and without marks. "Hälso-" → "halso-".
std::string fold(std::string_view text);

}  // namespace akt
