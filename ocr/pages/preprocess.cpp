#include "ocr/pages/preprocess.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <memory>
#include <numbers>
#include <utility>
#include <vector>

#include "ocr/base/error.h"
#include "ocr/pages/pix_ptr.h"

namespace akt {
namespace {

constexpr int kSmallestSide_px = 64;
constexpr int kPreviewDpi = 150;

Pix* writable(const PageImage& image) {
    return const_cast<Pix*>(image.pix());
}  // Leptonica's inputs are not const

PageImage copy_of(const PageImage& image) {
    return PageImage(pixCopy(nullptr, image.pix()), image.dpi());
}

bool too_small(const PageImage& image) {
    return std::min(image.width_px(), image.height_px()) < kSmallestSide_px;
}

PixPtr scaled(Pix* grey, double factor) {
    if (factor > 0.98 && factor < 1.02) return PixPtr(pixClone(grey));
    const auto f = static_cast<l_float32>(factor);
    // Averaging areas keeps thin strokes; interpolation would step over them.
    return PixPtr(factor < 0.7 ? pixScaleAreaMap(grey, f, f) : pixScaleGeneral(grey, f, f, 0.0F, 0));
}

PixPtr whitened(Pix* grey) {
    PixPtr even(pixBackgroundNormSimple(grey, nullptr, nullptr));
    return even ? std::move(even) : PixPtr(pixClone(grey));
}

/// Black print on white at about the preview's resolution.
PixPtr bilevel_preview(const PageImage& image) {
    // Finer pictures hold no more for it; coarser ones are too coarse for the shapes looked for.
    PixPtr small = scaled(writable(image), static_cast<double>(kPreviewDpi) / image.dpi());
    if (!small) return nullptr;
    const PixPtr even = whitened(small.get());
    Pix* bilevel = nullptr;
    const l_int32 tile = std::max(kSmallestSide_px, static_cast<int>(pixGetWidth(even.get())) / 4);
    if (pixOtsuAdaptiveThreshold(even.get(), tile, tile, 2, 2, 0.1F, nullptr, &bilevel) != 0) return nullptr;
    return PixPtr(bilevel);
}

/// The brightness nine tenths of the pixels stay under: the paper's, unless print covers nearly all.
int paper_level(Pix* grey, const PixelBox& tile) {
    std::array<int, 256> count{};
    int total = 0;
    const l_uint32* line = pixGetData(grey) + std::ptrdiff_t{tile.top_px} * pixGetWpl(grey);
    for (int y = tile.top_px; y < tile.bottom_px; ++y, line += pixGetWpl(grey)) {
        for (int x = tile.left_px; x < tile.right_px; ++x, ++total) ++count[GET_DATA_BYTE(line, x)];
    }
    int level = 255;
    for (int above = count[255]; level > 0 && above * 10 < total;)
        above += count[static_cast<std::size_t>(--level)];
    return level;
}

}  // namespace

bool is_blank(const PageImage& image) {
    if (too_small(image)) return false;
    const PixPtr small = scaled(writable(image), std::min(1.0, 100.0 / image.dpi()));
    if (!small) return false;
    const PixPtr even = whitened(small.get());
    // Scanners darken the rim of a sheet.
    const int width_px = static_cast<int>(pixGetWidth(even.get())),
              height_px = static_cast<int>(pixGetHeight(even.get()));
    const int rim_px = std::min(width_px, height_px) / 25;
    const BoxPtr inner(boxCreate(rim_px, rim_px, width_px - 2 * rim_px, height_px - 2 * rim_px));
    const PixPtr sheet(pixClipRectangle(even.get(), inner.get(), nullptr));
    if (!sheet) return false;
    constexpr l_int32 kFaintestInk = 175;  // paper is evened to 200
    const PixPtr ink(pixThresholdToBinary(sheet.get(), kFaintestInk));
    l_int32 ink_px = 0;
    if (!ink || pixCountPixels(ink.get(), &ink_px, nullptr) != 0) return false;
    const double area_px = static_cast<double>(pixGetWidth(ink.get())) * pixGetHeight(ink.get());
    return ink_px < 0.00005 * area_px;
}

Orientation find_orientation(const PageImage& image) {
    if (too_small(image)) return {};
    const PixPtr bilevel = bilevel_preview(image);
    constexpr l_int32 kFewest = 50;  // ascenders and descenders together
    l_float32 up = 0, left = 0;
    if (!bilevel || pixUpDownDetect(bilevel.get(), &up, kFewest, 0, 0) != 0) return {};
    // A page that lies on its side reaches 7; it is turned only when it may be one.
    constexpr l_float32 kStands = 9;
    const bool may_lie = std::abs(up) < kStands;
    if (may_lie && pixOrientDetect(bilevel.get(), &up, &left, kFewest, 0) != 0) return {};
    // up > 0: ascenders stand above; left > 0: they stand to the left, so a clockwise turn puts them up.
    if (std::abs(up) >= std::abs(left)) return {up >= 0 ? 0 : 180, std::abs(up)};
    return {left > 0 ? 90 : 270, std::abs(left)};
}

double find_skew_degrees(const PageImage& upright) {
    if (too_small(upright)) return 0;
    const PixPtr bilevel = bilevel_preview(upright);
    if (!bilevel) return 0;
    // On upright pages right answers have a confidence of 7 and more, wrong ones under 2.
    constexpr l_float32 kMinConfidence = 3.0F, kRange = 16.0F, kStep = 1.0F, kPrecision = 0.01F;
    constexpr l_float32 kLevel = 0.1F;  // turning would blur more than it mends
    l_float32 angle = 0, confidence = 0;
    if (pixFindSkewSweepAndSearch(bilevel.get(), &angle, &confidence, 4, 2, kRange, kStep, kPrecision) != 0)
        return 0;
    return confidence >= kMinConfidence && std::abs(angle) >= kLevel ? static_cast<double>(angle) : 0.0;
}

PageImage turned(const PageImage& image, int degrees) {
    if (degrees == 0) return copy_of(image);
    PixPtr result(pixRotateOrth(writable(image), degrees / 90));
    if (!result)
        throw Error(ErrorCode::limit_exceeded, "", "a page's picture needs more memory than there is");
    return PageImage(result.release(), image.dpi());
}

PixelBox PreparedImage::on_page(const PixelBox& box) const {
    // Rotation was about the centre and kept the size.
    const double centre_x = image_.width_px() / 2.0, centre_y = image_.height_px() / 2.0;
    const double angle = -skew_degrees_ * std::numbers::pi / 180.0, c = std::cos(angle), s = std::sin(angle);
    // A word's box would grow by its length times the sine: its middle line is turned back instead, and its
    // height kept.
    const double middle_y = (box.top_px + box.bottom_px) / 2.0 - centre_y,
                 half_height = box.height_px() / 2.0;
    const auto turned_x = [&](double x) { return centre_x + c * (x - centre_x) - s * middle_y; };
    const auto turned_y = [&](double x) { return centre_y + s * (x - centre_x) + c * middle_y; };
    const double left_y = turned_y(box.left_px), right_y = turned_y(box.right_px);
    const auto to_page = [this](double value, int most) {
        return static_cast<int>(std::clamp(std::lround(value / scale_), 0L, static_cast<long>(most)));
    };
    return {to_page(turned_x(box.left_px), page_width_px_),
            to_page(std::min(left_y, right_y) - half_height, page_height_px_),
            to_page(turned_x(box.right_px), page_width_px_),
            to_page(std::max(left_y, right_y) + half_height, page_height_px_)};
}

bool has_uneven_light(const PageImage& image) {
    if (too_small(image)) return false;
    const PixPtr small = scaled(writable(image), std::min(1.0, 400.0 / image.width_px()));
    if (!small) return false;
    constexpr int kTiles = 8;
    constexpr int kBorneDifference = 40;  // a lamp's or a spine's shadow is 60 and more
    const int width_px = static_cast<int>(pixGetWidth(small.get())),
              height_px = static_cast<int>(pixGetHeight(small.get()));
    std::vector<int> paper;
    for (int row = 0; row < kTiles; ++row) {
        for (int column = 0; column < kTiles; ++column) {
            paper.push_back(
                paper_level(small.get(), {column * width_px / kTiles, row * height_px / kTiles,
                                          (column + 1) * width_px / kTiles, (row + 1) * height_px / kTiles}));
        }
    }
    std::sort(paper.begin(), paper.end());
    // A few tiles may be pictures or the scanner's lid.
    return paper[paper.size() * 9 / 10] - paper[paper.size() / 10] > kBorneDifference;
}

bool is_dithered(const PageImage& image) {
    constexpr int kLooked_px = 600;  // of the middle of the page
    constexpr int kDark = 128;
    const int width_px = std::min(image.width_px(), kLooked_px),
              height_px = std::min(image.height_px(), kLooked_px);
    const BoxPtr middle(boxCreate((image.width_px() - width_px) / 2, (image.height_px() - height_px) / 2,
                                  width_px, height_px));
    const PixPtr looked(pixClipRectangle(writable(image), middle.get(), nullptr));
    const PixPtr dark(looked ? pixThresholdToBinary(looked.get(), kDark) : nullptr);
    // A dark pixel (the origin, a hit) with eight light ones about it (misses).
    const std::unique_ptr<Sel, void (*)(Sel*)> alone(selCreateFromString("ooooXoooo", 3, 3, nullptr),
                                                     [](Sel* sel) { selDestroy(&sel); });
    const PixPtr dots(dark && alone ? pixHMT(nullptr, dark.get(), alone.get()) : nullptr);
    l_int32 dots_px = 0;
    if (!dots || pixCountPixels(dots.get(), &dots_px, nullptr) != 0) return false;
    // One pixel in fifty stands alone; on grainy scans one in several hundred does.
    return 50.0 * dots_px > static_cast<double>(width_px) * height_px;
}

PageImage smoothed(const PageImage& image) {
    PixPtr even(pixBlockconv(writable(image), 1, 1));
    return even ? PageImage(even.release(), image.dpi()) : copy_of(image);
}

PageImage cut_out(const PageImage& image, const PixelBox& part, const std::vector<PixelBox>& erased) {
    const BoxPtr place(boxCreate(part.left_px, part.top_px, part.width_px(), part.height_px()));
    PixPtr cut(pixClipRectangle(writable(image), place.get(), nullptr));
    if (!cut) throw Error(ErrorCode::limit_exceeded, "", "there is no memory for a part of a page");
    const auto paper =
        static_cast<l_uint32>(paper_level(cut.get(), {0, 0, part.width_px(), part.height_px()}));
    for (const PixelBox& box : erased) {
        const BoxPtr inside(
            boxCreate(box.left_px - part.left_px, box.top_px - part.top_px, box.width_px(), box.height_px()));
        pixSetInRectArbitrary(cut.get(), inside.get(), paper);
    }
    return PageImage(cut.release(), image.dpi());
}

PageImage at_resolution(const PageImage& image, int dpi) {
    if (image.dpi() <= dpi) return copy_of(image);
    PixPtr small = scaled(writable(image), static_cast<double>(dpi) / image.dpi());
    return small ? PageImage(small.release(), dpi) : copy_of(image);
}

PreparedImage prepare(const PageImage& upright, const Preparation& how) {
    const int width_px = upright.width_px(), height_px = upright.height_px();
    if (too_small(upright)) return {copy_of(upright), 0, 1, width_px, height_px};
    const double scale = static_cast<double>(how.dpi) / upright.dpi();
    PixPtr pix = scaled(writable(upright), scale);
    if (pix && how.even_light) pix = whitened(pix.get());
    if (pix && how.smooth) pix.reset(pixBlockconv(pix.get(), 1, 1));
    if (pix && how.skew_degrees != 0) {
        const auto radians = static_cast<l_float32>(how.skew_degrees * std::numbers::pi / 180.0);
        pix.reset(pixRotate(pix.get(), radians, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
    }
    if (!pix) throw Error(ErrorCode::limit_exceeded, "", "a page's picture needs more memory than there is");
    const double true_scale = static_cast<double>(pixGetWidth(pix.get())) / width_px;
    return {PageImage(pix.release(), how.dpi), how.skew_degrees, true_scale, width_px, height_px};
}

}  // namespace akt
