#pragma once

#include <string>
#include <string_view>

#include "ocr/document.h"

namespace akt {

/// `document` as ALTO 4.4 (schema of March 2023, unit pixel), valid against the official schema. Every field
/// of ocr/document.h is kept; `ocr/FORMAT.md` tells where. The same document always gives the same bytes.
/// What the types cannot hold is made valid: bytes that are not UTF-8 become U+FFFD, a confidence outside
/// 0..1 is drawn to the nearer end. Pure function, linear in the size of the document.
std::string to_alto(const Document& document);

/// Reads ALTO. What to_alto() wrote comes back equal. ALTO 2, 3 and 4 of other programs is read leniently:
/// missing attributes get defaults (confidence 1, empty boxes, pages counted from 1), mm10 and inch1200
/// become pixels of 254 and 1200 dpi, a hyphen element ends its word, strings holding white space become
/// several words. Throws Error(unreadable_input) when this is no well-formed XML or no ALTO,
/// Error(format_too_new) for a newer profile of ours. Linear in the size of `xml`; no entity of a DTD is
/// expanded and nothing is fetched.
Document from_alto(std::string_view xml);

}  // namespace akt
