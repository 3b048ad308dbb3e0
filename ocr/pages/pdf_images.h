#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace akt {

/// A raster picture on a PDF page, in points (1/72 inch) of the page as shown: crop box, /Rotate applied,
/// origin top left. Clipping is not looked at.
struct PlacedImage {
    double left_pt = 0, top_pt = 0, right_pt = 0, bottom_pt = 0;
    double dpi = 0;  ///< its pixels per inch as placed, the finer of both directions
};

/// A JPEG that is all a page shows.
struct SoleJpeg {
    std::string bytes;       ///< grey or of three colours
    int turned_degrees = 0;  ///< the clockwise quarter turns by which the page shows it
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

    /// The scanned sheet itself, where the page shows one JPEG from edge to edge and nothing else but text
    /// that is not seen. To unpack it is several times quicker than to render the page. Nothing where that is
    /// not certain.
    std::optional<SoleJpeg> sole_jpeg(int number);

    /// At which byte of the file the catalogue begins ("1 0 obj << /Type /Catalog"), when it names output
    /// intents (ISO 32000-1, 14.11.5) and stands in the file uncompressed.
    std::optional<std::size_t> catalogue_with_output_intents();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace akt
