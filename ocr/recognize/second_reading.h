#pragma once

#include "ocr/document.h"
#include "ocr/pages/page_image.h"
#include "ocr/recognize/recognizer.h"

namespace akt {

/// Shows `careful` the doubtful words of every line of `page` with their neighbours, and takes from its
/// reading the words that are surer: a slow network's reading at little more than a quick one's cost, since
/// most print reads well at once. `image` is what `page` was read from, with boxes in its pixels.
void read_doubtful_words_again(Page& page, const PageImage& image, Recognizer& careful);

}  // namespace akt
