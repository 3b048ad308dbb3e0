// Any bytes as the beginning of a JPEG file: an orientation that can be, or none.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "ocr/pages/exif.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const akt::ExifOrientation found = akt::exif_orientation({reinterpret_cast<const char*>(data), size});
    if (found.turned_degrees < 0 || found.turned_degrees > 270 || found.turned_degrees % 90 != 0)
        std::abort();
    return 0;
}
