#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "ocr/pages/page_source.h"

namespace akt {

enum class ImageFormat { tiff, png, jpeg };

/// Pages of a picture file. `file_name` is the document's base name.
std::unique_ptr<PageSource> open_image_pages(const std::filesystem::path& file, const std::string& file_name,
                                             ImageFormat format, const ReadLimits& limits);

}  // namespace akt
