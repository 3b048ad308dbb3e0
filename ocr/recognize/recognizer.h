#pragma once

#include <string>

#include "ocr/document.h"
#include "ocr/pages/page_image.h"

namespace akt {

/// How a page's text is laid out.
enum class Layout {
    columns,     ///< side by side: each column is read to its end before the next
    one_column,  ///< rows go across the page, as in letters, minutes and tables
};

/// When a recogniser's model is loaded. It costs a tenth of a second, which a document with its own text need
/// not pay.
enum class Opening { now, when_needed };

/// Reads print from pixels. Not thread-safe: one recognizer a thread.
class Recognizer {
public:
    virtual ~Recognizer() = default;

    /// The picture must be upright. Lines come in reading order, with boxes in the picture's pixels and
    /// confidences 0..1; how is `ocr`, number 0.
    virtual Page recognize(const PageImage& image, Layout layout) = 0;
    /// Finds how the text is laid out without reading it.
    virtual Layout find_layout(const PageImage& image) = 0;
    /// Engine, version and model, for provenance: "tesseract 5.3.0 swe".
    virtual std::string name() const = 0;
};

}  // namespace akt
