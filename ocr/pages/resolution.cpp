#include "ocr/pages/resolution.h"

#include <algorithm>
#include <cmath>

namespace akt {

int plausible_dpi(int stated_dpi, int width_px, int height_px) {
    constexpr double kSmallestSheet_in = 2.5, kA3Width_in = 11.7, kA4Width_in = 8.27;
    const double short_side_px = std::min(width_px, height_px);
    if (stated_dpi >= 70) {
        const double short_side_in = short_side_px / stated_dpi;
        if (short_side_in >= kSmallestSheet_in && short_side_in <= 1.1 * kA3Width_in)
            return std::min(stated_dpi, 1200);
    }
    return std::clamp(static_cast<int>(std::lround(short_side_px / kA4Width_in)), 50, 1200);
}

}  // namespace akt
