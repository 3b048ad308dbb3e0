#pragma once

#include "ocr/repair/form_search.h"
#include "ocr/repair/text_units.h"
#include "ocr/repair/word_cost.h"

namespace akt {

// Stages of EncodingRepairer for letters that are gone but whose place, or at least whose going, shows. Each looks at
// the whole line first: the loss must be plain before any word is touched.

/// U+FFFD in a word; ? within a word.
bool fill_holes(TextUnits& line, const FormSearch& search);

/// å ä ö left out, or written aa ae oe, or æ ø.
bool restore_letters(TextUnits& line, const FormSearch& search, LetterLoss loss);

/// å ä ö replaced by a space.
bool fill_spaces(TextUnits& line, const FormSearch& search);

}  // namespace akt
