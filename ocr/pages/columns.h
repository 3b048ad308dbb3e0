#pragma once

#include "ocr/pages/page_image.h"

namespace akt {

/// Whether text may stand in columns beside one another: somewhere in the middle half of the page an upright
/// strip is white over a fifth of its height with print on both sides. A table and ragged lines may look so
/// too; false is sure. `upright` must be level. Pure and thread-safe.
bool may_have_columns(const PageImage& upright);

}  // namespace akt
