#include "ocr/pages/image_pages.h"

#include <leptonica/allheaders.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <utility>

#include "ocr/base/error.h"
#include "ocr/pages/exif.h"
#include "ocr/pages/pix_ptr.h"
#include "ocr/pages/resolution.h"

namespace akt {
namespace {

constexpr const char* kDamagedHint = "open it in a viewer; if it does not show, ask for it again";

/// Eight bits of grey on white paper, whatever the file had. Gives nothing when memory does not suffice.
PixPtr to_grey(PixPtr pix) {
    if (pix && pixGetSpp(pix.get()) == 4) pix.reset(pixRemoveAlpha(pix.get()));
    if (!pix || (pixGetDepth(pix.get()) == 8 && pixGetColormap(pix.get()) == nullptr)) return pix;
    return PixPtr(pixConvertTo8(pix.get(), 0));
}

PixPtr oriented(PixPtr pix, const ExifOrientation& orientation) {
    if (orientation.mirrored) pix.reset(pixFlipLR(nullptr, pix.get()));
    if (pix && orientation.turned_degrees != 0)
        pix.reset(pixRotateOrth(pix.get(), orientation.turned_degrees / 90));
    return pix;
}

std::string first_bytes(const std::filesystem::path& file, std::size_t length_bytes) {
    std::ifstream in(file, std::ios::binary);
    std::string bytes(length_bytes, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(length_bytes));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    return bytes;
}

class ImagePages : public PageSource {
public:
    ImagePages(const std::filesystem::path& file, std::string file_name, ImageFormat format,
               const ReadLimits& limits)
        : file_(file), file_name_(std::move(file_name)), format_(format), limits_(limits) {
        // Leptonica reports on stderr what we say in one line of our own.
        setMsgSeverity(L_SEVERITY_NONE);
        if (format_ == ImageFormat::tiff) count_tiff_pages();
        // The Exif segment comes first and is at most 64 KiB.
        if (format_ == ImageFormat::jpeg) orientation_ = exif_orientation(first_bytes(file_, 1 << 18));
        if (page_count_ == 1) shape(1);  // a picture that cannot be read is a document that cannot
    }

    int page_count() const override { return page_count_; }

    Document description() const override {
        Document document;
        document.file_name = file_name_;
        document.media_type = format_ == ImageFormat::tiff  ? "image/tiff"
                              : format_ == ImageFormat::png ? "image/png"
                                                            : "image/jpeg";
        return document;
    }

    PageShape shape(int number) override {
        int width_px = 0, height_px = 0, dpi = 0;
        read_header(number, width_px, height_px, dpi);
        if (width_px < 1 || height_px < 1) throw damaged(number);
        if (std::int64_t{width_px} * height_px > limits_.max_page_pixels)
            throw Error(ErrorCode::limit_exceeded, file_name_,
                        "page " + std::to_string(number) + " has " + std::to_string(width_px) + " x " +
                            std::to_string(height_px) + " pixels, which is too many",
                        "scale the picture down");
        if (orientation_.turned_degrees % 180 != 0) std::swap(width_px, height_px);
        PageShape result;
        result.width_px = width_px;
        result.height_px = height_px;
        result.dpi = plausible_dpi(dpi, width_px, height_px);
        result.pictures = {{0, 0, width_px, height_px}};
        return result;
    }

    Page text_layer(int number) override {
        const PageShape page_shape = shape(number);
        Page page;
        page.number = number;
        page.width_px = page_shape.width_px;
        page.height_px = page_shape.height_px;
        page.dpi = page_shape.dpi;
        return page;
    }

    std::optional<PageImage> picture(int number) override {
        const int dpi = shape(number).dpi;
        PixPtr pix = to_grey(read_pixels(number));
        if (pix) pix = oriented(std::move(pix), orientation_);
        if (!pix) throw damaged(number);
        return PageImage(pix.release(), dpi);
    }

private:
    void count_tiff_pages() {
        std::FILE* stream = std::fopen(file_.c_str(), "rb");
        if (!stream) throw Error(ErrorCode::io, file_name_, "cannot be opened");
        l_int32 count = 0;
        const bool failed = tiffGetCount(stream, &count) != 0;
        std::fclose(stream);
        if (failed || count < 1) throw damaged(1);
        if (count > limits_.max_pages)
            throw Error(ErrorCode::limit_exceeded, file_name_,
                        "has more than " + std::to_string(limits_.max_pages) + " pages", "split it");
        page_count_ = count;
    }

    void read_header(int number, int& width_px, int& height_px, int& dpi) const {
        l_int32 format = 0, bits = 0, samples = 0, colour_map = 0, dpi_y = 0;
        if (format_ == ImageFormat::tiff) {
            if (readHeaderTiff(file_.c_str(), number - 1, &width_px, &height_px, &bits, &samples, &dpi,
                               &colour_map, &format) != 0)
                throw damaged(number);
            return;
        }
        if (pixReadHeader(file_.c_str(), &format, &width_px, &height_px, &bits, &samples, &colour_map) != 0)
            throw damaged(number);
        std::FILE* stream = std::fopen(file_.c_str(), "rb");
        if (!stream) return;
        if (format_ == ImageFormat::png) fgetPngResolution(stream, &dpi, &dpi_y);
        if (format_ == ImageFormat::jpeg) fgetJpegResolution(stream, &dpi, &dpi_y);
        std::fclose(stream);
    }

    PixPtr read_pixels(int number) const {
        if (format_ == ImageFormat::tiff) return PixPtr(pixReadTiff(file_.c_str(), number - 1));
        if (format_ == ImageFormat::jpeg)
            return PixPtr(pixReadJpeg(file_.c_str(), 0, 1, nullptr, L_JPEG_READ_LUMINANCE));
        return PixPtr(pixRead(file_.c_str()));
    }

    Error damaged(int number) const {
        const std::string where =
            page_count_ > 1 ? "page " + std::to_string(number) + " of the picture" : "the picture";
        return Error(ErrorCode::unreadable_input, file_name_,
                     where + " is damaged or of a kind that is not known", kDamagedHint);
    }

    std::filesystem::path file_;
    std::string file_name_;
    ImageFormat format_;
    ReadLimits limits_;
    ExifOrientation orientation_;
    int page_count_ = 1;
};

}  // namespace

std::unique_ptr<PageSource> open_image_pages(const std::filesystem::path& file, const std::string& file_name,
                                             ImageFormat format, const ReadLimits& limits) {
    return std::make_unique<ImagePages>(file, file_name, format, limits);
}

std::optional<PageImage> page_of_jpeg(std::string_view jpeg, int turned_degrees, int width_px, int height_px,
                                      int dpi) {
    const auto* data = reinterpret_cast<const l_uint8*>(jpeg.data());
    l_int32 jpeg_width = 0, jpeg_height = 0;
    if (readHeaderMemJpeg(data, jpeg.size(), &jpeg_width, &jpeg_height, nullptr, nullptr, nullptr) != 0)
        return std::nullopt;
    if (turned_degrees % 180 != 0) std::swap(jpeg_width, jpeg_height);
    constexpr int kOff_px = 4;  // a third of a millimetre at 300 dpi
    for (const int coarser : {1, 2, 4}) {
        if (std::abs(jpeg_width / coarser - width_px) > kOff_px ||
            std::abs(jpeg_height / coarser - height_px) > kOff_px)
            continue;
        PixPtr pix =
            to_grey(PixPtr(pixReadMemJpeg(data, jpeg.size(), 0, coarser, nullptr, L_JPEG_READ_LUMINANCE)));
        if (pix) pix = oriented(std::move(pix), {false, turned_degrees});
        if (!pix) return std::nullopt;
        const int has_width = static_cast<int>(pixGetWidth(pix.get())),
                  has_height = static_cast<int>(pixGetHeight(pix.get()));
        if (has_width == width_px && has_height == height_px) return PageImage(pix.release(), dpi);
        PixPtr page(pixCreate(width_px, height_px, 8));
        if (!page || pixSetAll(page.get()) != 0 ||
            pixRasterop(page.get(), 0, 0, has_width, has_height, PIX_SRC, pix.get(), 0, 0) != 0)
            return std::nullopt;
        return PageImage(page.release(), dpi);
    }
    return std::nullopt;
}

}  // namespace akt
