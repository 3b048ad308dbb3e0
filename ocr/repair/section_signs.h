#pragma once

#include <string_view>
#include <vector>

#include "ocr/repair/text_change.h"

namespace akt {

/// Section signs that a recogniser without § read as dollars: "enligt 5 kap. 3 $ andra stycket", "1–5 $$". A
/// dollar is taken for a section only after a number of at most three digits (and a letter: "23 b $"), with
/// no digit after it, and with a word of the law near; other sums of money stay. In order, not overlapping;
/// any bytes are accepted.
std::vector<TextChange> misread_section_signs(std::string_view text);

/// Adds them to other `changes` of the same text; a sign that became part of a changed word is left to the
/// word.
void add_section_signs(std::string_view text, std::vector<TextChange>& changes);

}  // namespace akt
