#pragma once

#include <string_view>

namespace akt {

/// How a JPEG's picture must be changed to stand upright: first mirrored left to right, then turned
/// clockwise.
struct ExifOrientation {
    bool mirrored = false;
    int turned_degrees = 0;  ///< 0, 90, 180, 270
    friend bool operator==(const ExifOrientation&, const ExifOrientation&) = default;
};

/// The orientation tag (0x0112) of the first Exif segment in `jpeg`, the first bytes of a JPEG file
/// (Exif 2.3, sections 4.5.4 and 4.6.4). Upright when there is none or it is damaged.
ExifOrientation exif_orientation(std::string_view jpeg);

}  // namespace akt
