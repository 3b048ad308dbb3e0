#include "index/archive/record_json.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <limits>

#include "ocr/base/error.h"
#include "ocr/base/utf8.h"
#include "tests/index/archive/archive_fixture.h"

namespace akt {

namespace {

Record without_document(Record record) {
    record.document = {};
    return record;
}

ErrorCode code_of(const std::string& json) {
    try {
        from_record_json(json, "metadata.json");
    } catch (const Error& error) {
        CHECK(error.file() == "metadata.json");
        return error.code();
    }
    return ErrorCode::internal;
}

std::string with(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a record with every field set comes back equal, without its document") {
    const Record record = test::full_record("bytes");
    const Record back = from_record_json(to_record_json(record), "metadata.json");
    CHECK(back == without_document(record));
    // Diarienummer are equal however they were printed; how must come back too.
    REQUIRE(back.metadata.dnr.size() == 2);
    CHECK(back.metadata.dnr[0].value.printed == "KS/2018:124-3");
    CHECK(back.metadata.dnr[1].value.printed == "2014/304");
}

TEST_CASE("an empty record comes back equal") {
    CHECK(from_record_json(to_record_json({}), "metadata.json") == Record{});
}

TEST_CASE("any texts, boxes and confidences come back equal") {
    CHECK(rc::check([](const std::string& bytes, int left, int bottom, int page, bool person) {
        Record record;
        const std::string text = to_valid_utf8(bytes);
        record.original.file_name = text;
        record.key = text;
        record.metadata.sender =
            Found<std::string>{text,
                               page,
                               {left, 0, 0, bottom},
                               *rc::gen::map(rc::gen::inRange(0, 1 << 24),
                                             [](int n) { return static_cast<float>(n) / (1 << 24); }),
                               person};
        record.metadata.tags.assign(2, *record.metadata.sender);
        RC_ASSERT(from_record_json(to_record_json(record), "metadata.json") == record);
    }));
}

TEST_CASE("people's decisions that are none are refused") {
    const std::string json = to_record_json(test::full_record("bytes"));
    struct Case {
        const char *from, *to;
    };
    static constexpr Case kCases[] = {
        {"\"1.2.3\"", "\"1.2\""},
        {"\"1.2.3\"", "\"1.2.3.4\""},
        {"\"1.2.3\"", "\"-1.2.3\""},
        {"\"1.2.3\"", "\"99999999999.2.3\""},
        {"\"1.2.3\"", "7"},
        {"\"1.2.3\"", "null"},
        {"\"rejected\"", "\"refused\""},
        {"\"rejected\"", "[]"},
        {"\"reason\": \"marks\"", "\"reason\": \"whim\""},
        {"\"reason\": \"marks\"", "\"raisin\": \"marks\""},
        {"\"uncertain\": true", "\"uncertain\": 1.5"},
        {"\"log10_odds\": 0.25", "\"log10_odds\": \"0.25\""},
        {"\"raw\": \"halsning\"", "\"raw\": {}"},
        {"\"after\": \"för\"", "\"efter\": \"för\""},
    };
    for (const auto& [from, to] : kCases) {
        CAPTURE(from);
        CAPTURE(to);
        CHECK(code_of(with(json, from, to)) == ErrorCode::integrity);
    }
}

TEST_CASE("odds that JSON has no number for are kept as the greatest there are") {
    Record record = test::full_record("bytes");
    record.decisions[0].proposed->log10_odds = std::numeric_limits<double>::infinity();
    record.decisions[1].proposed->log10_odds = std::numeric_limits<double>::quiet_NaN();
    const auto back = from_record_json(to_record_json(record), "metadata.json");
    CHECK(back.decisions[0].proposed->log10_odds == 300);
    CHECK(back.decisions[1].proposed->log10_odds == 0);
}

TEST_CASE("bytes that are no UTF-8 become U+FFFD instead of stopping the archiving") {
    Record record;
    record.original.file_name = "br\xE4nsle.pdf";
    CHECK(from_record_json(to_record_json(record), "metadata.json").original.file_name ==
          "br\xEF\xBF\xBDnsle.pdf");
}

TEST_CASE("unknown keys are passed over, a newer format is not") {
    const std::string json = to_record_json(test::full_record("bytes"));
    CHECK(from_record_json(with(json, "{", "{\"colour\": [1, {}],"), "metadata.json") ==
          without_document(test::full_record("bytes")));
    CHECK(code_of(with(json, "\"format\": 1", "\"format\": 2")) == ErrorCode::format_too_new);
}

TEST_CASE("what is no record is an integrity error that names the file") {
    const std::string json = to_record_json(test::full_record("bytes"));
    CHECK(code_of("") == ErrorCode::integrity);
    CHECK(code_of("null") == ErrorCode::integrity);
    CHECK(code_of("[]") == ErrorCode::integrity);
    CHECK(code_of("{}") == ErrorCode::integrity);
    CHECK(code_of(std::string(100000, '[')) == ErrorCode::integrity);
    CHECK(code_of(json.substr(0, json.size() / 2)) == ErrorCode::integrity);
    CHECK(code_of(with(json, "2024-02-29", "2023-02-29")) == ErrorCode::integrity);
    CHECK(code_of(with(json, "2024-02-29", "2024-2-290")) == ErrorCode::integrity);
    CHECK(code_of(with(json, "\"year\": 2018", "\"year\": \"2018\"")) == ErrorCode::integrity);
    CHECK(code_of(with(json, "\"format\": 1", "\"format\": \"1\"")) == ErrorCode::integrity);
}

}  // namespace akt
