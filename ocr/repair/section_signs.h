#pragma once

#include <string_view>
#include <vector>

#include "ocr/repair/text_change.h"

namespace akt {

/// Section signs that a recogniser without § read as something else. A dollar is taken for one only after a
/// number of at most three digits (and a letter: "23 b $"), with no digit after it, and with a word of the
/// law near: "enligt 5 kap. 3 $ andra stycket", "1–5 $$"; or where other dollars are sections. So are lone
/// signs and letters (&, S) whose neighbours on both sides leave nothing else; and, where the text has no §
/// at all, lone digits (8, 5, 3: "enligt 5 8 andra stycket"), and what stands before the numbers of three or
/// more headings of minutes that follow each other ("8 23 Val av justerare"). All other numbers and sums
/// stay. In order, not overlapping; any bytes are accepted.
std::vector<TextChange> misread_section_signs(std::string_view text);

}  // namespace akt
