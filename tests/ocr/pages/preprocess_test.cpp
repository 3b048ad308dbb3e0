#include "ocr/pages/preprocess.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <numbers>
#include <random>
#include <vector>

#include "ocr/pages/page_source.h"

using akt::PageImage;
using akt::PixelBox;

namespace {

class Canvas {
public:
    Canvas(int width_px, int height_px, unsigned char paper)
        : width_px_(width_px),
          height_px_(height_px),
          grey_(static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px), paper) {}

    template <class Tone>  // int(int x, int y, int now)
    void change(Tone tone) {
        for (int y = 0; y < height_px_; ++y) {
            for (int x = 0; x < width_px_; ++x) {
                unsigned char& at = grey_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_px_) +
                                          static_cast<std::size_t>(x)];
                at = static_cast<unsigned char>(std::clamp(tone(x, y, static_cast<int>(at)), 0, 255));
            }
        }
    }
    PageImage image(int dpi) const {
        return PageImage::from_grey_rows(grey_.data(), width_px_, width_px_, height_px_, dpi);
    }

private:
    int width_px_, height_px_;
    std::vector<unsigned char> grey_;
};

/// Rows of bars like words.
Canvas bars() {
    Canvas canvas(1240, 1754, 255);
    canvas.change([](int x, int y, int now) {
        const bool in_text = x > 150 && x < 1090 && y > 150 && y < 1600;
        return in_text && y % 40 < 14 && x % 90 < 70 ? 20 : now;
    });
    return canvas;
}

PageImage sample_page() {
    return *akt::open_page_source("corpus/samples/files/16-kungorelse-samrad.png", {})->picture(1);
}

struct Point {
    double x = 0, y = 0;
};

/// The point turned clockwise about the middle of `page`.
Point turned_about_middle(Point at, double degrees, const PageImage& page) {
    const double c = std::cos(degrees * std::numbers::pi / 180),
                 s = std::sin(degrees * std::numbers::pi / 180);
    const double middle_x = page.width_px() / 2.0, middle_y = page.height_px() / 2.0;
    return {middle_x + c * (at.x - middle_x) - s * (at.y - middle_y),
            middle_y + s * (at.x - middle_x) + c * (at.y - middle_y)};
}

/// The page laid askew on the scanner, clockwise.
PageImage askew(const PageImage& page, double degrees) {
    Canvas canvas(page.width_px(), page.height_px(), 255);
    canvas.change([&](int x, int y, int now) {
        const Point from = turned_about_middle({x + 0.5, y + 0.5}, -degrees, page);
        const int from_x = static_cast<int>(std::floor(from.x)),
                  from_y = static_cast<int>(std::floor(from.y));
        const bool inside =
            from_x >= 0 && from_y >= 0 && from_x < page.width_px() && from_y < page.height_px();
        return inside ? page.grey_at(from_x, from_y) : now;
    });
    return canvas.image(page.dpi());
}

}  // namespace

TEST_CASE("a page is blank when nothing but dust and a scanner's rim is on it") {
    Canvas dusty(850, 1100, 235);
    std::mt19937 random(3);
    dusty.change([&](int x, int, int now) { return x < 12 ? 60 : now + static_cast<int>(random() % 9) - 4; });
    CHECK(is_blank(dusty.image(100)));

    Canvas one_word(850, 1100, 235);
    one_word.change(
        [&](int x, int y, int now) { return x > 300 && x < 360 && y > 400 && y < 410 ? 40 : now; });
    CHECK_FALSE(is_blank(one_word.image(100)));

    Canvas faint(850, 1100, 235);
    faint.change([&](int x, int y, int now) {
        return x > 100 && x < 700 && y % 30 < 3 && y > 200 && y < 500 ? 185 : now;
    });
    CHECK_FALSE(is_blank(faint.image(100)));
    CHECK_FALSE(is_blank(sample_page()));
}

TEST_CASE("a printed page is put upright from any side") {
    const PageImage page = sample_page();
    for (const int degrees : {0, 90, 180, 270}) {
        CAPTURE(degrees);
        const akt::Orientation found = find_orientation(turned(page, degrees));
        CHECK((found.turned_degrees + degrees) % 360 == 0);
        CHECK(found.confidence > 5);
    }
}

TEST_CASE("turning four times by a quarter changes nothing") {
    const PageImage page = bars().image(150);
    PageImage around = turned(page, 90);
    CHECK(around.width_px() == page.height_px());
    for (int i = 0; i < 3; ++i) around = turned(around, 90);
    bool same = true;
    for (int y = 0; y < page.height_px(); y += 7) {
        for (int x = 0; x < page.width_px(); x += 5)
            same = same && around.grey_at(x, y) == page.grey_at(x, y);
    }
    CHECK(same);
}

TEST_CASE("skew is found and taken out, and boxes lead back to where the print stands") {
    const PageImage straight = sample_page();
    for (const double skew : {-14.0, -4.0, -0.7, 1.3, 6.0, 12.0}) {
        CAPTURE(skew);
        const PageImage page = askew(straight, skew);
        const double found_degrees = find_skew_degrees(page);
        CHECK(std::abs(found_degrees + skew) < 0.2);
        const akt::PreparedImage prepared =
            prepare(page, {.dpi = 2 * page.dpi(), .skew_degrees = found_degrees});
        CHECK(prepared.scale() == doctest::Approx(2).epsilon(0.01));
        // A word at the edge of the levelled page, far from the middle about which it was turned.
        const Point word{0.85 * straight.width_px(), 0.12 * straight.height_px()};
        const int x = static_cast<int>(2 * word.x), y = static_cast<int>(2 * word.y);
        const PixelBox back = prepared.on_page({x - 60, y - 20, x + 60, y + 20});
        const Point expected = turned_about_middle(word, skew, page);
        CHECK(std::abs((back.left_px + back.right_px) / 2.0 - expected.x) < 6);
        CHECK(std::abs((back.top_px + back.bottom_px) / 2.0 - expected.y) < 6);
        CHECK(back.width_px() >= 55);
        CHECK(back.width_px() <= 62);
        CHECK(back.height_px() >= 20);
        CHECK(back.height_px() <= 20 + 60 * std::sin(std::abs(skew) * std::numbers::pi / 180) + 3);
    }
}

TEST_CASE("a straight page is not resampled by turning") {
    const PageImage straight = sample_page();
    CHECK(std::abs(find_skew_degrees(straight)) < 0.3);
    const akt::PreparedImage prepared = prepare(straight, {.dpi = straight.dpi()});
    CHECK(prepared.image().width_px() == straight.width_px());
}

TEST_CASE("a shadow over the page is noticed and evened; print on white paper is left as it is") {
    Canvas shaded = bars();
    shaded.change([](int x, int, int now) { return now * (255 - x / 10) / 255; });
    CHECK(has_uneven_light(shaded.image(150)));
    CHECK_FALSE(has_uneven_light(bars().image(150)));
    const akt::PreparedImage even = prepare(shaded.image(150), {.dpi = 150, .even_light = true});
    const int left = even.image().grey_at(60, 900), right = even.image().grey_at(1180, 900);
    CHECK(std::abs(left - right) < 20);
}

TEST_CASE("a page whose greys are dots is noticed, and smoothed its print is found upright") {
    const PageImage page = sample_page();
    CHECK_FALSE(is_dithered(page));
    Canvas canvas(page.width_px(), page.height_px(), 0);
    std::vector<double> owed(static_cast<std::size_t>(page.width_px()) + 2, 0.0);
    // Each pixel black or white, what is wrong with it owed to the next and the one below (Floyd, Steinberg
    // 1976).
    canvas.change([&](int x, int y, int) {
        const auto at = static_cast<std::size_t>(x) + 1;
        const double wanted = page.grey_at(x, y) * 0.9 + owed[at];
        const int tone = wanted < 128 ? 0 : 255;
        owed[at] = (wanted - tone) / 2;
        owed[at + 1] += (wanted - tone) / 2;
        return tone;
    });
    const PageImage dithered = canvas.image(page.dpi());
    CHECK(is_dithered(dithered));
    CHECK_FALSE(is_dithered(smoothed(dithered)));
    CHECK(find_orientation(smoothed(dithered)).turned_degrees == 0);
    Canvas grainy = bars();
    std::mt19937 random(1);
    grainy.change([&](int, int, int now) { return random() % 400 == 0 ? 255 - now : now; });
    CHECK_FALSE(is_dithered(grainy.image(150)));
}

TEST_CASE("crumbs of pictures come through unharmed") {
    for (const int side : {1, 2, 31, 63}) {
        CAPTURE(side);
        const PageImage crumb = Canvas(side, side, 128).image(300);
        CHECK_FALSE(is_blank(crumb));
        CHECK(find_orientation(crumb).confidence == 0);
        CHECK(find_skew_degrees(crumb) == 0);
        CHECK(prepare(crumb, {}).image().width_px() == side);
    }
}
