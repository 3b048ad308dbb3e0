#pragma once

#include "ocr/repair/text_units.h"
#include "ocr/repair/word_cost.h"

namespace akt {

// Stages of EncodingRepairer for letters written as something else, exactly. Each returns whether it changed
// the line.

/// A letter and its combining mark become the one letter they are (NFC).
bool compose_marks(TextUnits& line);

/// A diaeresis, ring or acute standing as a sign of its own before or after its letter: "f¨or", "f˚ar".
bool compose_loose_marks(TextUnits& line, const WordCost& words);

/// "f&ouml;r", "f&#246;r", "f&amp;ouml;r".
bool decode_entities(TextUnits& line);

/// "f=F6r", "f=C3=B6r".
bool decode_quoted_printable(TextUnits& line, const WordCost& words);

/// "f\u00f6r" and "f%C3%B6r" within words; not in addresses.
bool decode_backslash_and_percent(TextUnits& line, const WordCost& words);

/// Seven-bit Swedish (SEN 85 02 00): "f|r", "{r", "p}".
bool decode_seven_bit(TextUnits& line, const WordCost& words);

}  // namespace akt
