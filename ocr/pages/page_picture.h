#pragma once

#include <filesystem>
#include <string>

#include "ocr/pages/read_limits.h"

namespace akt {

/// A page as a person sees it, as PNG bytes: turned clockwise by `turned_degrees` (Page::turned_degrees) and
/// scaled so that it is at most `max_width_px` wide. A box of the Page scales by result width / Page::width_px.
/// Throws as open_page_source does, and Error(not_found) for a page that is not there or has no picture.
std::string render_page_png(const std::filesystem::path& file, int page_number, int turned_degrees,
                            int max_width_px, const ReadLimits& limits);

}  // namespace akt
