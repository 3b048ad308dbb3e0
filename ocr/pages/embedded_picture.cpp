#include "ocr/pages/embedded_picture.h"

#include <leptonica/allheaders.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>

#include "ocr/base/error.h"
#include "ocr/pages/pix_ptr.h"

namespace akt {
namespace {

struct DataDestroyer {
    void operator()(L_COMP_DATA* data) const { l_CIDataDestroy(&data); }
};
using CompressedPtr = std::unique_ptr<L_COMP_DATA, DataDestroyer>;

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string device_space(int components) {
    if (components == 1) return "/DeviceGray";
    return components == 4 ? "/DeviceCMYK" : "/DeviceRGB";
}

/// What Leptonica compressed or unpacked for us.
std::optional<EmbeddedPicture> taken_over(const CompressedPtr& data) {
    if (!data || data->datacomp == nullptr || data->w < 1 || data->h < 1) return std::nullopt;
    EmbeddedPicture picture;
    picture.width_px = data->w;
    picture.height_px = data->h;
    picture.bits = data->bps;
    picture.colour_space = device_space(data->spp);
    picture.data.assign(reinterpret_cast<const char*>(data->datacomp), data->nbytescomp);
    return picture;
}

/// An Adobe marker tells that a JPEG's four inks are stored inverted (Adobe TN 5116).
bool has_adobe_marker(std::string_view jpeg) {
    return jpeg.substr(0, 65'536).find(std::string_view("\xFF\xEE\x00\x0E"
                                                        "Adobe",
                                                        9)) != std::string_view::npos;
}

std::optional<EmbeddedPicture> jpeg_as_it_is(const std::filesystem::path& file) {
    std::string bytes = bytes_of(file);
    l_int32 width = 0, height = 0, components = 0, inverted = 0, inks = 0;
    if (readHeaderMemJpeg(reinterpret_cast<const l_uint8*>(bytes.data()), bytes.size(), &width, &height,
                          &components, &inverted, &inks) != 0)
        return std::nullopt;
    if (components != 1 && components != 3 && components != 4) return std::nullopt;
    EmbeddedPicture picture;
    picture.width_px = width;
    picture.height_px = height;
    picture.colour_space = device_space(components);
    picture.filter = "/DCTDecode";
    if (components == 4 && has_adobe_marker(bytes)) picture.decode = "[ 1 0 1 0 1 0 1 0 ]";
    picture.orientation = exif_orientation(bytes);
    picture.data = std::move(bytes);
    return picture;
}

std::uint32_t big_endian(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

/// The strip of a one-bit picture compressed by group 4: what stands between the header and the directory of
/// the TIFF file that Leptonica makes of it.
std::optional<EmbeddedPicture> as_group_4(Pix* pix) {
    l_uint8* data = nullptr;
    std::size_t size = 0;
    if (pixWriteMemTiff(&data, &size, pix, IFF_TIFF_G4) != 0) return std::nullopt;
    const std::unique_ptr<l_uint8, void (*)(void*)> owner(data, std::free);
    const std::string_view tiff(reinterpret_cast<const char*>(data), size);
    constexpr std::size_t kHeader = 8;
    if (tiff.size() < kHeader) return std::nullopt;
    std::uint32_t directory = big_endian(tiff, 4);
    if (tiff.substr(0, 2) == "II") directory = __builtin_bswap32(directory);
    if (directory <= kHeader || directory > tiff.size()) return std::nullopt;
    EmbeddedPicture picture;
    picture.width_px = static_cast<int>(pixGetWidth(pix));
    picture.height_px = static_cast<int>(pixGetHeight(pix));
    picture.bits = 1;
    picture.colour_space = "/DeviceGray";
    picture.filter = "/CCITTFaxDecode";
    picture.decode_parms = "<< /K -1 /Columns " + std::to_string(picture.width_px) + " /Rows " +
                           std::to_string(picture.height_px) + " >>";
    picture.data = tiff.substr(kHeader, directory - kHeader);
    return picture;
}

/// Pixels that Leptonica compressed by Flate.
std::optional<EmbeddedPicture> of_flate(const CompressedPtr& data) {
    auto picture = taken_over(data);
    if (!picture) return std::nullopt;
    picture->filter = "/FlateDecode";
    if (data->ncolors > 0 && data->cmapdatahex != nullptr)
        picture->colour_space = "[ /Indexed /DeviceRGB " + std::to_string(data->ncolors - 1) + " " +
                                std::string(data->cmapdatahex) + " ]";
    else if (picture->bits == 1)
        picture->decode = "[ 1 0 ]";  // Leptonica's 1 is black
    if (data->predictor != 0)
        picture->decode_parms = "<< /Predictor 15 /Colors " + std::to_string(data->spp) +
                                " /BitsPerComponent " + std::to_string(picture->bits) + " /Columns " +
                                std::to_string(picture->width_px) + " >>";
    return picture;
}

std::optional<EmbeddedPicture> as_flate(Pix* pix) {
    L_COMP_DATA* made = nullptr;
    if (pixGenerateCIData(pix, L_FLATE_ENCODE, 0, 0, &made) != 0) return std::nullopt;
    return of_flate(CompressedPtr(made));
}

bool is_transparent(Pix* pix) {
    l_int32 opaque = 1;
    if (PixColormap* colours = pixGetColormap(pix)) pixcmapIsOpaque(colours, &opaque);
    return opaque == 0 || (pixGetSpp(pix) == 4 && pixGetDepth(pix) == 32);
}

}  // namespace

EmbeddedPicture embedded_picture(const std::filesystem::path& file, const std::string& file_name,
                                 ImageFormat format, int number) {
    std::optional<EmbeddedPicture> picture;
    if (format == ImageFormat::jpeg) picture = jpeg_as_it_is(file);
    if (!picture) {
        PixPtr pix(format == ImageFormat::tiff ? pixReadTiff(file.c_str(), number - 1)
                                               : pixRead(file.c_str()));
        if (pix && is_transparent(pix.get()))
            picture = as_flate(PixPtr(pixRemoveAlpha(pix.get())).get());
        else if (pix && format == ImageFormat::png)
            picture = of_flate(CompressedPtr(l_generateFlateDataPdf(file.c_str(), pix.get())));
        else if (pix && format == ImageFormat::tiff && pixGetDepth(pix.get()) == 1 &&
                 pixGetColormap(pix.get()) == nullptr)
            picture = as_group_4(pix.get());
        else if (pix)
            picture = as_flate(pix.get());
        if (picture && format == ImageFormat::jpeg) picture->orientation = exif_orientation(bytes_of(file));
    }
    if (!picture)
        throw Error(ErrorCode::unreadable_input, file_name,
                    "page " + std::to_string(number) + " cannot be put into a PDF");
    return *std::move(picture);
}

}  // namespace akt
