#pragma once

#include "ocr/document.h"

namespace akt {

/// Marks the lines that stand at the head or foot of page after page (LineRole): letterheads, running titles,
/// page numbers. A line counts when one like it, digits apart, stands at the same height on at least half of
/// the other pages; a bare page number ("3", "2 (5)", "Sida 2 av 5") counts on any page. Pages without a
/// picture are left alone. Pure; the reading itself is not changed.
void mark_headers_and_footers(Document& document);

}  // namespace akt
