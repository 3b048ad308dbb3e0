#include "index/metadata/org_number_finder.h"

#include <algorithm>

#include "index/metadata/plain_text.h"

namespace akt {

bool has_valid_check_digit(std::string_view ten_digits) {
    if (ten_digits.size() != 10 || !std::all_of(ten_digits.begin(), ten_digits.end(), is_plain_digit))
        return false;
    int sum = 0;
    for (std::size_t i = 0; i < ten_digits.size(); ++i) {
        const int digit = (ten_digits[i] - '0') * (i % 2 == 0 ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
    }
    return sum % 10 == 0;
}

std::vector<Found<std::string>> find_org_numbers(const DocumentText& text) {
    std::vector<Found<std::string>> found;
    constexpr std::size_t kMaxFound = 200;
    for (const auto& line : text.lines()) {
        const std::string_view plain = line.plain;
        for (std::size_t at = 0; at < plain.size() && found.size() < kMaxFound;) {
            if (!is_plain_digit(plain[at])) {
                ++at;
                continue;
            }
            // The run of digits, which one dash may part.
            std::string digits;
            std::size_t end = at, dash = 0;
            for (; end < plain.size(); ++end) {
                if (is_plain_digit(plain[end]))
                    digits.push_back(plain[end]);
                else if (plain[end] == '-' && dash == 0 && digits.size() >= 6 && end + 1 < plain.size() &&
                         is_plain_digit(plain[end + 1]))
                    dash = end - at;
                else
                    break;
            }
            const std::size_t from = at;
            at = end;
            const char before = from > 0 ? plain[from - 1] : ' ';
            const bool vat = from >= 2 && plain.substr(from - 2, 2) == "se" && digits.size() == 12 &&
                             digits.ends_with("01") && dash == 0;
            const bool joined = (is_plain_alnum(before) && !vat) || before == '-' || before == '+' ||
                                (end < plain.size() && is_plain_alnum(plain[end]));
            if (joined) continue;
            if (vat)
                digits.resize(10);
            else if (digits.size() == 12 && digits.starts_with("16") && (dash == 0 || dash == 8))
                digits.erase(0, 2);
            else if (digits.size() != 10 || (dash != 0 && dash != 6))
                continue;
            if (digits[2] < '2' || !has_valid_check_digit(digits)) continue;
            const TextSpan span{line.index, from, end};
            const bool labelled = text.label_of(span, {Label::org_number}).has_value() || vat;
            if (dash == 0 && !labelled) continue;
            std::string value = digits.substr(0, 6) + '-' + digits.substr(6);
            if (std::any_of(found.begin(), found.end(),
                            [&](const auto& known) { return known.value == value; }))
                continue;
            found.push_back(text.found(std::move(value), span, labelled ? 0.97 : 0.8));
        }
    }
    return found;
}

}  // namespace akt
