#pragma once

#include <cstddef>
#include <string_view>

namespace akt {

/// Bytes of the hyphen that `line` ends with where a word may go on in the next one: - and its kin, a soft
/// hyphen, or ¬. 0: none.
std::size_t line_end_hyphen_bytes(std::string_view line);

/// Whether a word that ends a line goes on as the word that begins the next one, by their letters:
/// "kommunalför-" and "bundens,", "VÄSTER-" and "VIK", and "EU-" and "länderna", whose hyphen is its own. Not
/// "Stor-" and "Stockholm", nor the ellipsis "hälso-" and "och".
bool goes_on(std::string_view half, std::string_view rest);

/// Whether a word ends in two capitals, its hyphen left out.
bool ends_in_capitals(std::string_view half);

}  // namespace akt
