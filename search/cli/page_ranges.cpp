#include "search/cli/page_ranges.h"

#include <charconv>
#include <set>
#include <string>

#include "ocr/base/error.h"

namespace akt {

namespace {

constexpr int kMaxPage = 1'000'000;

[[noreturn]] void refuse(std::string_view text) {
    throw Error(ErrorCode::usage, {}, "'" + std::string(text) + "' names no pages", "write them like 1,3-5");
}

/// Takes a page number off the front of `rest`.
int take_number(std::string_view& rest, std::string_view whole) {
    int number = 0;
    const auto [end, failed] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    if (failed != std::errc() || number < 1 || number > kMaxPage) refuse(whole);
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    return number;
}

bool take(std::string_view& rest, char sign) {
    if (rest.empty() || rest.front() != sign) return false;
    rest.remove_prefix(1);
    return true;
}

}  // namespace

std::vector<int> parse_page_ranges(std::string_view text) {
    std::set<int> pages;
    std::string_view rest = text;
    do {
        const int first = take_number(rest, text);
        const int last = take(rest, '-') ? take_number(rest, text) : first;
        if (last < first) refuse(text);
        for (int page = first; page <= last; ++page) pages.insert(page);
    } while (take(rest, ','));
    if (!rest.empty()) refuse(text);
    return {pages.begin(), pages.end()};
}

}  // namespace akt
