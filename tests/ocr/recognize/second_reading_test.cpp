#include "ocr/recognize/second_reading.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/support/scripted_recognizer.h"

using akt::Layout;
using akt::Line;
using akt::Page;
using akt::PageImage;
using akt::PixelBox;
using akt::Word;
using akt::test::ScriptedRecognizer;

namespace {

constexpr int kWidth_px = 600, kHeight_px = 200;
constexpr int kLineTop_px = 80, kLineBottom_px = 120, kMargin_px = 20;
const PixelBox kFirst{20, kLineTop_px, 120, kLineBottom_px}, kSecond{140, kLineTop_px, 300, kLineBottom_px},
    kThird{320, kLineTop_px, 420, kLineBottom_px};

PageImage grey_page(int grey) {
    const std::vector<unsigned char> rows(kWidth_px * kHeight_px, static_cast<unsigned char>(grey));
    return PageImage::from_grey_rows(rows.data(), kWidth_px, kWidth_px, kHeight_px, 300);
}

Line line_with(std::vector<Word> words) {
    Line line;
    line.words = std::move(words);
    for (const Word& word : line.words) line.box = united(line.box, word.box());
    return line;
}

Page page_with(std::vector<Word> words) {
    Page page;
    page.lines.push_back(line_with(std::move(words)));
    return page;
}

/// The box as it stands in the picture of the line alone.
PixelBox in_cut(const PixelBox& box) {
    const int left_px = kFirst.left_px - kMargin_px, top_px = kLineTop_px - kMargin_px;
    return {box.left_px - left_px, box.top_px - top_px, box.right_px - left_px, box.bottom_px - top_px};
}

std::string words_of(const Line& line) {
    std::string text;
    for (const Word& word : line.words) text += (text.empty() ? "" : " ") + word.raw();
    return text;
}

/// The line `quick` after `careful` has read it again.
Line read_again(std::vector<Word> quick, const std::vector<Word>& careful) {
    ScriptedRecognizer recognizer([&](const PageImage&, Layout) { return page_with(careful); });
    Page page = page_with(std::move(quick));
    read_doubtful_words_again(page, grey_page(240), recognizer);
    return page.lines.front();
}

}  // namespace

TEST_CASE("a line read with confidence is not read again") {
    ScriptedRecognizer careful([](const PageImage&, Layout) { return Page{}; });
    Page page = page_with({{"beslut", kFirst, 0.93F}, {"–", kSecond, 0.2F}});
    read_doubtful_words_again(page, grey_page(240), careful);
    CHECK(careful.shown.empty());
    CHECK(words_of(page.lines.front()) == "beslut –");
}

TEST_CASE("of a doubtful line the doubtful words are taken from the second reading, where it is surer") {
    struct Row {
        std::string what;
        std::vector<Word> quick, careful;
        std::string expected;
    };
    const std::vector<Row> rows{
        {"a surer word is taken, a sure one stays",
         {{"om", kFirst, 0.92F}, {"fuktskodor", kSecond, 0.5F}},
         {{"orn", in_cut(kFirst), 0.99F}, {"fuktskador", in_cut(kSecond), 0.9F}},
         "om fuktskador"},
        {"a less sure one is not",
         {{"om", kFirst, 0.92F}, {"fuktskador", kSecond, 0.5F}},
         {{"om", in_cut(kFirst), 0.99F}, {"fuktskodor", in_cut(kSecond), 0.4F}},
         "om fuktskador"},
        {"nor one that differs only in its signs",
         {{"2010–2015", kFirst, 0.5F}, {"och", kSecond, 0.92F}},
         {{"2010-2015", in_cut(kFirst), 0.9F}},
         "2010–2015 och"},
        {"nor one whose ü it takes for ö",
         {{"Günther", kFirst, 0.5F}, {"och", kSecond, 0.92F}},
         {{"Gönther", in_cut(kFirst), 0.9F}},
         "Günther och"},
        {"a word that falls apart is taken whole",
         {{"protokoils", kFirst, 0.6F}, {"utdrag", kSecond, 0.92F}},
         {{"protokollsutdrag", in_cut(united(kFirst, kSecond)), 0.95F}},
         "protokollsutdrag"},
        {"two run together are parted",
         {{"omfvkt", united(kFirst, kSecond), 0.4F}, {"2019", kThird, 0.92F}},
         {{"om", in_cut(kFirst), 0.9F}, {"fukt", in_cut(kSecond), 0.9F}},
         "om fukt 2019"},
        {"what the second reading lacks stays",
         {{"om", kFirst, 0.3F}, {"fukt", kSecond, 0.4F}},
         {{"fukt,", in_cut(kSecond), 0.3F}},
         "om fukt"},
        {"a speck it reads between the words moves nothing",
         {{"om", kFirst, 0.92F}, {"fvkt", kSecond, 0.4F}},
         {{"i", {2, 2, 6, 8}, 0.9F}, {"fukt", in_cut(kSecond), 0.9F}},
         "om fukt"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.what);
        CHECK(words_of(read_again(row.quick, row.careful)) == row.expected);
    }
}

TEST_CASE("words of the second reading stand where they stand on the page") {
    const Line line = read_again({{"fvkt", kFirst, 0.3F}}, {{"fukt", in_cut(kFirst), 0.9F}});
    CHECK(line.words.front().box() == kFirst);
    CHECK(line.box == kFirst);
}

TEST_CASE("the careful recognizer sees the doubtful line alone, without its neighbours' words") {
    const std::vector<unsigned char> black(kWidth_px * kHeight_px / 2, 0),
        white(kWidth_px * kHeight_px / 2, 250);
    std::vector<unsigned char> rows(black);
    rows.insert(rows.end(), white.begin(), white.end());
    const PageImage image =
        PageImage::from_grey_rows(rows.data(), kWidth_px, kWidth_px, kHeight_px, 300);  // black above 100 px
    const PixelBox above{20, 60, 420, 100}, doubtful{20, 100, 420, 140};
    Page page;
    page.lines = {line_with({{"ovan", above, 0.93F}}), line_with({{"tveksam", doubtful, 0.2F}})};
    int darkest = 255;
    ScriptedRecognizer careful([&](const PageImage& alone, Layout) {
        for (int y = 0; y < alone.height_px(); ++y) darkest = std::min(darkest, alone.grey_at(100, y));
        return Page{};
    });
    read_doubtful_words_again(page, image, careful);
    REQUIRE(careful.shown.size() == 1);
    CHECK(careful.shown.front().height_px == 80);
    CHECK(darkest == 250);
}

TEST_CASE("of a long line only the doubtful words and two on either side are read again") {
    std::vector<Word> words;
    for (int i = 0; i < 7; ++i)
        words.emplace_back("ord" + std::to_string(i),
                           PixelBox{20 + 80 * i, kLineTop_px, 90 + 80 * i, kLineBottom_px},
                           i == 4 ? 0.3F : 0.93F);
    const PixelBox fifth_in_cut{2 * 80 + kMargin_px, kMargin_px, 2 * 80 + kMargin_px + 70, kMargin_px + 40};
    ScriptedRecognizer careful([&](const PageImage&, Layout) {
        return page_with({{"fem", fifth_in_cut, 0.9F}});
    });
    Page page = page_with(words);
    read_doubtful_words_again(page, grey_page(240), careful);
    REQUIRE(careful.shown.size() == 1);
    CHECK(careful.shown.front().width_px == 4 * 80 + 70 + 2 * kMargin_px);
    CHECK(words_of(page.lines.front()) == "ord0 ord1 ord2 ord3 fem ord5 ord6");
}
