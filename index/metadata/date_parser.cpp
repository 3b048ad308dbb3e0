#include "index/metadata/date_parser.h"

#include <algorithm>
#include <array>

#include "index/metadata/plain_text.h"

namespace akt {

namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr int kFirstYear = 1900, kLastYear = 2099;
constexpr int kTwoDigitPivot = 50;  ///< 00–49 are 2000–2049, 50–99 are 1950–1999

constexpr std::array<std::string_view, 12> kMonths{"januari",   "februari", "mars",     "april",
                                                   "maj",       "juni",     "juli",     "augusti",
                                                   "september", "oktober",  "november", "december"};

std::optional<year_month_day> valid(int y, int m, int d) {
    if (y < kFirstYear || y > kLastYear || m < 1 || d < 1) return std::nullopt;
    const year_month_day date{year(y), month(static_cast<unsigned>(m)), day(static_cast<unsigned>(d))};
    return date.ok() ? std::optional(date) : std::nullopt;
}

int full_year(int two_digits) {
    return two_digits < kTwoDigitPivot ? 2000 + two_digits : 1900 + two_digits;
}

year_month_day last_of_month(const year_month_day& date) {
    return year_month_day{date.year() / date.month() / std::chrono::last};
}

/// Walks over plain text; every reader moves only when it succeeds.
class Cursor {
public:
    Cursor(std::string_view text, std::size_t at) : text_(text), at_(at) {}

    std::size_t at() const { return at_; }
    char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
    bool one_of(std::string_view set) const { return peek() != '\0' && set.find(peek()) != set.npos; }
    void skip(std::size_t count = 1) { at_ = std::min(text_.size(), at_ + count); }
    void spaces() {
        while (peek() == ' ') ++at_;
    }

    std::size_t digits_ahead() const {
        std::size_t count = 0;
        while (is_plain_digit(peek(count))) ++count;
        return count;
    }
    /// A whole run of digits, `least` to `most` of them.
    std::optional<int> number(std::size_t least, std::size_t most) {
        const std::size_t count = digits_ahead();
        if (count < least || count > most) return std::nullopt;
        int value = 0;
        for (std::size_t i = 0; i < count; ++i) value = value * 10 + (text_[at_ + i] - '0');
        at_ += count;
        return value;
    }
    bool eat(std::string_view word) {
        if (text_.substr(at_, word.size()) != word) return false;
        at_ += word.size();
        return true;
    }
    /// A month's name, its short form, or a long name with one letter misread.
    std::optional<int> month_name() {
        std::size_t length = 0;
        while (is_plain_letter(peek(length))) ++length;
        const std::string_view word = text_.substr(at_, length);
        for (std::size_t i = 0; i < kMonths.size(); ++i) {
            const bool brief = word == kMonths[i].substr(0, 3) || (i == 8 && word == "sept");
            const bool misread = length >= 5 && nearly_equal(word, kMonths[i]);
            if (word != kMonths[i] && !brief && !misread) continue;
            at_ += length;
            if (brief && peek() == '.') ++at_;
            return static_cast<int>(i) + 1;
        }
        return std::nullopt;
    }
    /// Nothing that would make the digits just read part of something longer.
    bool ends() const {
        const char next = peek();
        if (next == 't' && is_plain_digit(peek(1))) return true;  // 2019-03-14T10:30
        if (is_plain_alnum(next)) return false;
        const bool digit_after = is_plain_digit(peek(1));
        return !(digit_after && (next == '-' || next == '/' || next == '.' || next == ':'));
    }

private:
    std::string_view text_;
    std::size_t at_;
};

/// Behind year, month and day: the last day of a span, "—15" or "-15". Moves the cursor when there is one.
year_month_day end_of_span(Cursor& cursor, const year_month_day& first) {
    Cursor ahead = cursor;
    if (ahead.peek() == ' ' && ahead.peek(1) == '-') ahead.skip();
    std::size_t dashes = 0;
    while (ahead.peek() == '-' && dashes < 2) ahead.skip(), ++dashes;
    if (dashes == 0) return first;
    if (ahead.peek() == ' ') ahead.skip();
    const auto number = ahead.number(1, 2);
    if (!number || !ahead.ends()) return first;
    const auto last = valid(static_cast<int>(first.year()),
                            static_cast<int>(static_cast<unsigned>(first.month())), *number);
    if (!last || *last <= first) return first;
    cursor = ahead;
    return *last;
}

std::optional<DateInText> made(std::size_t start, const Cursor& cursor, std::optional<year_month_day> date,
                               DateForm form) {
    if (!date) return std::nullopt;
    return DateInText{*date, *date, form, start, cursor.at() - start};
}

/// 2019-03-14 and what is left of it after a slip; 2019-03.
std::optional<DateInText> year_first(std::string_view text, std::size_t start) {
    Cursor cursor(text, start);
    const auto y = cursor.number(4, 4);
    if (!y) return std::nullopt;
    bool spaced = false;
    const auto separator = [&](char wanted) -> char {
        Cursor ahead = cursor;
        ahead.spaces();
        const char mark = ahead.peek();
        if (mark != '\0' && std::string_view("-/.").find(mark) != std::string_view::npos &&
            (wanted == '\0' || mark == wanted)) {
            ahead.skip();
            if (ahead.peek() == ' ') ahead.skip();
            spaced = spaced || ahead.at() != cursor.at() + 1;
            cursor = ahead;
            return mark;
        }
        if (ahead.at() == cursor.at() + 1 && is_plain_digit(mark) && (wanted == '\0' || wanted == ' ')) {
            cursor = ahead;
            return ' ';
        }
        return '\0';
    };
    const char mark = separator('\0');
    if (mark == '\0') return std::nullopt;
    if (mark == '-' && cursor.digits_ahead() == 4) {  // 2019-0314
        const int both = *cursor.number(4, 4);
        if (!cursor.ends()) return std::nullopt;
        return made(start, cursor, valid(*y, both / 100, both % 100), DateForm::broken_iso);
    }
    const auto m = mark == '-' ? cursor.number(1, 2) : cursor.number(2, 2);
    if (!m) return std::nullopt;
    const Cursor after_month = cursor;
    if (separator(mark) == mark) {
        const auto d = mark == '-' ? cursor.number(1, 2) : cursor.number(2, 2);
        const auto date = d ? valid(*y, *m, *d) : std::nullopt;
        if (date) {
            const year_month_day last = end_of_span(cursor, *date);
            if (!cursor.ends()) return std::nullopt;
            const DateForm form = spaced || mark == ' ' ? DateForm::broken_iso : DateForm::iso;
            return DateInText{*date, last, form, start, cursor.at() - start};
        }
        if (d) return std::nullopt;  // 2019-14-03 is a mistake, not another order
    }
    cursor = after_month;
    if (mark != '-' || spaced || !cursor.ends() || cursor.at() - start != 7) return std::nullopt;
    const auto first = valid(*y, *m, 1);
    if (!first) return std::nullopt;
    return DateInText{*first, last_of_month(*first), DateForm::month_year, start, cursor.at() - start};
}

/// 201903-14
std::optional<DateInText> year_month_run(std::string_view text, std::size_t start) {
    Cursor cursor(text, start);
    const auto run = cursor.number(6, 6);
    if (!run || cursor.peek() != '-') return std::nullopt;
    cursor.skip();
    if (cursor.digits_ahead() != 2) return std::nullopt;
    const auto d = cursor.number(2, 2);
    if (!cursor.ends()) return std::nullopt;
    return made(start, cursor, valid(*run / 100, *run % 100, *d), DateForm::broken_iso);
}

std::optional<DateInText> compact(std::string_view text, std::size_t start) {
    Cursor cursor(text, start);
    const std::size_t count = cursor.digits_ahead();
    if (count != 8 && count != 6) return std::nullopt;
    const int run = *cursor.number(6, 8);
    if (!cursor.ends()) return std::nullopt;
    if (count == 8)
        return made(start, cursor, valid(run / 10000, run / 100 % 100, run % 100), DateForm::compact);
    return made(start, cursor, valid(full_year(run / 10000), run / 100 % 100, run % 100),
                DateForm::compact_short);
}

/// 19-03-14
std::optional<DateInText> short_year(std::string_view text, std::size_t start) {
    Cursor cursor(text, start);
    std::array<int, 3> parts{};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) {
            if (cursor.peek() != '-') return std::nullopt;
            cursor.skip();
        }
        const auto part = cursor.number(2, 2);
        if (!part) return std::nullopt;
        parts[i] = *part;
    }
    // "08-12 34 56", "08-12-34 56": telephone numbers go on in pairs.
    const bool goes_on = cursor.peek() == ' ' && is_plain_digit(cursor.peek(1)) &&
                         is_plain_digit(cursor.peek(2)) && !is_plain_alnum(cursor.peek(3)) &&
                         cursor.peek(3) != ':' && cursor.peek(3) != '.';
    if (!cursor.ends() || goes_on) return std::nullopt;
    return made(start, cursor, valid(full_year(parts[0]), parts[1], parts[2]), DateForm::short_year);
}

/// 14/3 2019, 14/3-2019, 14/3-19, 14/3/2019
std::optional<DateInText> day_month(std::string_view text, std::size_t start) {
    Cursor cursor(text, start);
    const auto d = cursor.number(1, 2);
    if (!d || cursor.peek() != '/') return std::nullopt;
    cursor.skip();
    const auto m = cursor.number(1, 2);
    if (!m) return std::nullopt;
    if (cursor.peek() == ',' && cursor.peek(1) == ' ') cursor.skip();
    const std::size_t before = cursor.at();
    cursor.spaces();
    const bool dash = cursor.one_of("-/'");
    if (dash) {
        cursor.skip();
        cursor.spaces();
    }
    if (cursor.at() == before) return std::nullopt;
    const std::size_t count = cursor.digits_ahead();
    if (count != 4 && !(count == 2 && dash)) return std::nullopt;
    const int y = *cursor.number(2, 4);
    if (!cursor.ends()) return std::nullopt;
    return made(start, cursor, valid(count == 2 ? full_year(y) : y, *m, *d), DateForm::day_month);
}

/// 14.3.2019, 14-03-2019
std::optional<DateInText> dotted(std::string_view text, std::size_t start) {
    Cursor cursor(text, start);
    const auto d = cursor.number(1, 2);
    const char mark = cursor.peek();
    if (!d || (mark != '.' && mark != '-')) return std::nullopt;
    cursor.skip();
    if (mark == '.') cursor.spaces();
    const auto m = cursor.number(mark == '-' ? 2 : 1, 2);
    if (!m || cursor.peek() != mark) return std::nullopt;
    cursor.skip();
    if (mark == '.') cursor.spaces();
    const auto y = cursor.number(4, 4);
    if (!y || !cursor.ends()) return std::nullopt;
    return made(start, cursor, valid(*y, *m, *d), DateForm::dotted);
}

/// 14 mars 2019, 14:e mars 2019, 14-15 mars 2019, 14 mars -19
std::optional<DateInText> in_words(std::string_view text, std::size_t start) {
    Cursor cursor(text, start);
    const auto d = cursor.number(1, 2);
    if (!d) return std::nullopt;
    if (cursor.peek() == ':' && (cursor.peek(1) == 'e' || cursor.peek(1) == 'a')) cursor.skip(2);
    std::optional<int> last_day;
    Cursor ahead = cursor;
    ahead.spaces();
    if (ahead.eat("-") || ahead.eat("och ") || ahead.eat("till ")) {
        while (ahead.peek() == '-') ahead.skip();
        ahead.spaces();
        if ((last_day = ahead.number(1, 2))) cursor = ahead;
    }
    if (cursor.peek() == '.') cursor.skip();
    cursor.spaces();
    const auto m = cursor.month_name();
    if (!m) return std::nullopt;
    cursor.spaces();
    if (cursor.peek() == ',') cursor.skip();
    cursor.eat("ar ");
    cursor.spaces();
    std::optional<int> y;
    if (cursor.digits_ahead() == 4) {
        y = cursor.number(4, 4);
    } else if (cursor.one_of("-'") && is_plain_digit(cursor.peek(1))) {
        cursor.skip();
        if (cursor.digits_ahead() == 2) y = full_year(*cursor.number(2, 2));
    }
    if (!y || is_plain_alnum(cursor.peek())) return std::nullopt;
    const auto date = valid(*y, *m, *d);
    if (!date) return std::nullopt;
    auto last = last_day ? valid(*y, *m, *last_day) : date;
    if (!last || *last < *date) last = date;
    return DateInText{*date, *last, DateForm::words, start, cursor.at() - start};
}

/// mars 2019
std::optional<DateInText> month_year(std::string_view text, std::size_t start) {
    Cursor cursor(text, start);
    const auto m = cursor.month_name();
    if (!m) return std::nullopt;
    cursor.spaces();
    cursor.eat("manad ");
    const auto y = cursor.number(4, 4);
    if (!y || !cursor.ends()) return std::nullopt;
    const auto first = valid(*y, *m, 1);
    if (!first) return std::nullopt;
    return DateInText{*first, last_of_month(*first), DateForm::month_year, start, cursor.at() - start};
}

std::optional<DateInText> date_at(std::string_view plain, std::size_t at, bool compact_too) {
    const char before = at > 0 ? plain[at - 1] : ' ';
    // "2018-03-14" inside a longer number, "12-19-03-14": not where a date begins.
    const bool inside = at > 1 && is_plain_digit(plain[at - 2]) &&
                        (before == '-' || before == '.' || before == ':' || before == ',');
    if (is_plain_letter(plain[at])) {
        const bool after_day = before == ' ' && at > 1 && is_plain_digit(plain[at - 2]);  // "32 mars 2019"
        return after_day ? std::nullopt : month_year(plain, at);
    }
    if (inside) return std::nullopt;
    const bool after_slash = before == '/' && at > 1 && is_plain_digit(plain[at - 2]);
    if (auto date = dotted(plain, at)) return date;
    if (after_slash) return std::nullopt;
    if (auto date = year_first(plain, at)) return date;
    if (auto date = in_words(plain, at)) return date;
    if (auto date = day_month(plain, at)) return date;
    if (auto date = short_year(plain, at)) return date;
    if (auto date = year_month_run(plain, at)) return date;
    return compact_too ? compact(plain, at) : std::nullopt;
}

}  // namespace

std::vector<DateInText> dates_in(std::string_view plain, bool compact_too) {
    std::vector<DateInText> dates;
    for (std::size_t at = 0; at < plain.size();) {
        if (!is_plain_alnum(plain[at])) {
            ++at;
            continue;
        }
        if (const auto date = date_at(plain, at, compact_too)) {
            dates.push_back(*date);
            at += date->length;
            continue;
        }
        // "mote2015-10-07" holds a date, "2O19-03-14" does not: a number may follow a word but not a mixture.
        if (is_plain_digit(plain[at])) {
            while (at < plain.size() && is_plain_alnum(plain[at])) ++at;
        } else {
            while (at < plain.size() && is_plain_letter(plain[at])) ++at;
        }
    }
    return dates;
}

std::optional<DateSpan> parse_date_span(std::string_view text) {
    std::string plain = to_plain(text);
    const std::size_t first = plain.find_first_not_of(' ');
    if (first == std::string::npos) return std::nullopt;
    plain = plain.substr(first, plain.find_last_not_of(' ') + 1 - first);
    if (plain.size() == 4 && std::all_of(plain.begin(), plain.end(), is_plain_digit)) {
        Cursor cursor(plain, 0);
        const int y = *cursor.number(4, 4);
        const auto new_year = valid(y, 1, 1);
        return new_year ? std::optional(DateSpan{*new_year, *valid(y, 12, 31)}) : std::nullopt;
    }
    if (plain.starts_with("den ")) plain = plain.substr(4);
    if (plain.size() == 6 && std::all_of(plain.begin(), plain.end(), is_plain_digit)) {
        // Typed without a dash, 202403 is a month; 240314 a day.
        Cursor cursor(plain, 0);
        const int run = *cursor.number(6, 6);
        if (const auto month_start = valid(run / 100, run % 100, 1))
            return DateSpan{*month_start, last_of_month(*month_start)};
    }
    const auto date = date_at(plain, 0, true);
    if (!date || date->length != plain.size()) return std::nullopt;
    return DateSpan{date->date, date->last};
}

}  // namespace akt
