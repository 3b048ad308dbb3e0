#include "ocr/document.h"

#include <doctest/doctest.h>

using namespace akt;

namespace {

Line line_of(std::initializer_list<const char*> words, int block) {
    Line line;
    line.block = block;
    for (const char* word : words) line.words.emplace_back(word, PixelBox{}, 1.0F);
    return line;
}

}  // namespace

TEST_CASE("a repair stands beside the raw reading and can be withdrawn") {
    Word word("pabdrja", {1, 2, 3, 4}, 0.5F);
    word.set_repair({"påbörja", 4.2, RepairReason::ocr, false});
    CHECK(word.text() == "påbörja");
    CHECK(word.raw() == "pabdrja");
    word.withdraw_repair();
    CHECK(word.text() == "pabdrja");
}

TEST_CASE("a page's text has an empty line between blocks") {
    Page page;
    page.lines = {line_of({"Ett", "beslut"}, 0), line_of({"om", "fukt"}, 0), line_of({"Nytt"}, 1)};
    page.lines[0].words[1].set_repair({"belut", -1, RepairReason::person, true});
    CHECK(text_of(page) == "Ett belut\nom fukt\n\nNytt");
    CHECK(raw_text_of(page.lines[0]) == "Ett beslut");
}

TEST_CASE("names of readings and reasons round trip") {
    for (const auto reading :
         {PageReading::text_layer, PageReading::ocr, PageReading::both, PageReading::failed})
        CHECK(page_reading_named(name_of(reading)) == reading);
    for (const auto reason : {RepairReason::marks, RepairReason::encoding, RepairReason::ocr,
                              RepairReason::symbol, RepairReason::person})
        CHECK(repair_reason_named(name_of(reason)) == reason);
    CHECK_FALSE(page_reading_named("guess"));
}
