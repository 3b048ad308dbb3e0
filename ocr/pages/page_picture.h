#pragma once

#include <string>

#include "ocr/pages/page_source.h"

namespace akt {

/// A page as a person sees it, as PNG bytes: turned clockwise by `turned_degrees` (Page::turned_degrees) and
/// scaled so that it is at most `max_width_px` wide. A box of the Page scales by result width /
/// Page::width_px. Throws Error: not_found for a page that is not there or has no picture, and as
/// PageSource::picture does.
std::string render_page_png(PageSource& source, int page_number, int turned_degrees, int max_width_px);

}  // namespace akt
