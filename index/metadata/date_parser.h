#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace akt {

/// How a date was printed, from which follows how sure we are that it is one.
enum class DateForm {
    iso,            ///< 2019-03-14, 2019/03/14, 2019.03.14
    words,          ///< 14 mars 2019, den 14:e mars 2019, 14 mar. 2019
    day_month,      ///< 14/3 2019, 14/3-2019, 14/3-19, 14/3/2019
    dotted,         ///< 14.3.2019, 14-03-2019
    short_year,     ///< 19-03-14: year, month, day
    broken_iso,     ///< 201903-14, 2019-0314, 2019 03 14: a slip of the pen or of the scanner
    compact,        ///< 20190314
    compact_short,  ///< 190314
    month_year,     ///< mars 2019, 2019-03: no day
};

/// A date in a text. `offset` and `length` count in what was searched.
/// `date` has day 1 when only the month is known. For a span of days (2019-03-14—15) it is the first
/// and `last` the last; otherwise both are the same, except that a month's `last` is its last day.
struct DateInText {
    std::chrono::year_month_day date{}, last{};
    DateForm form = DateForm::iso;
    std::size_t offset = 0, length = 0;
    friend bool operator==(const DateInText&, const DateInText&) = default;
};

/// All dates in `plain` (see plain_text.h), in order, not overlapping. Years 1900–2099; two-digit years are
/// 1950–2049. Eight or six digits run together count only with `compact_too` (file names, labelled values):
/// in running text they are mostly something else. Year always before month before day, or day before month
/// before year: never year-day-month. Linear in the text; thread-safe.
std::vector<DateInText> dates_in(std::string_view plain, bool compact_too = false);

/// Days from `first` to `last`, both counted.
struct DateSpan {
    std::chrono::year_month_day first{}, last{};
    friend bool operator==(const DateSpan&, const DateSpan&) = default;
};

/// Reads one whole UTF-8 text as a date, month or year in any of the forms above, as a person types them:
/// "2024", "2024-05", "maj 2024", "24/5 2024", "20240524". White space around it is allowed, other text is
/// not.
std::optional<DateSpan> parse_date_span(std::string_view text);

}  // namespace akt
