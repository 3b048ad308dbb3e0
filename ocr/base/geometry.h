#pragma once

#include <algorithm>

namespace akt {

/// A rectangle in pixels of the page as shown to a person (upright). Half-open, origin top left.
struct PixelBox {
    int left_px = 0, top_px = 0, right_px = 0, bottom_px = 0;

    int width_px() const { return right_px - left_px; }
    int height_px() const { return bottom_px - top_px; }
    bool empty() const { return right_px <= left_px || bottom_px <= top_px; }
    double area_px2() const { return empty() ? 0 : static_cast<double>(width_px()) * height_px(); }
    friend bool operator==(const PixelBox&, const PixelBox&) = default;
};

/// The smallest box holding both; an empty box adds nothing.
inline PixelBox united(const PixelBox& a, const PixelBox& b) {
    if (a.empty()) return b;
    if (b.empty()) return a;
    return {std::min(a.left_px, b.left_px), std::min(a.top_px, b.top_px), std::max(a.right_px, b.right_px),
            std::max(a.bottom_px, b.bottom_px)};
}

/// What both boxes cover; empty() when they do not meet.
inline PixelBox intersected(const PixelBox& a, const PixelBox& b) {
    return {std::max(a.left_px, b.left_px), std::max(a.top_px, b.top_px), std::min(a.right_px, b.right_px),
            std::min(a.bottom_px, b.bottom_px)};
}

}  // namespace akt
