#include "ocr/pages/columns.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cstddef>
#include <vector>

#include "ocr/pages/coarse_ink.h"

namespace akt {
namespace {

constexpr int kGutter_px = 10;  // 2.5 mm; columns nearer to one another than that are not printed
constexpr int kFaintestInk = 175;

/// For every row, how much ink stands to the left of each place; the last is the row's whole ink.
class InkBefore {
public:
    explicit InkBefore(Pix* ink)
        : width_px_(static_cast<int>(pixGetWidth(ink))), height_px_(static_cast<int>(pixGetHeight(ink))) {
        counts_.reserve(static_cast<std::size_t>(height_px_) * static_cast<std::size_t>(width_px_ + 1));
        const l_uint32* line = pixGetData(ink);
        for (int y = 0; y < height_px_; ++y, line += pixGetWpl(ink)) {
            int count = 0;
            counts_.push_back(0);
            for (int x = 0; x < width_px_; ++x)
                counts_.push_back(count += static_cast<int>(GET_DATA_BIT(line, x)));
        }
    }
    int width_px() const { return width_px_; }
    int height_px() const { return height_px_; }
    int between(int y, int left_px, int right_px) const { return at(y, right_px) - at(y, left_px); }

private:
    int at(int y, int x) const {
        return counts_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_px_ + 1) +
                       static_cast<std::size_t>(x)];
    }
    int width_px_, height_px_;
    std::vector<int> counts_;
};

/// Slides a window down the strip, with at most some specks in it, as high as it can be.
bool is_gutter(const InkBefore& ink, int left_px) {
    const int right_px = left_px + kGutter_px, height_px = ink.height_px();
    const int specks_most = std::max(2, height_px / 400);  // a crossing line of print has more rows
    const int rows_least = height_px / 5;
    const auto both_sides_least = static_cast<std::size_t>(height_px / 20);
    const int width_px = ink.width_px();
    const auto crossed = [&](int y) { return ink.between(y, left_px, right_px) > 0 ? 1 : 0; };
    // Lines of a column begin at its edge; what they end at is less even.
    const auto both_sides = [&](int y) {
        return ink.between(y, left_px - width_px / 6, left_px) > 0 &&
                       ink.between(y, right_px, right_px + width_px / 10) > 0
                   ? 1
                   : 0;
    };
    // A column is at least a quarter of the page wide.
    const auto reaches_left = [&](int y) { return ink.between(y, 0, left_px - width_px / 4) > 0 ? 1 : 0; };
    const auto reaches_right = [&](int y) {
        return ink.between(y, right_px + width_px / 4, width_px) > 0 ? 1 : 0;
    };
    std::vector<int> printed;  // rows with print on both sides
    std::size_t first = 0;     // of those in the window
    int top = 0, specks = 0, far_left = 0, far_right = 0;
    for (int y = 0; y < height_px; ++y) {
        specks += crossed(y), far_left += reaches_left(y), far_right += reaches_right(y);
        if (both_sides(y) != 0) printed.push_back(y);
        for (; specks > specks_most; ++top)
            specks -= crossed(top), far_left -= reaches_left(top), far_right -= reaches_right(top);
        while (first < printed.size() && printed[first] < top) ++first;
        if (printed.size() < first + both_sides_least || far_left == 0 || far_right == 0) continue;
        if (printed.back() - printed[first] >= rows_least) return true;
    }
    return false;
}

}  // namespace

bool may_have_columns(const PageImage& upright) {
    constexpr int kSmallest_px = 64;
    if (std::min(upright.width_px(), upright.height_px()) < kSmallest_px) return false;
    const PixPtr pix = coarse_ink(upright, kFaintestInk);
    if (!pix) return true;
    const InkBefore ink(pix.get());
    const int quarter_px = ink.width_px() / 4 + 1;
    for (int x = quarter_px; x + kGutter_px + quarter_px < ink.width_px(); x += 2) {
        if (is_gutter(ink, x)) return true;
    }
    return false;
}

}  // namespace akt
