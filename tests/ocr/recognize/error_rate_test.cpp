#include "tests/support/error_rate.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>

using akt::test::error_rate;

TEST_CASE("character and word errors") {
    CHECK(error_rate("på ön", "på ön").cer() == 0);
    CHECK(error_rate("på ön", "pa  o\u0308n\n").character_errors == 1);
    CHECK(error_rate("abc", "").cer() == doctest::Approx(1));
    CHECK(error_rate("", "abc").cer() == 0);
    CHECK(error_rate("ett två tre", "ett tre").wer() == doctest::Approx(1.0 / 3));
    CHECK(error_rate("ett två tre", "tre ett två").word_f1() == doctest::Approx(1));
    CHECK(error_rate("ett ett", "ett").word_f1() == doctest::Approx(2.0 / 3));
}

TEST_CASE("one insertion, deletion or change is one error") {
    CHECK(rc::check([] {
        const auto text = *rc::gen::nonEmpty(rc::gen::string<std::string>());
        std::string plain;
        for (const char c : text) plain += static_cast<char>('a' + (static_cast<unsigned char>(c) % 20));
        const auto at = *rc::gen::inRange<std::size_t>(0, plain.size());
        const std::string inserted = plain.substr(0, at) + "z" + plain.substr(at);
        RC_ASSERT(error_rate(plain, inserted).character_errors == 1U);
        RC_ASSERT(error_rate(inserted, plain).character_errors == 1U);
        std::string changed = plain;
        changed[at] = 'y';
        RC_ASSERT(error_rate(plain, changed).character_errors == 1U);
    }));
}
