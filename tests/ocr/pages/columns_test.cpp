#include "ocr/pages/columns.h"

#include <doctest/doctest.h>

#include <functional>
#include <vector>

#include "ocr/pages/page_source.h"

using akt::PageImage;

namespace {

constexpr int kWidth_px = 1240, kHeight_px = 1754;

/// A page at 150 dpi with lines of print wherever `has_print` says so.
PageImage page(const std::function<bool(int x, int y)>& has_print) {
    std::vector<unsigned char> grey;
    grey.reserve(static_cast<std::size_t>(kWidth_px) * kHeight_px);
    for (int y = 0; y < kHeight_px; ++y) {
        for (int x = 0; x < kWidth_px; ++x) {
            const bool letters =
                y % 30 < 14 && (x + y / 30 * 37) % 80 < 70;  // words end elsewhere in each line
            grey.push_back(letters && has_print(x, y) ? 20 : 250);
        }
    }
    return PageImage::from_grey_rows(grey.data(), kWidth_px, kWidth_px, kHeight_px, 150);
}

bool in_text(int x, int y) {
    return x > 120 && x < 1120 && y > 150 && y < 1600;
}

}  // namespace

TEST_CASE("columns are looked for only where there may be some") {
    const auto gutter = [](int from_px, int to_px, int top_px, int bottom_px) {
        return page([=](int x, int y) {
            return in_text(x, y) && !(x > from_px && x < to_px && y > top_px && y < bottom_px);
        });
    };
    CHECK(may_have_columns(gutter(600, 640, 0, kHeight_px)));
    CHECK(may_have_columns(gutter(500, 530, 800, 1300)));  // in a part of the page
    CHECK_FALSE(may_have_columns(page(in_text)));
    CHECK_FALSE(may_have_columns(gutter(600, 640, 150, 350)));       // a letterhead in two halves
    CHECK_FALSE(may_have_columns(gutter(200, 240, 0, kHeight_px)));  // numbers of a list
    // Lines that end in the middle have nothing to their right.
    CHECK_FALSE(may_have_columns(page([](int x, int y) { return in_text(x, y) && x < 700; })));
    CHECK_FALSE(may_have_columns(page([](int, int) { return false; })));
    CHECK_FALSE(may_have_columns(
        PageImage::from_grey_rows(std::vector<unsigned char>(400, 0).data(), 20, 20, 20, 300)));
}
