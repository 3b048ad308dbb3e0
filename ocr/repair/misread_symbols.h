#pragma once

#include <string_view>
#include <vector>

#include "ocr/repair/text_change.h"

namespace akt {

/// Symbols that recognisers without them read as something else, brought back where their surroundings leave
/// nothing else; Debian's Swedish Tesseract prints no § @ % – • at all.
/// - § as section_signs.h says.
/// - @ in what is an e-mail address but for it: "namnQdomän.se".
/// - % read as 96, where three or more numbers and nearly all with so many decimals end so ("0,096 -66,896");
///   marked uncertain.
/// - 0 read as O before "kr"; 1 read as I, l or | before "." at the beginning of a line, if the next line
///   with a number begins with "2.", and | before "kap." or §.
/// - • read as e, o or « at the beginning of two or more lines or three times or more amid a line.
/// - Lone signs behind the end of a line or amid a sentence, which are specks; – read as - between words.
/// The last two (but for bars), and bullets at line beginnings, only where `misread` says that the words too
/// show a recogniser's mistakes, or another symbol does: people write "e" and " - ". In order, not
/// overlapping; any bytes are accepted.
std::vector<TextChange> misread_symbols(std::string_view text, bool misread);

/// Adds `more` to `changes` of the same text, both in order; one that overlaps a change there already is left
/// out.
void add_changes(std::vector<TextChange> more, std::vector<TextChange>& changes);

}  // namespace akt
