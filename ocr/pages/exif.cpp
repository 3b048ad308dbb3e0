#include "ocr/pages/exif.h"

#include <libexif/exif-data.h>

#include <algorithm>
#include <limits>
#include <memory>

namespace akt {
namespace {

struct ExifRelease {
    void operator()(ExifData* data) const { exif_data_unref(data); }
};

ExifOrientation meaning_of(unsigned tag_value) {
    switch (tag_value) {
        case 2: return {true, 0};
        case 3: return {false, 180};
        case 4: return {true, 180};
        case 5: return {true, 270};
        case 6: return {false, 90};
        case 7: return {true, 90};
        case 8: return {false, 270};
        default: return {};
    }
}

}  // namespace

ExifOrientation exif_orientation(std::string_view jpeg) {
    const auto size =
        static_cast<unsigned>(std::min<std::size_t>(jpeg.size(), std::numeric_limits<unsigned>::max()));
    const std::unique_ptr<ExifData, ExifRelease> data(
        exif_data_new_from_data(reinterpret_cast<const unsigned char*>(jpeg.data()), size));
    if (!data) return {};
    const ExifEntry* entry = exif_content_get_entry(data->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
    if (entry == nullptr || entry->format != EXIF_FORMAT_SHORT || entry->size < 2) return {};
    return meaning_of(exif_get_short(entry->data, exif_data_get_byte_order(data.get())));
}

}  // namespace akt
