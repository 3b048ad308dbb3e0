#include "index/metadata/date_parser.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cstdio>
#include <string>
#include <vector>

#include "index/metadata/plain_text.h"

using namespace akt;

namespace {

std::string printed(const std::chrono::year_month_day& date) {
    char out[16];
    std::snprintf(out, sizeof out, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return out;
}

/// Every date in the text, parted by spaces; a span as first..last.
std::string all_in(const std::string& text, bool compact_too = false) {
    std::string out;
    for (const auto& date : dates_in(to_plain(text), compact_too)) {
        if (!out.empty()) out += ' ';
        out += printed(date.date);
        if (date.last != date.date) out += ".." + printed(date.last);
    }
    return out;
}

struct Case {
    std::string text;
    std::string dates;
};

}  // namespace

TEST_CASE("dates in running text, every printed form") {
    const std::vector<Case> cases{
        {"2019-03-14", "2019-03-14"},
        {"Datum: 2019-03-14.", "2019-03-14"},
        {"2019–03–14", "2019-03-14"},
        {"2019-3-4", "2019-03-04"},
        {"2019/03/14", "2019-03-14"},
        {"2019.03.14", "2019-03-14"},
        {"2019-03-14T10:30", "2019-03-14"},
        {"2019-03-14 kl. 18.00", "2019-03-14"},
        {"2019-03-14—15", "2019-03-14..2019-03-15"},
        {"2019-03-14–15", "2019-03-14..2019-03-15"},
        {"2019-03-14--15", "2019-03-14..2019-03-15"},
        {"2019-03-14 – 2019-03-20", "2019-03-14 2019-03-20"},
        {"den 14 mars 2019", "2019-03-14"},
        {"14 mars 2019", "2019-03-14"},
        {"den 14:e mars 2019", "2019-03-14"},
        {"14 MARS 2019", "2019-03-14"},
        {"14 mar. 2019", "2019-03-14"},
        {"3 sept 2019", "2019-09-03"},
        {"1 februarl 2020", "2020-02-01"},
        {"14–15 mars 2019", "2019-03-14..2019-03-15"},
        {"14 och 15 mars 2019", "2019-03-14..2019-03-15"},
        {"torsdagen den 14 mars, 2019", "2019-03-14"},
        {"14 mars -19", "2019-03-14"},
        {"14/3 2019", "2019-03-14"},
        {"24/5 2024", "2024-05-24"},
        {"14/3-2019", "2019-03-14"},
        {"14/3-19", "2019-03-14"},
        {"14/3 -19", "2019-03-14"},
        {"14/3/2019", "2019-03-14"},
        {"14.3.2019", "2019-03-14"},
        {"14. 3. 2019", "2019-03-14"},
        {"14-03-2019", "2019-03-14"},
        {"19-03-14", "2019-03-14"},
        {"24-05-24", "2024-05-24"},
        {"98-12-31", "1998-12-31"},
        {"202512-17", "2025-12-17"},
        {"2025-1217", "2025-12-17"},
        {"2019 -03- 14", "2019-03-14"},
        {"2019 03 14", "2019-03-14"},
        {"mars 2019", "2019-03-01..2019-03-31"},
        {"2019-02", "2019-02-01..2019-02-28"},
        {"i Lund 2019-03-14 och i Malmö 3 april 2020", "2019-03-14 2020-04-03"},
        // An extension of a reference number before the slash.
        {"80101911/26.06.2025", "2025-06-26"},
    };
    for (const auto& [text, dates] : cases) {
        CAPTURE(text);
        CHECK(all_in(text) == dates);
    }
}

TEST_CASE("what only looks like a date") {
    const std::vector<std::string> texts{
        "2019-14-03",  // never year, day, month
        "2019-02-30",      "2O19-03-14",      "32 mars 2019",    "0 mars 2019",
        "20190314",  // in running text mostly something else
        "190314",
        "19121212-1212",  // personnummer
        "191212-1212",     "556036-0793",     "08-12 34 56",     "08-123 45 67", "046-35 50 00",
        "13/14",           "prop. 1979/80:2", "2014/304",        "1.2.3",        "3.12.1",
        "kl. 18.00-19.30", "1234-05-06",      "2019-03-14-1234", "120 000 kr",   "mars",
        "14 mars",         "2101-01-01",      "SFS 2009:400",    "12-19-03-14",  "4.5.6.2019",
    };
    for (const auto& text : texts) {
        CAPTURE(text);
        CHECK(all_in(text).empty());
    }
}

TEST_CASE("digits run together are dates in file names") {
    CHECK(all_in("Protokoll_styrelsemote_20190219.pdf", true) == "2019-02-19");
    CHECK(all_in("Protokoll-styrelsemöte-210119.pdf", true) == "2021-01-19");
    CHECK(all_in("protokoll_20161301.pdf", true).empty());
    CHECK(all_in("IMG_123456789.jpg", true).empty());
}

TEST_CASE("a date's place and form") {
    const auto dates = dates_in("lund den 14 mars 2019, kl 10");
    REQUIRE(dates.size() == 1);
    CHECK(dates[0].offset == 9);
    CHECK(dates[0].length == 12);
    CHECK(dates[0].form == DateForm::words);
}

TEST_CASE("a whole text as a date, month or year") {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"2024", "2024-01-01..2024-12-31"},
        {" 2024-05 ", "2024-05-01..2024-05-31"},
        {"maj 2024", "2024-05-01..2024-05-31"},
        {"202405", "2024-05-01..2024-05-31"},
        {"2024-05-24", "2024-05-24..2024-05-24"},
        {"20240524", "2024-05-24..2024-05-24"},
        {"240524", "2024-05-24..2024-05-24"},
        {"24/5 2024", "2024-05-24..2024-05-24"},
        {"den 24 maj 2024", "2024-05-24..2024-05-24"},
        {"24-05-24", "2024-05-24..2024-05-24"},
        {"februari 2024", "2024-02-01..2024-02-29"},
    };
    for (const auto& [text, span] : cases) {
        CAPTURE(text);
        const auto parsed = parse_date_span(text);
        REQUIRE(parsed);
        CHECK(printed(parsed->first) + ".." + printed(parsed->last) == span);
    }
    for (const std::string text :
         {"", " ", "24", "20245", "2024-13", "2024-05-24 eller så", "maj", "1899", "2024-5-", "den "}) {
        CAPTURE(text);
        CHECK_FALSE(parse_date_span(text));
    }
}

TEST_CASE("every day of the years we know is read in every full form") {
    const std::string months[] = {"januari", "februari", "mars",      "april",   "maj",      "juni",
                                  "juli",    "augusti",  "september", "oktober", "november", "december"};
    CHECK(rc::check([&] {
        const std::chrono::sys_days first{std::chrono::year(1950) / 1 / 1};
        const std::chrono::year_month_day date{first + std::chrono::days(*rc::gen::inRange(0, 36524))};
        const int y = static_cast<int>(date.year());
        const unsigned m = static_cast<unsigned>(date.month()), d = static_cast<unsigned>(date.day());
        const auto number = [](auto value) { return std::to_string(value); };
        const std::string iso = printed(date);
        for (const std::string& form : {iso, number(d) + ' ' + months[m - 1] + ' ' + number(y),
                                        number(d) + '/' + number(m) + ' ' + number(y),
                                        number(d) + '.' + number(m) + '.' + number(y), iso.substr(2)}) {
            const auto dates = dates_in(form);
            RC_ASSERT(dates.size() == 1U);
            RC_ASSERT(dates[0].date == date);
            RC_ASSERT(dates[0].length == form.size());
        }
    }));
}

TEST_CASE("dates lie within the text, in order, and are dates of the calendar") {
    CHECK(rc::check([] {
        const auto text = *rc::gen::container<std::string>(
            rc::gen::elementOf(std::string("0123456789012345678901234567890123456789-/. :marsokt")));
        std::size_t end = 0;
        for (const auto& date : dates_in(text, true)) {
            RC_ASSERT(date.offset >= end);
            RC_ASSERT(date.length > 0U);
            end = date.offset + date.length;
            RC_ASSERT(end <= text.size());
            RC_ASSERT(date.date.ok());
            RC_ASSERT(date.last >= date.date);
        }
    }));
}
