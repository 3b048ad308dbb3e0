#include "ocr/pages/exif.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace akt {
namespace {

/// Reads numbers from a piece of bytes; nothing when they would lie outside it.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}
    void set_little_endian(bool little_endian) { little_endian_ = little_endian; }

    std::optional<std::uint32_t> number(std::size_t offset, std::size_t length) const {
        if (offset > bytes_.size() || length > bytes_.size() - offset) return std::nullopt;
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < length; ++i) {
            const std::size_t at = little_endian_ ? offset + length - 1 - i : offset + i;
            value = (value << 8) | static_cast<unsigned char>(bytes_[at]);
        }
        return value;
    }

private:
    std::string_view bytes_;
    bool little_endian_ = false;
};

ExifOrientation meaning_of(std::uint32_t tag_value) {
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

/// `tiff`: the Exif segment after "Exif\0\0", a small TIFF file of its own.
ExifOrientation orientation_of_tiff(std::string_view tiff) {
    constexpr std::uint32_t kOrientationTag = 0x0112;
    ByteReader reader(tiff);
    if (tiff.substr(0, 2) == "II") {
        reader.set_little_endian(true);
    } else if (tiff.substr(0, 2) != "MM") {
        return {};
    }
    const auto directory = reader.number(4, 4);
    if (!directory) return {};
    const auto entries = reader.number(*directory, 2);
    if (!entries) return {};
    for (std::uint32_t i = 0; i < *entries; ++i) {
        const std::size_t entry = std::size_t{*directory} + 2 + std::size_t{12} * i;
        const auto tag = reader.number(entry, 2);
        if (!tag) return {};
        if (*tag == kOrientationTag) return meaning_of(reader.number(entry + 8, 2).value_or(1));
    }
    return {};
}

}  // namespace

ExifOrientation exif_orientation(std::string_view jpeg) {
    constexpr std::string_view kExif{"Exif\0\0", 6};
    const ByteReader reader(jpeg);
    std::size_t offset = 2;  // after the start-of-image marker
    while (const auto marker = reader.number(offset, 2)) {
        if (*marker < 0xFFC0 || *marker == 0xFFDA) return {};  // no marker, or the picture begins
        const auto length = reader.number(offset + 2, 2);
        if (!length || *length < 2) return {};
        const std::string_view segment = jpeg.substr(offset).substr(0, *length + 2);
        if (*marker == 0xFFE1 && segment.substr(4, kExif.size()) == kExif)
            return orientation_of_tiff(segment.substr(4 + kExif.size()));
        offset += *length + 2;
    }
    return {};
}

}  // namespace akt
