#pragma once

#include "ocr/repair/form_search.h"
#include "ocr/repair/text_units.h"

namespace akt {

// Stages of EncodingRepairer for letters that are gone but whose place, or at least whose going, shows. Each
// looks at the whole line first: the loss must be plain before any word is touched.

/// U+FFFD in a word; ? within a word.
bool fill_holes(TextUnits& line, const FormSearch& search);

/// A ? alone between words or between two numbers, in a line already shown to have passed through the wrong
/// set: the dash the set lacked.
bool fill_lost_dashes(TextUnits& line);

/// å ä ö written aa ae oe (LetterLoss::digraph), or ä ö written æ ø (LetterLoss::nordic).
bool restore_respelt(TextUnits& line, const FormSearch& search, LetterLoss loss);

/// å ä ö left out, or replaced by a space each: whichever makes the line the likelier one.
bool restore_missing(TextUnits& line, const FormSearch& search);

}  // namespace akt
