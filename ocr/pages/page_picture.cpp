#include "ocr/pages/page_picture.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "ocr/base/error.h"
#include "ocr/pages/pix_ptr.h"
#include "ocr/pages/preprocess.h"

namespace akt {
namespace {

PixPtr at_most_wide(Pix* grey, int max_width_px) {
    const int width_px = static_cast<int>(pixGetWidth(grey));
    if (width_px <= max_width_px) return PixPtr(pixClone(grey));
    const auto factor = static_cast<l_float32>(static_cast<double>(max_width_px) / width_px);
    return PixPtr(pixScaleAreaMap(grey, factor, factor));
}

}  // namespace

std::string render_page_png(PageSource& source, int page_number, int turned_degrees, int max_width_px) {
    const std::string file_name = source.description().file_name;
    if (page_number < 1 || page_number > source.page_count())
        throw Error(ErrorCode::not_found, file_name, "has no page " + std::to_string(page_number));
    const std::optional<PageImage> picture = source.picture(page_number);
    if (!picture) throw Error(ErrorCode::not_found, file_name, "is text and has no picture");
    const PageImage upright = turned(*picture, turned_degrees);

    const PixPtr shown = at_most_wide(const_cast<Pix*>(upright.pix()), std::max(max_width_px, 16));
    l_uint8* data = nullptr;
    std::size_t size_bytes = 0;
    if (!shown || pixWriteMemPng(&data, &size_bytes, shown.get(), 0.0F) != 0)
        throw Error(ErrorCode::limit_exceeded, file_name, "a page's picture needs more memory than there is");
    const std::unique_ptr<l_uint8, void (*)(void*)> owner(data, std::free);
    return {reinterpret_cast<const char*>(data), size_bytes};
}

}  // namespace akt
