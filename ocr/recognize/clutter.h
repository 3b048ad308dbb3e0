#pragma once

#include "ocr/document.h"

namespace akt {

class Lexicon;

/// Takes out of a recognised page what was no print: table rules read as signs, specks read as letters,
/// signatures and other handwriting read as nonsense. Print that is merely hard to read stays. What is taken
/// out stands in the page's `others`. `lexicon` may be null; then more is kept.
void remove_clutter(Page& page, const Lexicon* lexicon);

}  // namespace akt
