#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "ocr/pages/page_source.h"

namespace akt {

/// Pages of a plain text file in any encoding, parted by form feeds. `file_name` is the document's base name.
std::unique_ptr<PageSource> open_text_pages(const std::filesystem::path& file, const std::string& file_name,
                                            const ReadLimits& limits);

/// Whether decoded text is writing rather than the bytes of some other kind of file.
bool is_writing(std::string_view text);

/// Lines of words without boxes; an empty line ends a block.
std::vector<Line> lines_of_text(std::string_view text);

}  // namespace akt
