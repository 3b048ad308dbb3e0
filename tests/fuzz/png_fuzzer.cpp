// Any bytes as a PNG file: taken over into a PDF whole, or not at all.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "ocr/pages/embedded_picture.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto picture = akt::embedded_png({reinterpret_cast<const char*>(data), size});
    if (!picture) return 0;
    if (picture->width_px < 1 || picture->height_px < 1 || picture->data.empty() ||
        picture->data.size() > size)
        std::abort();
    if (picture->bits != 1 && picture->bits != 2 && picture->bits != 4 && picture->bits != 8 &&
        picture->bits != 16)
        std::abort();
    return 0;
}
