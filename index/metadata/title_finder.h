#pragma once

#include <optional>
#include <string>

#include "index/metadata/document_text.h"
#include "index/metadata/metadata.h"

namespace akt {

/// What the document is called: a labelled "Ärende", the heading by size and place, the PDF's own title when
/// a person seems to have written it, its first bookmark; the file's name as a last resort with little
/// confidence. Never a letterhead, a label, a date or a page number. Pure, linear in the text.
std::optional<Found<std::string>> find_title(const DocumentText& text);

}  // namespace akt
