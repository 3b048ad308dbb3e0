#pragma once

#include <string>

#include "ocr/document.h"
#include "ocr/pages/page_source.h"

namespace akt {

/// What was found on a page, drawn over the page as PNG bytes, for people who look for errors of reading:
/// words tinted from green (sure) to red (unsure), repaired ones framed in blue and uncertain repairs in
/// magenta; lines framed thinly, headers and footers in turquoise; blocks framed and numbered in reading
/// order; what was taken for clutter crossed out in red; another reading's words (a replaced text layer)
/// underlined in orange. `page` must be of this source. Throws Error as render_page_png does.
std::string render_marked_png(PageSource& source, const Page& page);

}  // namespace akt
