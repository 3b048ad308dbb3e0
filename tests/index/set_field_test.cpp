#include "index/set_field.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "ocr/base/error.h"

using namespace akt;
using namespace std::chrono_literals;

TEST_CASE("a field is set by any of its names, and marked as a person's") {
    Metadata metadata;
    for (const char* text : {"avsändare=Granby kommun", "title=Nytt tak", "typ=beslut", "datum=24/5 2024",
                             "dnr=ks2024-0123", "tagg=tak", "tagg=tak", "inkommen=2024-05-27", "§=23"})
        apply_field_setting(parse_field_setting(text), metadata);
    CHECK(metadata.sender->value == "Granby kommun");
    CHECK(metadata.sender->set_by_person);
    CHECK(metadata.title->value == "Nytt tak");
    CHECK(metadata.type->value == "beslut");
    CHECK(metadata.date->value == 2024y / 5 / 24);
    CHECK(metadata.received->value == 2024y / 5 / 27);
    REQUIRE(metadata.dnr.size() == 1);
    CHECK(canonical(metadata.dnr[0].value) == "KS 2024/123");
    CHECK(metadata.tags.size() == 1);
    CHECK(metadata.sections[0].value == "23");
}

TEST_CASE("what cannot be set is refused with what can") {
    for (const std::string text : {"typ", "färg=blå", "år=2024", "sida=3", "datum=2024", "datum=2024-13-01",
                                   "typ=roman", "dnr=hej", "titel="}) {
        CAPTURE(text);
        try {
            parse_field_setting(text);
            FAIL("accepted");
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::usage);
            CHECK_FALSE(error.hint().empty());
        }
    }
}
