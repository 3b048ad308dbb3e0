#pragma once

#include "ocr/language/lexicon.h"

namespace akt {

/// How well a word's other inflected forms are known: the highest count code among the lexicon's words that
/// differ from it in an ending only (fällning: fällningen, fällningar); 0 when none was seen in text. The
/// word itself does not count.
unsigned kin_code(const Lexicon& lexicon, const LabelWord& word);

}  // namespace akt
