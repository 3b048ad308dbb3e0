#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "ocr/pages/exif.h"
#include "ocr/pages/image_pages.h"

namespace akt {

/// A picture as a PDF's image object holds it (ISO 32000-1, 8.9.5). The texts are PDF objects.
struct EmbeddedPicture {
    int width_px = 0, height_px = 0;
    int bits = 8;              ///< a component
    std::string colour_space;  ///< "/DeviceGray", "[ /Indexed /DeviceRGB 1 <000000FFFFFF> ]"
    std::string filter;        ///< "/DCTDecode"
    std::string decode_parms;  ///< "<< /K -1 … >>", or empty
    std::string decode;        ///< "[ 1 0 1 0 1 0 1 0 ]" where values are inverted, or empty
    std::string data;
    ExifOrientation orientation;  ///< how it is to be placed
};

/// Page `number` of a picture file, ready to be put into a PDF. Every pixel is kept (of 16-bit values the
/// upper eight bits): a JPEG's and a plain PNG's compressed bytes are taken as they are, one-bit TIFFs are
/// compressed by CCITT group 4, everything else by Flate. Transparent pictures are laid on white. Throws
/// Error(unreadable_input).
EmbeddedPicture embedded_picture(const std::filesystem::path& file, const std::string& file_name,
                                 ImageFormat format, int number);

}  // namespace akt
