#include "ocr/pages/page_source.h"

#include <array>
#include <fstream>
#include <string>
#include <string_view>

#include "ocr/base/error.h"
#include "ocr/base/utf8.h"
#include "ocr/pages/image_pages.h"
#include "ocr/pages/pdf_pages.h"
#include "ocr/pages/text_pages.h"

namespace akt {
namespace {

enum class FileType { pdf, tiff, png, jpeg, text };

bool starts_with(std::string_view bytes, std::string_view magic) {
    return bytes.substr(0, magic.size()) == magic;
}

/// What the bytes say. A PDF's header may stand anywhere in the first 1024 bytes (PDF 1.7, implementation
/// note 13).
FileType type_of(std::string_view head) {
    constexpr std::array<std::string_view, 4> kTiff{
        std::string_view{"II*\0", 4}, {"MM\0*", 4}, {"II+\0", 4}, {"MM\0+", 4}};
    if (starts_with(head, "\x89PNG\r\n\x1a\n")) return FileType::png;
    if (starts_with(head, "\xFF\xD8\xFF")) return FileType::jpeg;
    for (const std::string_view magic : kTiff) {
        if (starts_with(head, magic)) return FileType::tiff;
    }
    if (head.substr(0, 1024).find("%PDF-") != std::string_view::npos) return FileType::pdf;
    return FileType::text;
}

struct KnownFormat {
    std::string_view magic;
    std::string_view name, hint;
};

/// Common files that are no text and that we do not read: better named than called garbage.
constexpr std::array<KnownFormat, 7> kNotRead{{
    {{"PK\x03\x04", 4}, "an Office document or a ZIP archive", "save it as PDF, or unpack it"},
    {{"\xD0\xCF\x11\xE0", 4}, "an old Office document", "save it as PDF"},
    {{"{\\rtf", 5}, "an RTF document", "save it as PDF"},
    {{"GIF8", 4}, "a GIF picture", "save it as PNG"},
    {{"BM", 2}, "a BMP picture", "save it as PNG"},
    {{"RIFF", 4}, "a RIFF file (WebP, sound or film)", "save it as PNG"},
    {{"\x1F\x8B", 2}, "a gzip archive", "unpack it"},
}};

void refuse_known_others(std::string_view head, const std::string& file_name) {
    for (const KnownFormat& format : kNotRead) {
        const bool binary = head.find('\0') != std::string_view::npos || format.magic.size() > 2;
        if (binary && starts_with(head, format.magic))
            throw Error(ErrorCode::unreadable_input, file_name,
                        "is " + std::string(format.name) + ", which is not read", std::string(format.hint));
    }
}

}  // namespace

std::unique_ptr<PageSource> open_page_source(const std::filesystem::path& file, const ReadLimits& limits) {
    const std::string file_name = to_nfc(file.filename().string());
    std::error_code failed;
    const auto status = std::filesystem::status(file, failed);
    if (!std::filesystem::exists(status))
        throw Error(ErrorCode::not_found, file_name, "there is no such file");
    if (!std::filesystem::is_regular_file(status))
        throw Error(ErrorCode::unreadable_input, file_name, "is not a file",
                    "give a document, not a folder or device");
    std::ifstream in(file, std::ios::binary);
    if (!in) throw Error(ErrorCode::io, file_name, "may not be read", "check its permissions");

    const std::uintmax_t size_bytes = std::filesystem::file_size(file, failed);
    if (failed) throw Error(ErrorCode::io, file_name, "cannot be read: " + failed.message());
    if (size_bytes == 0)
        throw Error(ErrorCode::unreadable_input, file_name, "is empty", "copy or download it again");
    if (size_bytes > limits.max_file_bytes)
        throw Error(ErrorCode::limit_exceeded, file_name,
                    "is larger than the limit of " + std::to_string(limits.max_file_bytes) + " bytes",
                    "split it");

    std::string head(4096, '\0');
    in.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(in.gcount()));
    if (head.empty()) throw Error(ErrorCode::io, file_name, "cannot be read");
    switch (type_of(head)) {
        case FileType::pdf: return open_pdf_pages(file, file_name, limits);
        case FileType::tiff: return open_image_pages(file, file_name, ImageFormat::tiff, limits);
        case FileType::png: return open_image_pages(file, file_name, ImageFormat::png, limits);
        case FileType::jpeg: return open_image_pages(file, file_name, ImageFormat::jpeg, limits);
        case FileType::text: break;
    }
    refuse_known_others(head, file_name);
    return open_text_pages(file, file_name, limits);
}

}  // namespace akt
