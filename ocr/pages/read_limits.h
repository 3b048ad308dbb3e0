#pragma once

#include <cstdint>

namespace akt {

/// What one file may cost. Anything above is refused with Error(limit_exceeded) before memory is spent on it.
struct ReadLimits {
    std::uint64_t max_file_bytes = 2'000'000'000;
    std::uint64_t max_text_file_bytes = 50'000'000;
    int max_pages = 20'000;
    std::int64_t max_page_pixels =
        200'000'000;  ///< one picture as decoded or rendered: A3 at 600 dpi has 70 M
};

}  // namespace akt
