#pragma once

#include "ocr/document.h"

namespace akt {

/// Adds to `page`, read from its text layer, the words of `recognized` that stand where it has none (text
/// inside pictures). Both pages must be upright and of one size. Words under `min_confidence` are left out,
/// none gets the confidence 1 of a layer's own word.
void add_words_outside(Page& page, const Page& recognized, float min_confidence);

}  // namespace akt
