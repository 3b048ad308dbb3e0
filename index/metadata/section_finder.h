#pragma once

#include <string>
#include <vector>

#include "index/metadata/document_text.h"
#include "index/metadata/metadata.h"

namespace akt {

/// The §§ that head parts of the document, as numbers without the sign and in the order they stand: "§ 23"
/// and "23 §" at the start of a heading, "§§ 130–143" expanded. A § of a law in running text is none. Each
/// once.
std::vector<Found<std::string>> find_sections(const DocumentText& text);

}  // namespace akt
