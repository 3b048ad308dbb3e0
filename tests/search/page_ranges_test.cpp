#include "search/cli/page_ranges.h"

#include <doctest/doctest.h>

#include "ocr/base/error.h"

using namespace akt;

TEST_CASE("page ranges") {
    CHECK(parse_page_ranges("7") == std::vector<int>{7});
    CHECK(parse_page_ranges("1,3-5") == std::vector<int>{1, 3, 4, 5});
    CHECK(parse_page_ranges("5,2-3,3,2") == std::vector<int>{2, 3, 5});
    CHECK(parse_page_ranges("4-4") == std::vector<int>{4});
}

TEST_CASE("what names no pages is refused") {
    for (const char* text :
         {"", "0", "-1", "3-", "5-3", "1,", ",1", "a", "1 2", "1-2-3", "99999999999", "1000001"}) {
        CAPTURE(text);
        try {
            parse_page_ranges(text);
            FAIL("accepted");
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::usage);
        }
    }
}
