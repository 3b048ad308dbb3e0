#include "ocr/base/clock.h"

#include <doctest/doctest.h>

using namespace akt;
using namespace std::chrono_literals;

TEST_CASE("dates and moments are ISO 8601") {
    CHECK(iso_date(2024y / 5 / 4) == "2024-05-04");
    CHECK(iso_date(907y / 12 / 31) == "0907-12-31");
    const auto now = utc_now();
    REQUIRE(now.size() == 20);
    CHECK(now[4] == '-');
    CHECK(now[10] == 'T');
    CHECK(now.back() == 'Z');
    CHECK(now > "2026-01-01T00:00:00Z");
}
