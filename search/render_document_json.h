#pragma once

#include <string>

#include "ocr/document.h"

namespace akt {

/// The `pages` part of `akt show --json`: an array, one object a page
/// {"number", "width_px", "height_px", "dpi", "turned_degrees", "how", "failure": null|"…",
/// "reads_badly", "lines": [{"block", "role": "body|header|footer", "box", "words": [{"text", "raw", "box",
/// "confidence", "repair": null|{"reason", "log10_odds", "uncertain"}}]}], "others": [{"source":
/// "text-layer|ocr|clutter", "lines": as above}]}. A box is [left, top, right, bottom] in the page's pixels,
/// or null where there is none. Compact, without line ends.
std::string render_pages_json(const Document& document);

/// `akt ocr --json`: one object {"format": 1, "file_name", "media_type", "charset", "info": {"title",
/// "author", "created"}, "outline": […], "pages": as above}. What is not known is null; keys are never left
/// out.
std::string render_document_json(const Document& document);

}  // namespace akt
