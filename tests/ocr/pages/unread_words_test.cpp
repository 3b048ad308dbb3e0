#include "ocr/pages/unread_words.h"

#include <doctest/doctest.h>

#include <vector>

#include "ocr/pages/page_source.h"

using akt::PixelBox;

namespace {

struct Sample {
    akt::PageImage picture;
    std::vector<PixelBox> words;
};

/// A born-digital page: its text layer is all there.
Sample sample(const char* name) {
    const auto source = akt::open_page_source(std::string("corpus/samples/files/") + name, {});
    Sample result{*source->picture(1), {}};
    for (const akt::Line& line : source->text_layer(1).lines)
        for (const akt::Word& word : line.words) result.words.push_back(word.box());
    return result;
}

}  // namespace

TEST_CASE("where every word is known none is unread, and a missing paragraph shows") {
    for (const char* name : {"06-cykelplan.pdf", "08-miljonamnden-protokoll.pdf"}) {
        CAPTURE(name);
        const Sample page = sample(name);
        REQUIRE(page.words.size() > 60);
        CHECK(count_unread_words(page.picture, page.words) <= 3);
        const std::vector<PixelBox> half(
            page.words.begin(), page.words.begin() + static_cast<std::ptrdiff_t>(page.words.size() / 2));
        const auto missing = static_cast<int>(page.words.size() - half.size());
        const int unread = count_unread_words(page.picture, half);
        CHECK(unread > missing / 3);  // short words are left out, near ones seen as one
        CHECK(unread <= missing);
    }
}

TEST_CASE("paper, rules and solid areas hold no words") {
    std::vector<unsigned char> grey(std::size_t{800} * 1000, 250);
    const auto draw = [&grey](int left, int top, int right, int bottom) {
        for (int y = top; y < bottom; ++y)
            for (int x = left; x < right; ++x) grey[static_cast<std::size_t>(y * 800 + x)] = 0;
    };
    const auto unread = [&grey] {
        return count_unread_words(akt::PageImage::from_grey_rows(grey.data(), 800, 800, 1000, 100), {});
    };
    CHECK(unread() == 0);
    draw(100, 200, 700, 203);  // a rule
    draw(300, 100, 302, 900);  // one that stands
    draw(400, 400, 600, 600);  // a dark area
    draw(200, 500, 203, 503);  // a speck
    CHECK(unread() == 0);
}
