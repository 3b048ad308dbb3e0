#include "tests/bench/reading/symbol_score.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "ocr/base/utf8.h"

namespace akt::bench {
namespace {

/// Every run of white space is one space.
std::u32string spaced_once(std::string_view text) {
    std::u32string result;
    for (const char32_t c : to_utf32(to_nfc(text))) {
        if (!is_space(c))
            result += c;
        else if (!result.empty() && result.back() != U' ')
            result += U' ';
    }
    return result;
}

}  // namespace

std::map<char32_t, SignCount> count_signs(std::string_view truth_text, std::string_view read_text,
                                          std::u32string_view signs) {
    const std::u32string truth = spaced_once(truth_text), read = spaced_once(read_text);
    const std::size_t width = read.size() + 1;
    std::vector<std::uint32_t> cost((truth.size() + 1) * width);
    for (std::size_t i = 0; i <= truth.size(); ++i) {
        for (std::size_t j = 0; j <= read.size(); ++j) {
            std::uint32_t& here = cost[i * width + j];
            if (i == 0 || j == 0) {
                here = static_cast<std::uint32_t>(i + j);
                continue;
            }
            const std::uint32_t changed = truth[i - 1] == read[j - 1] ? 0 : 1;
            here = std::min({cost[(i - 1) * width + j] + 1, cost[i * width + j - 1] + 1,
                             cost[(i - 1) * width + j - 1] + changed});
        }
    }
    std::map<char32_t, SignCount> counts;
    for (const char32_t sign : signs) {
        SignCount& count = counts[sign];
        count.in_truth = static_cast<std::size_t>(std::count(truth.begin(), truth.end(), sign));
        count.read = static_cast<std::size_t>(std::count(read.begin(), read.end(), sign));
    }
    for (std::size_t i = truth.size(), j = read.size(); i > 0 && j > 0;) {
        const std::uint32_t here = cost[i * width + j];
        if (truth[i - 1] == read[j - 1] && here == cost[(i - 1) * width + j - 1]) {
            const auto sign = counts.find(truth[i - 1]);
            if (sign != counts.end()) ++sign->second.right;
            --i, --j;
        } else if (here == cost[(i - 1) * width + j - 1] + 1) {
            --i, --j;
        } else if (here == cost[(i - 1) * width + j] + 1) {
            --i;
        } else {
            --j;
        }
    }
    return counts;
}

std::string only_letters(std::string_view text) {
    std::string result;
    for (const char32_t c : to_utf32(text)) {
        if (is_letter(c) || is_digit(c))
            append_utf8(result, c);
        else if (is_space(c) && !result.empty() && result.back() != ' ')
            result += ' ';
    }
    return result;
}

}  // namespace akt::bench
