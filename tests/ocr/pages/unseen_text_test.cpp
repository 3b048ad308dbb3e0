#include "ocr/pages/unseen_text.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>

#include "ocr/pages/glyphless_font.h"
#include "tests/support/scripted_recognizer.h"

using akt::CharacterCodes;
using akt::Line;
using akt::OtherReading;
using akt::Page;
using akt::PageReading;
using akt::PixelBox;
using akt::Repair;
using akt::RepairReason;
using akt::Word;

namespace {

std::uint32_t number_at(const std::string& bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8U | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U);
    return value;
}

}  // namespace

TEST_CASE("codes are given out as characters come, and are told back") {
    CharacterCodes codes;
    CHECK(codes.code_of(U'å') == 1);
    CHECK(codes.code_of(U'b') == 2);
    CHECK(codes.code_of(U'å') == 1);
    CHECK(codes.code_of(U'\U0001F600') == 3);
    CHECK(codes.count() == 3);
    const std::string map = codes.to_unicode();
    CHECK(map.find("3 beginbfchar\n<0001> <00E5>\n<0002> <0062>\n<0003> <D83DDE00>\nendbfchar") !=
          std::string::npos);
}

TEST_CASE("there are codes for 65,535 characters, and one of them stands for all others") {
    CharacterCodes codes;
    for (char32_t c = 1; c < 65'535; ++c) CHECK_UNARY(codes.code_of(0x10000 + c) == c);
    CHECK(codes.code_of(U'a') == 65'535);
    CHECK(codes.code_of(U'b') == 65'535);
    CHECK(codes.count() == 65'535);
    CHECK(codes.to_unicode().find("<FFFF> <FFFD>") != std::string::npos);
}

TEST_CASE("only recognised words are laid over a page") {
    Page page;
    page.lines = {akt::test::line_of({"egen", "text"}, 1.0F, 0, 0, 20),
                  akt::test::line_of({"läst"}, 0.9F, 0, 40, 20)};
    page.how = PageReading::text_layer;
    CHECK(recognised_lines(page).empty());
    page.how = PageReading::failed;
    CHECK(recognised_lines(page).empty());
    page.how = PageReading::ocr;
    CHECK(recognised_lines(page).size() == 2);
    page.how = PageReading::both;
    REQUIRE(recognised_lines(page).size() == 1);
    CHECK(recognised_lines(page)[0].words[0].raw() == "läst");
    CHECK_FALSE(is_recognised_whole(page));
    page.others.push_back({OtherReading::Source::text_layer, {}});
    CHECK(is_recognised_whole(page));
    CHECK(recognised_lines(page).size() == 2);
}

TEST_CASE("a word is set in its box, repaired, unseen") {
    Page page;
    page.dpi = 72;
    Line line{{Word("fran", {100, 200, 140, 220}, 0.9F), Word("nu", {150, 205, 170, 220}, 0.9F)},
              {100, 200, 170, 220}};
    line.words[0].set_repair(Repair{"från", 3, RepairReason::marks, false});
    CharacterCodes codes;
    const std::string text = unseen_text({line}, page_to_pdf(page, {0, 0, 600, 800, 0}), "F", codes);
    // Four letters of half the size 20 fill 40 points; the baseline is a fifth of the size above the bottom.
    CHECK(text ==
          "q BT 3 Tr\n/F 20 Tf 100 Tz 1 0 0 1 100 584 Tm <00010002000300040005> Tj\n"
          "/F 20 Tf 100 Tz 1 0 0 1 150 584 Tm <00040006> Tj\nET Q\n");
    CHECK(codes.code_of(U'å') == 3);
}

TEST_CASE("nothing to set gives no operators") {
    CharacterCodes codes;
    CHECK(unseen_text({}, {}, "F", codes).empty());
    CHECK(unseen_text({{{Word("text", {}, 1.0F)}, {}}}, {}, "F", codes).empty());
}

TEST_CASE("the font is whole: its checksum and those of its tables hold") {
    const std::string font = akt::glyphless_font();
    REQUIRE(font.size() % 4 == 0);
    std::uint32_t sum = 0;
    for (std::size_t at = 0; at < font.size(); at += 4) sum += number_at(font, at);
    CHECK(sum == 0xB1B0AFBA);
    const std::uint32_t tables = number_at(font, 4) >> 16U;
    CHECK(tables == 6);
    for (std::uint32_t i = 0; i < tables; ++i) {
        const std::size_t entry = 12 + 16 * i;
        const std::size_t offset = number_at(font, entry + 8), length = number_at(font, entry + 12);
        CHECK(offset % 4 == 0);
        REQUIRE(offset + length <= font.size());
        if (font.substr(entry, 4) == "head") continue;  // holds the whole font's adjustment
        std::uint32_t table = 0;
        for (std::size_t at = 0; at < length; at += 4) table += number_at(font, offset + at);
        CHECK(table == number_at(font, entry + 4));
    }
}
