#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "ocr/pages/page_source.h"

namespace akt {

/// Pages of a PDF. `file_name` is the document's base name. Rendering happens only in picture(), once a call.
std::unique_ptr<PageSource> open_pdf_pages(const std::filesystem::path& file, const std::string& file_name,
                                           const ReadLimits& limits);

/// The ISO 8601 date in a PDF date string ("D:20140306120000+01'00'", PDF 32000-1, 7.9.4), as written there;
/// empty when there is none.
std::string iso_date_of_pdf_date(const std::string& pdf_date);

}  // namespace akt
