#include "ocr/pages/page_image.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "ocr/base/error.h"

namespace akt {

void PixDestroyer::operator()(Pix* pix) const {
    pixDestroy(&pix);
}

void BoxDestroyer::operator()(Box* box) const {
    boxDestroy(&box);
}

PageImage::PageImage(Pix* owned, int dpi) : pix_(owned), dpi_(std::max(dpi, 1)) {
    // Leptonica would tell stderr of every page on which it finds no lines; what matters comes back as a
    // value.
    static const l_int32 kBefore = setMsgSeverity(L_SEVERITY_NONE);
    static_cast<void>(kBefore);
}

PageImage PageImage::from_grey_rows(const unsigned char* rows, int bytes_per_row, int width_px, int height_px,
                                    int dpi) {
    PageImage image(pixCreateNoInit(width_px, height_px, 8), dpi);
    if (!image.pix_)
        throw Error(ErrorCode::limit_exceeded, "", "a page's picture needs more memory than there is");
    l_uint32* line = pixGetData(image.pix_.get());
    const std::ptrdiff_t words_per_line = pixGetWpl(image.pix_.get());
    for (int y = 0; y < height_px; ++y, line += words_per_line, rows += bytes_per_row)
        std::memcpy(line, rows, static_cast<std::size_t>(width_px));
    pixEndianByteSwap(image.pix_.get());  // four pixels a word, the leftmost in its highest byte
    return image;
}

int PageImage::width_px() const {
    return static_cast<int>(pixGetWidth(pix_.get()));
}
int PageImage::height_px() const {
    return static_cast<int>(pixGetHeight(pix_.get()));
}

int PageImage::grey_at(int x_px, int y_px) const {
    const l_uint32* line =
        pixGetData(const_cast<Pix*>(pix_.get())) + std::ptrdiff_t{y_px} * pixGetWpl(pix_.get());
    return static_cast<int>(GET_DATA_BYTE(line, x_px));
}

}  // namespace akt
