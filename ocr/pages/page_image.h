#pragma once

#include "ocr/pages/pix_ptr.h"

namespace akt {

/// The pixels of one page: 8 bits of grey each, 0 black. Owns them, moves but does not copy.
/// const member functions may be called from several threads; the picture behind pix() must not be changed.
class PageImage {
public:
    /// Takes over `owned`, which must have 8 bits a pixel and no colour map. `dpi`: the resolution the print
    /// has, as far as known; at least 1.
    PageImage(Pix* owned, int dpi);
    /// Copies `height_px` rows of `width_px` grey bytes, `bytes_per_row` apart. Throws Error(limit_exceeded)
    /// when memory does not suffice.
    static PageImage from_grey_rows(const unsigned char* rows, int bytes_per_row, int width_px, int height_px,
                                    int dpi);

    int width_px() const;
    int height_px() const;
    int dpi() const { return dpi_; }
    /// 0 black … 255 white; the place must be on the picture.
    int grey_at(int x_px, int y_px) const;
    const Pix* pix() const { return pix_.get(); }
    /// Gives the picture up to the caller, who destroys it.
    Pix* release() { return pix_.release(); }

private:
    PixPtr pix_;
    int dpi_;
};

}  // namespace akt
