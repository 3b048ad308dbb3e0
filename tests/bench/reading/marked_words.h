#pragma once

#include <cstddef>
#include <string_view>

namespace akt::bench {

/// Words of a truth that have å, ä or ö (or é), and how many of them stand in the reading, in whatever order.
/// Signs around a word do not count.
struct MarkedWords {
    std::size_t in_truth = 0, right = 0;
    double share() const {
        return in_truth == 0 ? 1.0 : static_cast<double>(right) / static_cast<double>(in_truth);
    }
    MarkedWords& operator+=(const MarkedWords& other) {
        in_truth += other.in_truth, right += other.right;
        return *this;
    }
};

MarkedWords marked_words(std::string_view truth, std::string_view read);

}  // namespace akt::bench
