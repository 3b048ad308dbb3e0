#pragma once

#include "ocr/pages/page_image.h"
#include "ocr/pages/pix_ptr.h"

namespace akt {

/// Enough to tell words and the white between them, a ninth of the work of 300.
inline constexpr double kCoarseInkDpi = 100;

/// A page's ink, dark on white at kCoarseInkDpi (or its own resolution, when that is lower), its paper evened
/// to a grey of 200 first. `faintest_ink`: the grey from which on it is paper. Nothing when memory does not
/// suffice. Pure and thread-safe.
PixPtr coarse_ink(const PageImage& picture, int faintest_ink);

}  // namespace akt
