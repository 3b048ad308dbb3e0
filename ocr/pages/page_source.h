#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "ocr/base/geometry.h"
#include "ocr/document.h"
#include "ocr/pages/page_image.h"
#include "ocr/pages/read_limits.h"

namespace akt {

/// The size of a page in pixels at `dpi`, as the file shows it (a PDF page's own /Rotate and a photo's EXIF
/// orientation already applied), and where pictures lie on it.
struct PageShape {
    int width_px = 0, height_px = 0;
    int dpi = 0;                     ///< 0: a page of a text file, which has no picture
    std::vector<PixelBox> pictures;  ///< raster pictures' bounding boxes; a picture file's page is one
};

/// A file taken apart into pages. Not thread-safe: one source, one thread.
/// Functions of a page throw Error(unreadable_input) or Error(limit_exceeded) for that page alone;
/// `number` counts from 1 and must not exceed page_count().
class PageSource {
public:
    virtual ~PageSource() = default;

    /// At least 1.
    virtual int page_count() const = 0;
    /// Everything known of the document but its pages.
    virtual Document description() const = 0;
    virtual PageShape shape(int number) = 0;
    /// The file's own text, its page put upright: turned_degrees says by how much, and width, height and
    /// boxes count in pixels of the upright page at shape(number).dpi. No lines where the page has no text.
    virtual Page text_layer(int number) = 0;
    /// The page's pixels in the size of shape(number); none for text files.
    virtual std::optional<PageImage> picture(int number) = 0;
};

/// Opens `file` by what it contains, never by its name: PDF, TIFF, PNG, JPEG or plain text.
/// Throws Error: not_found, io, unreadable_input (empty, damaged, unknown), encrypted_input, limit_exceeded.
std::unique_ptr<PageSource> open_page_source(const std::filesystem::path& file, const ReadLimits& limits);

}  // namespace akt
