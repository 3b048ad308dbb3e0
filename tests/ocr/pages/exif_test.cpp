#include "ocr/pages/exif.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <utility>
#include <vector>

using akt::exif_orientation;
using akt::ExifOrientation;

namespace {

std::string number(unsigned value, int length_bytes, bool little_endian) {
    std::string bytes;
    for (int i = 0; i < length_bytes; ++i) {
        const int shift = 8 * (little_endian ? i : length_bytes - 1 - i);
        bytes += static_cast<char>((value >> shift) & 0xFFU);
    }
    return bytes;
}

/// The beginning of a photo: a JFIF segment, then an Exif one whose first directory has two entries.
std::string photo(unsigned orientation, bool little_endian) {
    std::string tiff = little_endian ? "II" : "MM";
    tiff += number(42, 2, little_endian) + number(8, 4, little_endian) + number(2, 2, little_endian);
    tiff += number(0x010F, 2, little_endian) + number(2, 2, little_endian) + number(1, 4, little_endian) +
            std::string(4, 'x');
    tiff += number(0x0112, 2, little_endian) + number(3, 2, little_endian) + number(1, 4, little_endian) +
            number(orientation, 2, little_endian) + std::string(2, '\0');
    const std::string exif = std::string("Exif\0\0", 6) + tiff;
    return "\xFF\xD8\xFF\xE0" + number(7, 2, false) + "JFIF!" + "\xFF\xE1" +
           number(static_cast<unsigned>(exif.size()) + 2, 2, false) + exif + "\xFF\xDA";
}

}  // namespace

TEST_CASE("the Exif orientation says how a photo is put upright") {
    const std::vector<std::pair<unsigned, ExifOrientation>> table{
        {1, {false, 0}},  {2, {true, 0}},  {3, {false, 180}}, {4, {true, 180}}, {5, {true, 270}},
        {6, {false, 90}}, {7, {true, 90}}, {8, {false, 270}}, {0, {}},          {9, {}}};
    for (const auto& [value, expected] : table) {
        CAPTURE(value);
        CHECK(exif_orientation(photo(value, false)) == expected);
        CHECK(exif_orientation(photo(value, true)) == expected);
    }
}

TEST_CASE("a photo cut off in its Exif segment stands as it is, and nothing is read beyond its end") {
    const std::string whole = photo(6, true);
    const std::size_t needed = whole.size() - 2;  // the marker after the segment
    for (std::size_t length = 0; length <= whole.size(); ++length) {
        CAPTURE(length);
        const std::string part(whole.data(), length);
        CHECK(exif_orientation(part).turned_degrees == (length >= needed ? 90 : 0));
    }
}

TEST_CASE("any bytes give one of the eight orientations") {
    CHECK(rc::check([](const std::string& noise, bool in_exif) {
        const std::string bytes = in_exif ? photo(6, false).substr(0, 20) + noise : noise;
        const int degrees = exif_orientation(bytes).turned_degrees;
        RC_ASSERT(degrees == 0 || degrees == 90 || degrees == 180 || degrees == 270);
    }));
}
