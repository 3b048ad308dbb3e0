#pragma once

#include "ocr/document.h"
#include "ocr/pages/page_image.h"
#include "ocr/recognize/recognizer.h"

namespace akt {

/// Recognises one page from its picture as the file shows it: finds which way up it is, levels its lines, and tries
/// a second way when the first reads badly. The page comes back upright, boxes in pixels of the upright page at the
/// picture's own scale (its skew not taken out); how is `ocr`. A blank page has no lines. `page.dpi` is the
/// picture's; the caller sets the number.
Page read_picture(const PageImage& picture, Recognizer& recognizer);

/// Mean confidence of the page's words, weighted by their length; 0 without words.
double mean_confidence(const Page& page);

}  // namespace akt
