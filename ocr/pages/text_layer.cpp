#include "ocr/pages/text_layer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "ocr/base/utf8.h"

namespace akt {
namespace {

constexpr char32_t kSoftHyphen = 0xAD;

std::u32string_view ligature_letters(char32_t code_point) {
    constexpr std::array<std::u32string_view, 7> kLigatures{U"ff",  U"fi", U"fl", U"ffi",
                                                            U"ffl", U"st", U"st"};
    if (code_point < 0xFB00 || code_point > 0xFB06) return {};
    return kLigatures[code_point - 0xFB00];
}

bool is_hidden(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF || c == 0xFFFE ||
           c == 0xFFFF;
}

/// The turn most of the letters need to read rightwards, clockwise degrees.
int turn_of(const std::vector<LayerWord>& words) {
    std::array<std::size_t, 4> letters{};
    for (const LayerWord& word : words)
        letters[static_cast<std::size_t>(word.quarter_turns & 3)] += word.text.size();
    const auto most = std::max_element(letters.begin(), letters.end()) - letters.begin();
    return static_cast<int>((4 - most) % 4) * 90;
}

/// The word's box after turning the page clockwise.
LayerWord turned(LayerWord word, int degrees, double width_pt, double height_pt) {
    const LayerWord w = word;
    if (degrees == 90) {
        word.left_pt = height_pt - w.bottom_pt, word.right_pt = height_pt - w.top_pt;
        word.top_pt = w.left_pt, word.bottom_pt = w.right_pt;
    } else if (degrees == 180) {
        word.left_pt = width_pt - w.right_pt, word.right_pt = width_pt - w.left_pt;
        word.top_pt = height_pt - w.bottom_pt, word.bottom_pt = height_pt - w.top_pt;
    } else if (degrees == 270) {
        word.left_pt = w.top_pt, word.right_pt = w.bottom_pt;
        word.top_pt = width_pt - w.right_pt, word.bottom_pt = width_pt - w.left_pt;
    }
    return word;
}

double height_of(const LayerWord& word) {
    return word.bottom_pt - word.top_pt;
}

/// Whether `next` stands on the same printed line as `last`, to its right.
bool continues_line(const LayerWord& last, const LayerWord& next) {
    const double overlap = std::min(last.bottom_pt, next.bottom_pt) - std::max(last.top_pt, next.top_pt);
    const double lower = std::min(height_of(last), height_of(next));
    return overlap >= 0.5 * lower && next.left_pt >= last.left_pt && last.quarter_turns == next.quarter_turns;
}

/// Pieces that touch are one word: "(", "§", an index, a change of font inside a word.
bool touches(const LayerWord& last, const LayerWord& next) {
    const double gap = next.left_pt - last.right_pt;
    return !last.space_after && std::abs(gap) < 0.1 * std::min(height_of(last), height_of(next));
}

LayerWord joined(LayerWord a, const LayerWord& b) {
    a.text += b.text;
    a.right_pt = std::max(a.right_pt, b.right_pt);
    a.top_pt = std::min(a.top_pt, b.top_pt);
    a.bottom_pt = std::max(a.bottom_pt, b.bottom_pt);
    a.space_after = b.space_after;
    return a;
}

/// Most lines stand above the one before them.
bool runs_upwards(const std::vector<std::vector<LayerWord>>& lines) {
    int up = 0, down = 0;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const LayerWord &before = lines[i - 1].front(), &here = lines[i].front();
        up += here.bottom_pt <= before.top_pt ? 1 : 0;
        down += here.top_pt >= before.bottom_pt ? 1 : 0;
    }
    return up > down;
}

/// A coordinate of a damaged file may be anything; a box of ours is on its page.
PixelBox box_of(const LayerWord& word, double px_per_pt, const Page& page) {
    const auto clamp_px = [](double value, int most) {
        return std::isfinite(value) ? static_cast<int>(std::clamp(value, 0.0, static_cast<double>(most))) : 0;
    };
    return {clamp_px(std::floor(word.left_pt * px_per_pt), page.width_px),
            clamp_px(std::floor(word.top_pt * px_per_pt), page.height_px),
            clamp_px(std::ceil(word.right_pt * px_per_pt), page.width_px),
            clamp_px(std::ceil(word.bottom_pt * px_per_pt), page.height_px)};
}

/// Paragraphs are told by the white between lines, columns by a jump upwards or aside.
bool starts_block(const PixelBox& previous, const PixelBox& line) {
    const int height_px = std::max(1, std::min(previous.height_px(), line.height_px()));
    const int gap_px = line.top_px - previous.bottom_px;
    if (gap_px > height_px * 7 / 10 || gap_px < -height_px) return true;
    return line.right_px < previous.left_px || line.left_px > previous.right_px;
}

}  // namespace

std::string clean_layer_text(std::string_view text) {
    const std::u32string given = to_utf32(text);
    std::u32string kept;
    for (std::size_t i = 0; i < given.size(); ++i) {
        const char32_t c = given[i];
        if (c == kSoftHyphen) {
            if (i + 1 == given.size() && i > 0) kept += U'-';
        } else if (const std::u32string_view letters = ligature_letters(c); !letters.empty()) {
            kept += letters;
        } else if (!is_hidden(c) && !is_space(c)) {
            kept += c;
        }
    }
    return to_nfc(to_utf8(kept));
}

void fill_from_layer(Page& page, std::vector<LayerWord> words, double width_pt, double height_pt) {
    page.turned_degrees = turn_of(words);
    const bool sideways = page.turned_degrees % 180 != 0;
    const double px_per_pt = page.dpi / 72.0;
    page.width_px = static_cast<int>(std::ceil((sideways ? height_pt : width_pt) * px_per_pt));
    page.height_px = static_cast<int>(std::ceil((sideways ? width_pt : height_pt) * px_per_pt));

    std::vector<std::vector<LayerWord>> lines;
    for (LayerWord& word : words) {
        word = turned(std::move(word), page.turned_degrees, width_pt, height_pt);
        if (lines.empty() || !continues_line(lines.back().back(), word)) {
            lines.push_back({std::move(word)});
        } else if (touches(lines.back().back(), word)) {
            lines.back().back() = joined(std::move(lines.back().back()), word);
        } else {
            lines.back().push_back(std::move(word));
        }
    }

    // Poppler gives the lines of a page that lies on its right side from the last to the first.
    if (page.turned_degrees != 0 && runs_upwards(lines)) std::reverse(lines.begin(), lines.end());

    page.lines.clear();
    for (const std::vector<LayerWord>& layer_line : lines) {
        Line line;
        for (const LayerWord& word : layer_line) {
            std::string text = clean_layer_text(word.text);
            if (text.empty()) continue;
            const PixelBox box = box_of(word, px_per_pt, page);
            line.box = united(line.box, box);
            line.words.emplace_back(std::move(text), box, 1.0F);
        }
        if (line.words.empty()) continue;
        if (!page.lines.empty())
            line.block = page.lines.back().block + (starts_block(page.lines.back().box, line.box) ? 1 : 0);
        page.lines.push_back(std::move(line));
    }
}

}  // namespace akt
