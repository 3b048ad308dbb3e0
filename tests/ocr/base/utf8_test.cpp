#include "ocr/base/utf8.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

using namespace akt;

TEST_CASE("decode_utf8 rejects what Unicode table 3-7 rejects") {
    const std::vector<std::string> malformed{
        "\x80",         "\xC0\xAF",         "\xC1\xBF",         "\xE0\x80\x80",
        "\xED\xA0\x80", "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
        "\xC3",         "\xE2\x82",         "\xF0\x9F\x98",     "\xC3\x28",
        "\xFF",
    };
    for (const auto& text : malformed) {
        CAPTURE(text);
        const auto decoded = decode_utf8(text, 0);
        CHECK_FALSE(decoded.valid);
        CHECK(decoded.length_bytes == 1);
        CHECK_FALSE(is_valid_utf8(text));
        CHECK(is_valid_utf8(to_valid_utf8(text)));
    }
}

TEST_CASE("utf8 and utf32 round trip for every scalar value") {
    for (char32_t code_point = 0; code_point <= 0x10FFFF; ++code_point) {
        if (code_point >= 0xD800 && code_point <= 0xDFFF) continue;
        std::string text;
        append_utf8(text, code_point);
        const auto decoded = decode_utf8(text, 0);
        if (!decoded.valid || decoded.code_point != code_point || decoded.length_bytes != text.size())
            FAIL("code point " << static_cast<std::uint32_t>(code_point));
    }
}

TEST_CASE("any bytes become valid UTF-8 of the same number of code points") {
    CHECK(rc::check([](const std::string& bytes) {
        const auto valid = to_valid_utf8(bytes);
        RC_ASSERT(is_valid_utf8(valid));
        RC_ASSERT(length_code_points(valid) == length_code_points(bytes));
        RC_ASSERT(to_nfc(to_nfc(bytes)) == to_nfc(bytes));
    }));
}

TEST_CASE("normalization composes a letter and its ring") {
    CHECK(to_nfc("A\xCC\x8Ako") == "Åko");
    CHECK(to_nfc("fo\xCC\x88r") == "för");
}

TEST_CASE("what normalization leaves alone is the same whether or not it is looked at closely") {
    const std::string far = to_utf8(U"\u4E00");  // sends the whole text the long way
    for (char32_t c = 1; c < 0x2100; ++c) {
        if (c >= 0x300 && c < 0x2000) continue;
        const std::string one = to_utf8(std::u32string(1, c));
        CAPTURE(c);
        CHECK(to_nfc(one) + far == to_nfc(one + far));
    }
    CHECK(to_nfc(to_utf8(U"\u2000")) == to_utf8(U"\u2002"));
    CHECK(to_nfc("\xC3") == to_utf8(U"\uFFFD"));
}

TEST_CASE("case and classes of Swedish letters") {
    CHECK(to_lower("GÖTEBORG ÅÄÖÉÜ") == "göteborg åäöéü");
    CHECK(to_upper(U'å') == U'Å');
    CHECK(is_letter(U'ö'));
    CHECK(is_upper(U'Ä'));
    CHECK_FALSE(is_letter(U'§'));
    CHECK_FALSE(is_letter(U'7'));
    CHECK(is_digit(U'7'));
    CHECK(is_space(U'\u00A0'));
    CHECK(is_mark(U'\u0308'));
}
