#include "ocr/pages/marked_picture.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "ocr/base/error.h"
#include "ocr/pages/preprocess.h"

namespace akt {
namespace {

constexpr int kMaxWidth_px = 2000;

struct Colour {
    l_uint8 red, green, blue;
};
constexpr Colour kSure{90, 200, 90}, kLikely{220, 210, 60}, kUnsure{250, 150, 40}, kGuess{240, 60, 60};
constexpr Colour kRepair{40, 80, 240}, kUncertain{230, 0, 200}, kLine{150, 170, 220}, kFrame{0, 170, 180},
    kBlock{110, 80, 160}, kClutter{220, 0, 0}, kOther{240, 130, 0};

Colour tint_of(float confidence) {
    if (confidence >= 0.9F) return kSure;
    if (confidence >= 0.75F) return kLikely;
    return confidence >= 0.5F ? kUnsure : kGuess;
}

/// Draws with the page's own coordinates on a picture of it in another size.
class Marker {
public:
    Marker(Pix* picture, double scale) : picture_(picture), scale_(scale) {}

    void tint(const PixelBox& box, const Colour& colour) {
        l_uint32 pixel = 0;
        composeRGBPixel(colour.red, colour.green, colour.blue, &pixel);
        if (const BoxPtr place = on_picture(box, 0)) pixBlendInRect(picture_, place.get(), pixel, 0.35F);
    }

    void frame(const PixelBox& box, const Colour& colour, int width_px, int margin_px = 0) {
        if (const BoxPtr place = on_picture(box, margin_px))
            pixRenderBoxArb(picture_, place.get(), width_px, colour.red, colour.green, colour.blue);
    }

    void cross_out(const PixelBox& box, const Colour& colour) {
        frame(box, colour, 1);
        line(box.left_px, box.top_px, box.right_px, box.bottom_px, colour);
        line(box.left_px, box.bottom_px, box.right_px, box.top_px, colour);
    }

    void underline(const PixelBox& box, const Colour& colour) {
        line(box.left_px, box.bottom_px, box.right_px, box.bottom_px, colour);
    }

    void number(const PixelBox& box, int value, const Colour& colour) {
        if (!font_) return;
        l_uint32 pixel = 0;
        composeRGBPixel(colour.red, colour.green, colour.blue, &pixel);
        l_int32 width_px = 0, overflows = 0;
        pixSetTextline(picture_, font_.get(), std::to_string(value).c_str(), pixel,
                       std::max(0, at(box.left_px) - 26), at(box.top_px) + 18, &width_px, &overflows);
    }

private:
    struct FontDestroyer {
        void operator()(L_Bmf* font) const { bmfDestroy(&font); }
    };

    int at(int px) const { return static_cast<int>(std::lround(px * scale_)); }

    BoxPtr on_picture(const PixelBox& box, int margin_px) const {
        if (box.empty()) return nullptr;
        const int left = std::max(0, at(box.left_px) - margin_px),
                  top = std::max(0, at(box.top_px) - margin_px);
        return BoxPtr(boxCreate(left, top, std::max(1, at(box.right_px) + margin_px - left),
                                std::max(1, at(box.bottom_px) + margin_px - top)));
    }

    void line(int x1_px, int y1_px, int x2_px, int y2_px, const Colour& colour) {
        pixRenderLineArb(picture_, at(x1_px), at(y1_px), at(x2_px), at(y2_px), 2, colour.red, colour.green,
                         colour.blue);
    }

    Pix* picture_;
    double scale_;
    std::unique_ptr<L_Bmf, FontDestroyer> font_{bmfCreate(nullptr, 12)};
};

void mark_words(Marker& marker, const Line& line) {
    for (const Word& word : line.words) {
        marker.tint(word.box(), tint_of(word.confidence()));
        if (word.repair()) marker.frame(word.box(), word.repair()->uncertain ? kUncertain : kRepair, 2);
    }
    marker.frame(line.box, line.role == LineRole::body ? kLine : kFrame, line.role == LineRole::body ? 1 : 3,
                 1);
}

void mark_blocks(Marker& marker, const Page& page) {
    int count = 0;
    for (auto first = page.lines.begin(); first != page.lines.end();) {
        const auto last = std::find_if(first, page.lines.end(),
                                       [&](const Line& line) { return line.block != first->block; });
        PixelBox box;
        for (auto line = first; line != last; ++line) box = united(box, line->box);
        marker.frame(box, kBlock, 2, 4);
        marker.number(box, ++count, kBlock);
        first = last;
    }
}

void mark(Marker& marker, const Page& page) {
    for (const Line& line : page.lines) mark_words(marker, line);
    mark_blocks(marker, page);
    for (const OtherReading& other : page.others) {
        for (const Line& line : other.lines) {
            for (const Word& word : line.words) {
                if (other.source == OtherReading::Source::clutter)
                    marker.cross_out(word.box(), kClutter);
                else
                    marker.underline(word.box(), kOther);
            }
        }
    }
}

}  // namespace

std::string render_marked_png(PageSource& source, const Page& page) {
    const std::string file_name = source.description().file_name;
    if (page.number < 1 || page.number > source.page_count())
        throw Error(ErrorCode::not_found, file_name, "has no page " + std::to_string(page.number));
    const std::optional<PageImage> picture = source.picture(page.number);
    if (!picture) throw Error(ErrorCode::usage, file_name, "is text and has no picture");
    const PageImage upright = turned(*picture, page.turned_degrees);

    const double scale = std::min(1.0, static_cast<double>(kMaxWidth_px) / upright.width_px());
    const auto factor = static_cast<l_float32>(scale);
    const PixPtr small(scale < 1 ? pixScaleAreaMap(const_cast<Pix*>(upright.pix()), factor, factor)
                                 : pixClone(const_cast<Pix*>(upright.pix())));
    const PixPtr drawn(small ? pixConvert8To32(small.get()) : nullptr);
    l_uint8* data = nullptr;
    std::size_t size_bytes = 0;
    if (drawn) {
        Marker marker(drawn.get(), scale);
        mark(marker, page);
    }
    if (!drawn || pixWriteMemPng(&data, &size_bytes, drawn.get(), 0.0F) != 0)
        throw Error(ErrorCode::limit_exceeded, file_name, "a page's picture needs more memory than there is");
    const std::unique_ptr<l_uint8, void (*)(void*)> owner(data, std::free);
    return {reinterpret_cast<const char*>(data), size_bytes};
}

}  // namespace akt
