#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "ocr/pages/page_source.h"

namespace akt {

enum class ImageFormat { tiff, png, jpeg };

/// Pages of a picture file. `file_name` is the document's base name.
std::unique_ptr<PageSource> open_image_pages(const std::filesystem::path& file, const std::string& file_name,
                                             ImageFormat format, const ReadLimits& limits);

/// The shades of a JPEG that covers a page, turned clockwise by quarters, in the page's size: cut or widened
/// by white where it is a few pixels off, read coarser where it is twice or four times as fine. Nothing when
/// it has another size, or is damaged.
std::optional<PageImage> page_of_jpeg(std::string_view jpeg, int turned_degrees, int width_px, int height_px,
                                      int dpi);

}  // namespace akt
