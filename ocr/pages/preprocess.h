#pragma once

#include <optional>
#include <vector>

#include "ocr/base/geometry.h"
#include "ocr/pages/page_image.h"

namespace akt {

/// Pixel work before recognition. All functions are pure and thread-safe; a picture too small to work on
/// comes back as it was.

/// No print on it: what differs from the paper is dust. Faint print is print.
bool is_blank(const PageImage& image);

/// A guess at which way up a page is.
struct Orientation {
    int turned_degrees = 0;  ///< clockwise turn that puts it upright
    double confidence = 0;   ///< standard deviations by which the print speaks for it; under 5 is doubtful
};
Orientation find_orientation(const PageImage& image);

/// The clockwise turn that makes an upright page's lines level; 0 when they are, or when it shows none.
/// 150 dpi are enough to tell.
double find_skew_degrees(const PageImage& upright);

/// Turned clockwise by 0, 90, 180 or 270 degrees.
PageImage turned(const PageImage& image, int degrees);

/// A picture made ready for the recogniser, and the way back.
class PreparedImage {
public:
    PreparedImage(PageImage image, double skew_degrees, double scale, int page_width_px, int page_height_px)
        : image_(std::move(image)),
          skew_degrees_(skew_degrees),
          scale_(scale),
          page_width_px_(page_width_px),
          page_height_px_(page_height_px) {}

    const PageImage& image() const { return image_; }
    double scale() const { return scale_; }
    /// The box, in pixels of the page it was made from, around what `box` holds in image().
    PixelBox on_page(const PixelBox& box) const;

private:
    PageImage image_;
    double skew_degrees_, scale_;
    int page_width_px_, page_height_px_;
};

/// The recogniser scales every line to a height of 36 pixels, which print of eleven or twelve points has at
/// this resolution. A finer picture reads no better, and its lines take longer to find.
inline constexpr int kReadingDpi = 230;

struct Preparation {
    int dpi = kReadingDpi;    ///< resolution to bring the page to
    bool even_light = false;  ///< paper made white everywhere: shadows of photos, grey copies
    bool smooth = false;      ///< joins thin, broken strokes of faded print
    double skew_degrees = 0;  ///< the clockwise turn that makes its lines level
};

/// `upright` made level, lit evenly and scaled as asked.
PreparedImage prepare(const PageImage& upright, const Preparation& how);

/// `image` averaged down to about `dpi`; as it is when it is no finer.
PageImage at_resolution(const PageImage& image, int dpi);

/// What `part` holds of `image`, with paper in place of what the `erased` boxes hold. All boxes are in pixels
/// of `image`, none is empty; `part` lies on the picture and the others within it.
PageImage cut_out(const PageImage& image, const PixelBox& part, const std::vector<PixelBox>& erased);

/// Whether greys are drawn as scattered dots (dithered), as fax machines and drivers of scanners do.
bool is_dithered(const PageImage& image);

/// The picture with each pixel the mean of the nine about it: dots become the grey they stand for.
PageImage smoothed(const PageImage& image);

/// Whether the paper's brightness varies so much over the page that it should be evened.
bool has_uneven_light(const PageImage& image);

}  // namespace akt
