#pragma once

#include <string>
#include <string_view>

namespace akt {

/// The stem all inflections of a Swedish word share, for search: beslut, beslutet, besluten → "beslut"; bok,
/// böcker → "bok". Not a word in itself, and only comparable with other stems. `lower_case_word`: UTF-8, NFC,
/// lower case; words with digits come back unchanged. Thread-safe.
std::string stem(std::string_view lower_case_word);

/// The same for a word whose marks are lost, so that stem_folded(fold(word)) is alike for both spellings:
/// böcker and bocker → "bok". `folded_word`: as fold() gives it.
std::string stem_folded(std::string_view folded_word);

}  // namespace akt
