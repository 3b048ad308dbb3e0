#include "ocr/pages/text_pages.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <random>
#include <string>

#include "ocr/base/error.h"
#include "tests/support/temporary_folder.h"

using akt::Line;

TEST_CASE("lines of text: empty lines part blocks, any line end ends a line") {
    const std::vector<Line> lines = akt::lines_of_text("Hej  du\r\nglade\rta\n\n \nen\tlur\u2028slut");
    REQUIRE(lines.size() == 5);
    CHECK(text_of(lines[0]) == "Hej du");
    CHECK(text_of(lines[3]) == "en lur");
    CHECK(lines[2].block == 0);
    CHECK(lines[3].block == 1);
    CHECK(lines[4].block == 1);
    CHECK(lines[0].words[0].box().empty());
    CHECK(lines[0].words[0].confidence() == 1.0F);
}

TEST_CASE("form feeds part pages; the one at the end opens none") {
    const akt::test::TemporaryFolder folder;
    const auto source = akt::open_text_pages(folder.write("b", "ett\ftv\xC3\xA5\n\f\n"), "b.txt", {});
    CHECK(source->page_count() == 2);
    CHECK(text_of(source->text_layer(2)) == "två");
    CHECK(source->description().charset == "utf-8");
    CHECK(source->description().media_type == "text/plain");
    CHECK_FALSE(source->picture(1).has_value());
    CHECK(source->shape(1).dpi == 0);
}

TEST_CASE("bytes at random are no writing; letters with printer codes are") {
    std::mt19937 random(7);
    for (const std::size_t length : {200U, 1000U, 50'000U}) {
        std::string noise;
        for (std::size_t i = 0; i < length; ++i) noise += static_cast<char>(random() & 0xFFU);
        const akt::test::TemporaryFolder folder;
        const auto file = folder.write("noise.txt", noise);
        CHECK_THROWS_AS(akt::open_text_pages(file, "noise.txt", {}), akt::Error);
    }
    CHECK(akt::is_writing("Protokoll fört vid sammanträde den 3 maj.\x1A"));
    CHECK(
        akt::is_writing("\x1B"
                        "EProtokoll fört vid sammanträde med kommunstyrelsen den tredje maj i stadshuset."));
}

TEST_CASE("a text file over the limit is refused") {
    const akt::test::TemporaryFolder folder;
    akt::ReadLimits limits;
    limits.max_text_file_bytes = 10;
    try {
        akt::open_text_pages(folder.write("long.txt", "elva tecken"), "long.txt", limits);
        FAIL("was read");
    } catch (const akt::Error& error) {
        CHECK(error.code() == akt::ErrorCode::limit_exceeded);
    }
}

TEST_CASE("every word of any text is kept, in order and without white space") {
    CHECK(rc::check([](const std::vector<std::string>& given) {
        std::string text, expected;
        for (const std::string& piece : given) {
            std::string word;
            for (const char c : piece) {
                if (c >= '!' && c <= '~') word += c;
            }
            text += word + (word.size() % 3 == 0 ? "\n" : " ");
            expected += word;
        }
        std::string kept;
        for (const Line& line : akt::lines_of_text(text)) {
            for (const akt::Word& word : line.words) {
                RC_ASSERT(word.raw().find(' ') == std::string::npos);
                kept += word.raw();
            }
        }
        RC_ASSERT(kept == expected);
    }));
}
