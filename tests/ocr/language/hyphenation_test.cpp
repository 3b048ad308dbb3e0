#include "ocr/language/hyphenation.h"

#include <doctest/doctest.h>

#include <string_view>

using namespace akt;

TEST_CASE("a word goes on in the next line by its letters and its hyphen") {
    struct Case {
        std::string_view half, rest;
        bool goes_on;
    };
    constexpr Case kCases[]{
        {"kommunalför-", "bundens", true},
        {"(kommunalför-", "bundens),", true},
        {"kommunalför\u00AD", "bundens", true},
        {"kommunalför¬", "bundens", true},
        {"VÄSTER-", "VIK", true},
        {"gemen-", "samt", true},
        {"system-", "men", true},
        {"EU-", "länderna", true},
        {"&t-", "gärder", true},   // åt, misread
        {"ans6-", "kan", true},    // ansö, misread
        {"hälso-", "och", false},  // an ellipsis
        {"hälso-", "eller", false},
        {"HÄLSO-", "OCH", false},
        {"DISTRIBUTIONS-", "LP.", false},
        {"Stor-", "Stockholm", false},
        {"VÄSTER-", "vik", true},
        {"kommunalför", "bundens", false},
        {"kommunalför-", "2024", false},
        {"2019-", "talet", false},
        {"-", "bundens", false},
        {"a-", "kassa", false},
        {"för-", "", false},
        {"", "bundens", false},
    };
    for (const Case& one : kCases) {
        CAPTURE(one.half);
        CAPTURE(one.rest);
        CHECK(goes_on(one.half, one.rest) == one.goes_on);
    }
}

TEST_CASE("hyphens of every kind end a line") {
    CHECK(line_end_hyphen_bytes("för-") == 1);
    CHECK(line_end_hyphen_bytes("för\u00AD") == 2);
    CHECK(line_end_hyphen_bytes("för\u2010") == 3);
    CHECK(line_end_hyphen_bytes("för –") == 0);
    CHECK(line_end_hyphen_bytes("") == 0);
}

TEST_CASE("two capitals before the hyphen, whatever comes before them") {
    CHECK(ends_in_capitals("EU-"));
    CHECK(ends_in_capitals("VÄ-"));
    CHECK(ends_in_capitals("IT"));
    CHECK_FALSE(ends_in_capitals("Ö-"));
    CHECK_FALSE(ends_in_capitals("Eu-"));
    CHECK_FALSE(ends_in_capitals("-"));
}
