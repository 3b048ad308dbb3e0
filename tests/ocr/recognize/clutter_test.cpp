#include "ocr/recognize/clutter.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "ocr/base/resources.h"
#include "ocr/language/lexicon.h"
#include "tests/support/scripted_recognizer.h"

using akt::Line;
using akt::Page;
using akt::PixelBox;
using akt::test::line_of;

namespace {

/// A page of ordinary print, 40 px high, with one line more.
Page print_and(Line line) {
    Page page;
    for (int i = 0; i < 5; ++i)
        page.lines.push_back(line_of({"styrelsen", "beslutar", "att"}, 0.95F, 100, 60 * i, 40));
    page.lines.push_back(std::move(line));
    return page;
}

Line line_with(const std::string& text, float confidence, PixelBox box) {
    Line line = line_of({"gård"}, 0.95F, 500, 400, 40);
    line.words.emplace_back(text, box, confidence);
    line.box = united(line.box, box);
    return line;
}

}  // namespace

TEST_CASE("signs that were no print go, the words beside them stay") {
    struct Row {
        const char* text;
        float confidence;
        PixelBox box;
        bool kept;
        const char* what;
    };
    const std::vector<Row> table{
        {"=", 0.5F, {600, 395, 612, 450}, false, "a table's upright rule"},
        {"—", 0.3F, {600, 395, 615, 450}, false, "the same"},
        {"-", 0.0F, {600, 390, 615, 440}, false, "the same"},
        {"-", 0.5F, {600, 418, 615, 424}, true, "a dash as dashes are"},
        {"–", 0.95F, {600, 400, 640, 440}, true, "a dash read surely"},
        {"iz", 0.2F, {600, 400, 606, 406}, false, "a speck read as letters"},
        {"5", 0.0F, {600, 400, 607, 406}, false, "a speck read as a digit"},
        {"”", 0.2F, {600, 400, 605, 405}, false, "a speck read as a sign"},
        {"5", 0.3F, {600, 400, 620, 438}, true, "a digit of the print's size, read badly"},
        {"oläsligt", 0.1F, {600, 400, 690, 440}, true, "a word of the print's size, read badly"},
        {"|", 0.9F, {600, 400, 604, 440}, true, "a sign read surely"},
    };
    for (const Row& row : table) {
        CAPTURE(row.what);
        Page page = print_and(line_with(row.text, row.confidence, row.box));
        remove_clutter(page, nullptr);
        REQUIRE(page.lines.size() == 6);
        CHECK(page.lines.back().words.size() == (row.kept ? 2 : 1));
        REQUIRE(page.others.size() == (row.kept ? 0 : 1));
        if (!row.kept) CHECK(page.others[0].lines.at(0).words.at(0).raw() == row.text);
        if (!row.kept) CHECK(page.lines.back().box == page.lines.back().words.front().box());
    }
}

TEST_CASE("a signature read as a word, but with no confidence, is still a signature") {
    const akt::Lexicon lexicon = akt::Lexicon::open(akt::models_folder());
    for (const float confidence : {0.1F, 0.4F}) {
        CAPTURE(confidence);
        Page page = print_and(line_of({"fxller", "ladorna"}, confidence, 100, 400, 140));
        remove_clutter(page, &lexicon);
        CHECK(page.lines.size() == (confidence > 0.25F ? 6 : 5));
    }
}

TEST_CASE("a number read surely among a signature's strokes does not save it") {
    for (const bool is_word : {false, true}) {
        CAPTURE(is_word);
        Line signature = line_of({"fexlr", "rrexn"}, 0.1F, 100, 400, 140);
        signature.words.emplace_back(is_word ? "bil" : "709", PixelBox{500, 400, 600, 540}, 0.9F);
        signature.box = united(signature.box, signature.words.back().box());
        Page page = print_and(signature);
        remove_clutter(page, nullptr);
        CHECK(page.lines.size() == (is_word ? 6 : 5));
    }
}

TEST_CASE("a number among dots or dashes stays with them, however they are boxed") {
    for (const float confidence : {0.3F, 0.7F}) {
        CAPTURE(confidence);
        Line row = line_of({"2006–2028"}, confidence, 300, 400, 38);
        for (const PixelBox& box : {PixelBox{100, 418, 290, 421}, PixelBox{400, 390, 410, 460}})
            row.words.emplace_back("----", box, confidence);
        row.box = akt::box_around(row.words);
        Page page = print_and(std::move(row));
        remove_clutter(page, nullptr);
        REQUIRE(page.lines.size() == 6);
        CHECK(page.lines.back().words.front().raw() == "2006–2028");
    }
}

TEST_CASE("scribbled lines go, print that is hard to read stays") {
    const akt::Lexicon lexicon = akt::Lexicon::open(akt::models_folder());
    struct Row {
        std::vector<std::string> words;
        float confidence;
        int height_px;
        bool kept;
        const char* what;
    };
    const std::vector<Row> table{
        {{"re", "SEE", "fxller"}, 0.3F, 140, false, "a signature"},
        {{"leta", "bqst"}, 0.3F, 140, false, "a signature read as a short word"},
        {{"leta", "bqst"}, 0.3F, 42, true, "a short word of the print's size"},
        {{"fe”", "if", "VF"}, 0.3F, 15, false, "the top of a scrawl"},
        {{"O"}, 0.4F, 44, false, "one letter alone"},
        {{"757", "/", "05"}, 0.7F, 130, false, "a signature read as numbers"},
        {{"757", "/", "05"}, 0.7F, 42, true, "numbers of the print's size"},
        {{"2018"}, 0.9F, 130, true, "a year in large type"},
        {{"kl", "19"}, 0.7F, 130, true, "a number beside a word"},
        {{"fxllor", "bqst"}, 0.3F, 42, true, "print of this page's size"},
        {{"beslutet", "xq"}, 0.3F, 140, true, "a heading with a word that is known"},
        {{"ÅRSMÖTE", "xq"}, 0.9F, 140, true, "a heading read surely"},
    };
    for (const Row& row : table) {
        CAPTURE(row.what);
        Page page = print_and(line_of(row.words, row.confidence, 100, 400, row.height_px));
        remove_clutter(page, &lexicon);
        CHECK(page.lines.size() == (row.kept ? 6 : 5));
        CHECK(page.others.size() == (row.kept ? 0 : 1));
    }
}

TEST_CASE("on a page where nothing was read with confidence everything stays") {
    Page page;
    page.lines.push_back(line_of({"abc", "=", "x"}, 0.2F, 0, 0, 50));
    const Page before = page;
    remove_clutter(page, nullptr);
    CHECK(page == before);
}
