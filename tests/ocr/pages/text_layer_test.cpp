#include "ocr/pages/text_layer.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using akt::clean_layer_text;
using akt::fill_from_layer;
using akt::LayerWord;
using akt::Page;
using akt::PixelBox;

namespace {

Page filled(std::vector<LayerWord> words, int dpi = 72) {
    Page page;
    page.dpi = dpi;
    fill_from_layer(page, std::move(words), 600, 800);
    return page;
}

}  // namespace

TEST_CASE("a text layer's words lose what is only typesetting") {
    const std::vector<std::pair<std::string, std::string>> table{
        {"beslut", "beslut"},
        {"a\u030Arsmo\u0308te", "årsmöte"},          // NFD
        {"o\uFB03ciell \uFB01l", "officiellfil"},    // ligatures; words hold no white space
        {"kommun\u00ADstyrelse", "kommunstyrelse"},  // a possible break that was not used
        {"kommun\u00AD", "kommun-"},                 // one that was
        {"\u200Bdold\uFEFF\u2060", "dold"},
        {"\u00A0", ""},
        {std::string("tv\0å", 5), "två"},
    };
    for (const auto& [given, expected] : table) CHECK(clean_layer_text(given) == expected);
}

TEST_CASE("words beside one another make a line, white between lines a block") {
    const Page page = filled({{"Hej", 50, 100, 70, 112},
                              {"du", 74, 101, 90, 112},
                              {"glade", 50, 115, 90, 127},
                              {"Ny", 50, 150, 70, 162},
                              {"spalt", 350, 100, 380, 112}});
    REQUIRE(page.lines.size() == 4);
    CHECK(text_of(page.lines[0]) == "Hej du");
    CHECK(page.lines[0].box == PixelBox{50, 100, 90, 112});
    CHECK(page.lines[0].block == 0);
    CHECK(page.lines[1].block == 0);
    CHECK(page.lines[2].block == 1);
    CHECK(page.lines[3].block == 2);
}

TEST_CASE("pieces that touch are one word") {
    const Page page =
        filled({{"KS", 50, 100, 70, 112, false}, {"/2018", 70, 100, 95, 112, true}, {"4", 96, 100, 99, 112}});
    REQUIRE(page.lines.size() == 1);
    REQUIRE(page.lines[0].words.size() == 2);
    CHECK(page.lines[0].words[0].raw() == "KS/2018");
    CHECK(page.lines[0].words[0].box() == PixelBox{50, 100, 95, 112});
}

TEST_CASE("boxes scale with the resolution and stay on the page") {
    const Page page = filled({{"a", 10, 20, 30, 40}, {"b", 590, 20, 9e9, 40}}, 144);
    CHECK(page.width_px == 1200);
    CHECK(page.height_px == 1600);
    CHECK(page.lines[0].words[0].box() == PixelBox{20, 40, 60, 80});
    CHECK(page.lines[0].words[1].box() == PixelBox{1180, 40, 1200, 80});
}

TEST_CASE("a page whose text runs sideways is turned, its boxes with it") {
    // The word's place on the page of 600 x 800 pt, and where it comes to lie on the upright page.
    struct Row {
        int quarter_turns, expected_turn;
        PixelBox expected;
    };
    const std::vector<Row> table{{0, 0, {100, 200, 120, 260}},
                                 {1, 270, {200, 480, 260, 500}},
                                 {2, 180, {480, 540, 500, 600}},
                                 {3, 90, {540, 100, 600, 120}}};
    for (const Row& row : table) {
        CAPTURE(row.quarter_turns);
        const Page page = filled({{"ord", 100, 200, 120, 260, true, row.quarter_turns}});
        CHECK(page.turned_degrees == row.expected_turn);
        CHECK(page.lines[0].words[0].box() == row.expected);
        CHECK((page.width_px == 800) == (row.expected_turn % 180 != 0));
    }
}

TEST_CASE("a page without text has a size and no lines") {
    const Page page = filled({});
    CHECK(page.lines.empty());
    CHECK(page.width_px == 600);
}

TEST_CASE("a turned page's lines are put in the order they are read") {
    // Both read upwards; the left one is the first once the page is turned clockwise.
    const Page page =
        filled({{"andra", 130, 300, 142, 400, true, 3}, {"första", 100, 300, 112, 400, true, 3}});
    CHECK(page.turned_degrees == 90);
    CHECK(text_of(page) == "första\n\nandra");
}
