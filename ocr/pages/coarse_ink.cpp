#include "ocr/pages/coarse_ink.h"

#include <leptonica/allheaders.h>

#include <algorithm>

namespace akt {

PixPtr coarse_ink(const PageImage& picture, int faintest_ink) {
    const auto factor = static_cast<l_float32>(std::min(1.0, kCoarseInkDpi / picture.dpi()));
    const PixPtr small(pixScaleAreaMap(const_cast<Pix*>(picture.pix()), factor, factor));
    if (!small) return nullptr;
    const PixPtr even(pixBackgroundNormSimple(small.get(), nullptr, nullptr));
    return PixPtr(pixThresholdToBinary(even ? even.get() : small.get(), faintest_ink));
}

}  // namespace akt
