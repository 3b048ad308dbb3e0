#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace akt::bench {

/// How often a sign stood in the truth, was read, and was read where it stood.
struct SignCount {
    std::size_t in_truth = 0, read = 0, right = 0;
    double f1() const {
        const std::size_t both = in_truth + read;
        return both == 0 ? 1.0 : 2.0 * static_cast<double>(right) / static_cast<double>(both);
    }
};

/// Counts the signs of `signs` along the cheapest alignment of `read` with `truth`.
std::map<char32_t, SignCount> count_signs(std::string_view truth, std::string_view read,
                                          std::u32string_view signs);

/// The text without anything but letters, digits and single spaces.
std::string only_letters(std::string_view text);

}  // namespace akt::bench
