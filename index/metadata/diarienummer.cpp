#include "index/metadata/diarienummer.h"

#include <array>
#include <chrono>
#include <cstddef>

#include "index/metadata/plain_text.h"
#include "ocr/base/utf8.h"

namespace akt {

namespace {

constexpr int kFirstYear = 1900, kLastYear = 2099;
constexpr std::size_t kMaxOrganLetters = 12;
constexpr std::size_t kMaxNumberDigits = 7;
constexpr std::size_t kMaxDocumentDigits = 4;
constexpr std::size_t kMaxPrintedBytes = 80;

bool is_year(int value) {
    return value >= kFirstYear && value <= kLastYear;
}

/// Reads the plain text from the left.
struct Reader {
    std::string_view plain;
    std::size_t at = 0;

    char peek(std::size_t ahead = 0) const { return at + ahead < plain.size() ? plain[at + ahead] : '\0'; }
    bool done() const { return at >= plain.size(); }
    void spaces() {
        while (peek() == ' ') ++at;
    }
    std::size_t digits_ahead() const {
        std::size_t count = 0;
        while (is_plain_digit(peek(count))) ++count;
        return count;
    }
    std::optional<int> number(std::size_t most) {
        const std::size_t count = digits_ahead();
        if (count == 0) return std::nullopt;
        // Leading zeros only pad: 0000000124 is 124.
        std::size_t zeros = 0;
        while (zeros + 1 < count && peek(zeros) == '0') ++zeros;
        if (count - zeros > most || count > 2 * kMaxNumberDigits) return std::nullopt;
        int value = 0;
        for (std::size_t i = zeros; i < count; ++i) value = value * 10 + (peek(i) - '0');
        at += count;
        return value;
    }
    /// One of "/:.-", with a space allowed on both sides; or a space alone; or nothing ('\0').
    char separator() {
        const std::size_t start = at;
        spaces();
        const char mark = peek();
        if (mark == '/' || mark == ':' || mark == '.' || mark == '-') {
            ++at;
            spaces();
            return mark;
        }
        return at > start ? ' ' : '\0';
    }
};

/// "22-", "4.1-", "3.2.12 " before the year or number: the classification some authorities print.
std::size_t classification_length(const Reader& reader) {
    std::size_t length = 0;
    for (int part = 0; part < 4; ++part) {
        std::size_t digits = 0;
        while (is_plain_digit(reader.peek(length + digits))) ++digits;
        if (digits == 0 || digits > 2) return 0;
        length += digits;
        if (reader.peek(length) != '.') break;
        ++length;
    }
    const char after = reader.peek(length);
    const bool more = is_plain_digit(reader.peek(length + 1));
    if (!more || (after != '-' && after != ' ')) return 0;
    return length;
}

bool is_date(int y, int m, int d) {
    return std::chrono::year_month_day{std::chrono::year(y), std::chrono::month(static_cast<unsigned>(m)),
                                       std::chrono::day(static_cast<unsigned>(d))}
        .ok();
}

/// The label people print and type before the number, with what parts them.
std::size_t label_length(std::string_view plain) {
    constexpr std::array<std::string_view, 6> kLabels{"diarienummer", "diarienr", "dnr",
                                                      "arendenummer", "arendenr", "beteckning"};
    for (const auto label : kLabels) {
        if (!plain.starts_with(label)) continue;
        std::size_t end = label.size();
        if (end < plain.size() && is_plain_letter(plain[end])) continue;
        while (end < plain.size() && (plain[end] == '.' || plain[end] == ':' || plain[end] == ' ')) ++end;
        return end;
    }
    return 0;
}

std::string upper(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto decoded = decode_utf8(text, at);
        append_utf8(out, to_upper(decoded.code_point));
        at += decoded.length_bytes;
    }
    return out;
}

/// What follows the organ, from the reader's place to the end.
struct Numbers {
    int year = 0, number = 0, document = 0;
};

std::optional<Numbers> read_numbers(Reader reader, bool has_organ) {
    const std::size_t first_digits = reader.digits_ahead();
    const auto first = reader.number(kMaxNumberDigits);
    if (!first) return std::nullopt;
    const char mark = reader.separator();
    if (mark == '\0') return std::nullopt;
    const std::size_t second_digits = reader.digits_ahead();
    const auto second = reader.number(kMaxNumberDigits);
    if (!second) return std::nullopt;
    if (mark == ' ' && second_digits < 3) return std::nullopt;

    const bool year_last = second_digits == 4 && is_year(*second);
    // "91/0216": the year's last two digits, told by the longer number behind them.
    const bool short_year =
        first_digits == 2 && (mark == '/' || mark == ':') && second_digits >= 3 && !year_last;
    const bool year_first = short_year || (first_digits == 4 && is_year(*first));
    const bool number_first = year_last && (!year_first || (mark == '-' && !has_organ));
    if (number_first) {
        if (mark == ' ' || *first == 0 || !reader.done()) return std::nullopt;
        return Numbers{*second, *first, 0};
    }
    if (!year_first || *second == 0) return std::nullopt;
    Numbers numbers{short_year ? *first + (*first < 50 ? 2000 : 1900) : *first, *second, 0};
    if (reader.done()) {
        const bool month = mark == '-' && !has_organ && second_digits <= 2 && *second <= 12;
        return month ? std::nullopt : std::optional(numbers);
    }
    const char second_mark = reader.separator();
    if (second_mark == '\0' || second_mark == ' ') return std::nullopt;
    const std::size_t third_digits = reader.digits_ahead();
    if (const auto document = reader.number(kMaxDocumentDigits)) {
        if (!reader.done()) return std::nullopt;
        if (mark == second_mark && second_digits == 2 && third_digits == 2 &&
            is_date(numbers.year, numbers.number, *document))
            return std::nullopt;
        numbers.document = *document;
        return numbers;
    }
    // The Government Offices add the unit: Fi2020/00123/S3. It is no part of the case.
    if (second_mark != '/' || !has_organ || !is_plain_letter(reader.peek())) return std::nullopt;
    std::size_t length = 0;
    while (is_plain_alnum(reader.peek(length))) ++length;
    reader.at += length;
    if (length > 6 || !reader.done()) return std::nullopt;
    return numbers;
}

}  // namespace

std::string canonical(const Diarienummer& dnr) {
    std::string out = dnr.organ;
    if (!out.empty()) out += ' ';
    out += std::to_string(dnr.year) + '/' + std::to_string(dnr.number);
    if (dnr.document != 0) out += '-' + std::to_string(dnr.document);
    return out;
}

std::optional<Diarienummer> parse_diarienummer(std::string_view text) {
    if (text.size() > 2 * kMaxPrintedBytes) return std::nullopt;
    const std::string composed = to_nfc(text);
    std::string plain = to_plain(composed);
    while (!plain.empty() && plain.back() == ' ') plain.pop_back();

    Reader reader{plain};
    reader.spaces();
    reader.at += label_length(reader.plain.substr(reader.at));
    const std::size_t start = reader.at;
    while (is_plain_letter(reader.peek()) && reader.at - start <= kMaxOrganLetters) ++reader.at;
    const std::size_t letters = reader.at - start;
    if (letters > kMaxOrganLetters) return std::nullopt;
    Diarienummer dnr;
    dnr.organ = upper(code_points(composed, start, reader.at));
    if (letters > 0) reader.separator();

    if (const std::size_t length = classification_length(reader)) {
        Reader after = reader;
        after.at += length + 1;
        // "14-03-2019" has no classification.
        const bool plausible = letters > 0 ||
                               plain.substr(reader.at, length).find('.') != std::string::npos ||
                               plain.find_first_of("/:", after.at) != std::string::npos;
        if (const auto numbers = plausible ? read_numbers(after, true) : std::nullopt) {
            if (!dnr.organ.empty()) dnr.organ += ' ';
            dnr.organ += plain.substr(reader.at, length);
            dnr.year = numbers->year, dnr.number = numbers->number, dnr.document = numbers->document;
        }
    }
    if (dnr.year == 0) {
        const auto numbers = read_numbers(reader, letters > 0);
        if (!numbers) return std::nullopt;
        dnr.year = numbers->year, dnr.number = numbers->number, dnr.document = numbers->document;
    }
    dnr.printed = std::string(code_points(composed, start, plain.size()));
    return dnr;
}

}  // namespace akt
