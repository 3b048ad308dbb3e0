#pragma once

#include "ocr/document.h"
#include "ocr/pages/page_image.h"
#include "ocr/recognize/recognizer.h"

namespace akt {

class Lexicon;

/// Recognises one page from its picture as the file shows it: finds which way up it is, levels its lines, and
/// tries a second way when the first reads badly. The page comes back upright, boxes in pixels of the upright
/// page at the picture's own scale (its skew not taken out); how is `ocr`. A blank page has no lines.
/// `page.dpi` is the picture's; the caller sets the number. `lexicon` tells print from scribbles and the
/// better of two readings; it may be null. `thorough`: every way is tried on a doubtful page, whatever it
/// costs. Lines in which a word stays doubtful are shown to `careful`, a slower and better recogniser; it may
/// be null. A page that reads badly even so is marked (Page::reads_badly).
Page read_picture(const PageImage& picture, Recognizer& recognizer, Recognizer* careful,
                  const Lexicon* lexicon, bool thorough = false);

}  // namespace akt
