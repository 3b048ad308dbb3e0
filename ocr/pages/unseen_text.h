#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "ocr/document.h"

namespace akt {

/// The two-byte codes of the characters that a PDF's unseen text uses, given out in the order they are met.
class CharacterCodes {
public:
    /// From 1. The 65,536th character and those after it get the code of U+FFFD.
    std::uint16_t code_of(char32_t character);
    std::size_t count() const { return characters_.size(); }
    /// A ToUnicode map (ISO 32000-1, 9.10.3) for all codes given out.
    std::string to_unicode() const;

private:
    std::unordered_map<char32_t, std::uint16_t> codes_;
    std::u32string characters_;
};

/// From pixels of an upright page to the coordinates of a PDF page (origin bottom left, points):
/// x' = a x + c y + e, y' = b x + d y + f. Turns and scales equally both ways.
struct PageToPdf {
    double a = 1, b = 0, c = 0, d = -1, e = 0, f = 0;
};

/// A PDF page's own frame: the box that is shown of it, in its own coordinates, and its /Rotate.
struct PdfPageFrame {
    double left_pt = 0, bottom_pt = 0, right_pt = 0, top_pt = 0;
    int rotate_degrees = 0;  ///< 0, 90, 180, 270
};

/// For a page read from this frame and turned clockwise by page.turned_degrees to stand upright.
PageToPdf page_to_pdf(const Page& page, const PdfPageFrame& frame);

/// Whether all words of the page were recognised, none taken from the file's own text.
bool is_recognised_whole(const Page& page);

/// The page's words that are to be laid over it: all of them when they were recognised, those without a place
/// in the file's own text when both stand together, none otherwise.
std::vector<Line> recognised_lines(const Page& page);

/// Operators (ISO 32000-1, 9.4) that set each word, repaired, unseen (render mode 3) in its place: as wide as
/// its box, as high as its line, level, and on a skewed page at its own height. `font` is its name among the
/// page's resources, without the slash.
std::string unseen_text(const std::vector<Line>& lines, const PageToPdf& to_pdf, const std::string& font,
                        CharacterCodes& codes);

}  // namespace akt
