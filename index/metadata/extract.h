#pragma once

#include "index/metadata/metadata.h"
#include "ocr/document.h"

namespace akt {

/// Everything the finders find. Pure: the same document gives the same answer, no clock, no files, no models.
/// Never throws on any valid Document. Time is linear in the text; thread-safe.
Metadata extract_metadata(const Document& document);

}  // namespace akt
