#pragma once

#include <filesystem>
#include <memory>
#include <vector>

namespace akt {

/// A raster picture on a PDF page, in points (1/72 inch) of the page as shown: crop box, /Rotate applied,
/// origin top left. Clipping is not looked at.
struct PlacedImage {
    double left_pt = 0, top_pt = 0, right_pt = 0, bottom_pt = 0;
    double dpi = 0;  ///< its pixels per inch as placed, the finer of both directions
};

/// Where a PDF's raster pictures lie and how fine they are (poppler-cpp does not tell). Uses libqpdf.
/// Knowing nothing is no error: a file or page it cannot follow has no pictures. Not thread-safe.
class PdfImages {
public:
    explicit PdfImages(const std::filesystem::path& file);
    ~PdfImages();
    PdfImages(const PdfImages&) = delete;
    PdfImages& operator=(const PdfImages&) = delete;

    std::vector<PlacedImage> on_page(int number);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace akt
