#pragma once

#include <string>
#include <vector>

#include "ocr/document.h"

namespace akt {

/// A piece of a PDF's own text, in points of the page as shown, origin top left.
struct LayerWord {
    std::string text;
    double left_pt = 0, top_pt = 0, right_pt = 0, bottom_pt = 0;
    bool space_after = true;
    int quarter_turns = 0;  ///< which way it reads: 0 rightwards, 1 downwards, 2 upside down, 3 upwards
};

/// A word of a text layer as we keep it: NFC, ligatures taken apart, hidden characters and white space gone.
/// A soft hyphen is dropped inside the word and becomes "-" at its end.
std::string clean_layer_text(std::string_view text);

/// Puts `words` (in reading order) on an upright page: fills its lines, turned_degrees, width and height.
/// `width_pt` and `height_pt` are the page's as shown in the file; `page.dpi` must be set.
void fill_from_layer(Page& page, std::vector<LayerWord> words, double width_pt, double height_pt);

}  // namespace akt
