#include "ocr/pages/unseen_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

#include "ocr/base/utf8.h"
#include "ocr/pages/glyphless_font.h"

namespace akt {
namespace {

constexpr std::size_t kMostCodes = 65'535;
constexpr std::size_t kRangesAtOnce = 100;  // a CMap's bfchar section may not be longer (Adobe TN 5014)

void append_hex(std::string& out, std::uint32_t value) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    for (int shift = 12; shift >= 0; shift -= 4) out += kDigits[(value >> shift) & 0xFU];
}

/// At most four decimals, no exponent, never "-0".
void append_number(std::string& out, double value) {
    if (!std::isfinite(value) || std::abs(value) < 0.00005) value = 0;
    value = std::clamp(value, -1e7, 1e7);
    std::array<char, 40> text{};
    char* end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, 4).ptr;
    while (end[-1] == '0') --end;
    if (end[-1] == '.') --end;
    out.append(text.data(), end);
    out += ' ';
}

double middle_x(const PixelBox& box) {
    return (static_cast<double>(box.left_px) + box.right_px) / 2;
}
double middle_y(const PixelBox& box) {
    return (static_cast<double>(box.top_px) + box.bottom_px) / 2;
}

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// How much a long line falls for each pixel to the right; nothing for a short one, where ascenders and
/// descenders would speak louder than the skew.
std::optional<double> slope_of(const Line& line) {
    if (line.words.size() < 4 || line.box.width_px() < 10 * line.words.front().box().height_px())
        return std::nullopt;
    double sum_x = 0, sum_y = 0, sum_xx = 0, sum_xy = 0, n = 0;
    for (const Word& word : line.words) {
        const double x = middle_x(word.box()) - line.box.left_px, y = middle_y(word.box()) - line.box.top_px;
        sum_x += x, sum_y += y, sum_xx += x * x, sum_xy += x * y, n += 1;
    }
    const double spread = n * sum_xx - sum_x * sum_x;
    if (spread <= 0) return std::nullopt;
    return (n * sum_xy - sum_x * sum_y) / spread;
}

/// The skew all lines of a page share, as a slope; 0 when it is hardly any.
double page_slope(const std::vector<Line>& lines) {
    constexpr double kHardlyAny = 0.003, kSteepest = 0.3;
    std::vector<double> slopes;
    for (const Line& line : lines) {
        if (const auto slope = slope_of(line)) slopes.push_back(*slope);
    }
    if (slopes.empty()) return 0;
    const double slope = median(std::move(slopes));
    return std::abs(slope) < kHardlyAny || std::abs(slope) > kSteepest ? 0 : slope;
}

/// The strip of paper a line stands on: how far above and below the line through its first word's middle it
/// reaches.
struct Strip {
    double above_px = 0, below_px = 0;
};

double height_without_skew(const PixelBox& box, double slope) {
    return std::max(box.height_px() - std::abs(slope) * box.width_px(), box.height_px() / 2.0);
}

/// Where the word's middle lies on, seen along the skew.
double levelled_y(const PixelBox& box, double slope, double origin_x) {
    return middle_y(box) - slope * (middle_x(box) - origin_x);
}

class PageText {
public:
    PageText(const PageToPdf& to_pdf, double slope, CharacterCodes& codes)
        : to_pdf_(to_pdf), slope_(slope), codes_(codes) {
        scale_ = std::hypot(to_pdf.a, to_pdf.b);
    }

    void add(const Line& line, const std::string& font) {
        std::vector<double> heights;
        for (const Word& word : line.words) {
            if (!word.box().empty()) heights.push_back(height_without_skew(word.box(), slope_));
        }
        if (heights.empty()) return;
        const double usual_px = median(heights);
        const double origin_x = middle_x(line.words.front().box());
        double top = 1e9, bottom = -1e9;
        for (const Word& word : line.words) {
            const double height_px = height_without_skew(word.box(), slope_);
            if (word.box().empty() || height_px > 1.6 * usual_px) continue;
            const double y = levelled_y(word.box(), slope_, origin_x);
            top = std::min(top, y - height_px / 2), bottom = std::max(bottom, y + height_px / 2);
        }
        for (std::size_t i = 0; i < line.words.size(); ++i) {
            const PixelBox& box = line.words[i].box();
            if (box.empty()) continue;
            const double height_px = height_without_skew(box, slope_);
            const double y = levelled_y(box, slope_, origin_x);
            if (height_px > 1.6 * usual_px)
                set(line.words[i], i + 1 == line.words.size(), y - height_px / 2, y + height_px / 2, origin_x,
                    font);
            else
                set(line.words[i], i + 1 == line.words.size(), top, bottom, origin_x, font);
        }
    }

    std::string operators() && { return std::move(out_); }

private:
    /// `top` and `bottom`: of the strip, seen along the skew from `origin_x`.
    void set(const Word& word, bool is_last, double top, double bottom, double origin_x,
             const std::string& font) {
        const std::u32string text = to_utf32(word.text());
        if (text.empty()) return;
        const double size_px = std::max(bottom - top, 1.0);
        constexpr double kAdvance = kGlyphlessAdvance / 1000.0, kDescent = kGlyphlessDescent / 1000.0;
        const double left_px = word.box().left_px;
        const double baseline_px = bottom - kDescent * size_px + slope_ * (middle_x(word.box()) - origin_x);
        const double stretch =
            100.0 * word.box().width_px() / (static_cast<double>(text.size()) * kAdvance * size_px);

        out_ += '/';
        out_ += font;
        out_ += ' ';
        append_number(out_, size_px * scale_);
        out_ += "Tf ";
        append_number(out_, stretch);
        out_ += "Tz ";
        // The text's y axis runs upwards, the page's downwards. Every word stands level, also on a skewed
        // page: Poppler takes words apart whose letters do not stand at one height.
        append_number(out_, to_pdf_.a / scale_);
        append_number(out_, to_pdf_.b / scale_);
        append_number(out_, -to_pdf_.c / scale_);
        append_number(out_, -to_pdf_.d / scale_);
        append_number(out_, to_pdf_.a * left_px + to_pdf_.c * baseline_px + to_pdf_.e);
        append_number(out_, to_pdf_.b * left_px + to_pdf_.d * baseline_px + to_pdf_.f);
        out_ += "Tm <";
        for (const char32_t c : text) append_hex(out_, codes_.code_of(c));
        if (!is_last) append_hex(out_, codes_.code_of(U' '));
        out_ += "> Tj\n";
    }

    const PageToPdf& to_pdf_;
    double slope_, scale_ = 1;
    CharacterCodes& codes_;
    std::string out_;
};

}  // namespace

std::uint16_t CharacterCodes::code_of(char32_t character) {
    const auto known = codes_.find(character);
    if (known != codes_.end()) return known->second;
    if (characters_.size() + 1 == kMostCodes) character = U'\uFFFD';
    if (characters_.size() == kMostCodes) return static_cast<std::uint16_t>(kMostCodes);
    characters_ += character;
    const auto code = static_cast<std::uint16_t>(characters_.size());
    codes_[character] = code;
    return code;
}

std::string CharacterCodes::to_unicode() const {
    std::string map =
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
    for (std::size_t first = 0; first < characters_.size(); first += kRangesAtOnce) {
        const std::size_t last = std::min(characters_.size(), first + kRangesAtOnce);
        map += std::to_string(last - first) + " beginbfchar\n";
        for (std::size_t i = first; i < last; ++i) {
            const auto c = static_cast<std::uint32_t>(characters_[i]);
            map += '<';
            append_hex(map, static_cast<std::uint32_t>(i + 1));
            map += "> <";
            if (c > 0xFFFF) {
                append_hex(map, 0xD800U + ((c - 0x10000U) >> 10U));
                append_hex(map, 0xDC00U + ((c - 0x10000U) & 0x3FFU));
            } else {
                append_hex(map, c);
            }
            map += ">\n";
        }
        map += "endbfchar\n";
    }
    return map + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

PageToPdf page_to_pdf(const Page& page, const PdfPageFrame& frame) {
    const double s = 72.0 / std::max(page.dpi, 1);
    const double width_pt = frame.right_pt - frame.left_pt, height_pt = frame.top_pt - frame.bottom_pt;
    const bool lies = frame.rotate_degrees % 180 != 0;
    const double shown_width = lies ? height_pt : width_pt, shown_height = lies ? width_pt : height_pt;
    // Upright page to the page as shown, both in points with the origin top left: the turn undone.
    PageToPdf shown;
    switch (page.turned_degrees) {
        case 90: shown = {0, -s, s, 0, 0, shown_height}; break;
        case 180: shown = {-s, 0, 0, -s, shown_width, shown_height}; break;
        case 270: shown = {0, s, -s, 0, shown_width, 0}; break;
        default: shown = {s, 0, 0, s, 0, 0};
    }
    // The page as shown to the page's own coordinates.
    PageToPdf own;
    switch (frame.rotate_degrees) {
        case 90: own = {0, 1, 1, 0, frame.left_pt, frame.bottom_pt}; break;
        case 180: own = {-1, 0, 0, 1, frame.right_pt, frame.bottom_pt}; break;
        case 270: own = {0, -1, -1, 0, frame.right_pt, frame.top_pt}; break;
        default: own = {1, 0, 0, -1, frame.left_pt, frame.top_pt};
    }
    return {own.a * shown.a + own.c * shown.b,         own.b * shown.a + own.d * shown.b,
            own.a * shown.c + own.c * shown.d,         own.b * shown.c + own.d * shown.d,
            own.a * shown.e + own.c * shown.f + own.e, own.b * shown.e + own.d * shown.f + own.f};
}

bool is_recognised_whole(const Page& page) {
    if (page.how != PageReading::both) return page.how == PageReading::ocr;
    return std::any_of(page.others.begin(), page.others.end(), [](const OtherReading& other) {
        return other.source == OtherReading::Source::text_layer;
    });
}

std::vector<Line> recognised_lines(const Page& page) {
    if (is_recognised_whole(page)) return page.lines;
    std::vector<Line> added;
    if (page.how != PageReading::both) return added;
    for (const Line& line : page.lines) {
        Line ours = line;
        std::erase_if(ours.words, [](const Word& word) { return word.confidence() >= 1.0F; });
        if (!ours.words.empty()) added.push_back(std::move(ours));
    }
    return added;
}

std::string unseen_text(const std::vector<Line>& lines, const PageToPdf& to_pdf, const std::string& font,
                        CharacterCodes& codes) {
    PageText text(to_pdf, page_slope(lines), codes);
    for (const Line& line : lines) {
        if (!line.words.empty()) text.add(line, font);
    }
    std::string operators = std::move(text).operators();
    if (operators.empty()) return {};
    return "q BT 3 Tr\n" + operators + "ET Q\n";
}

}  // namespace akt
