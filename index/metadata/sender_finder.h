#pragma once

#include <optional>
#include <string>
#include <vector>

#include "index/metadata/document_text.h"
#include "index/metadata/metadata.h"

namespace akt {

/// Who the document is from: a labelled "Från", the letterhead, the owner of the addresses in its foot, the
/// signature. An organisation rather than its unit; a person only when a letter names no organisation as its
/// writer. Pure, linear in the text.
std::optional<Found<std::string>> find_sender(const DocumentText& text);

/// To whom: "Till", "Kopia till", "Beslutet skickas till", "Sändlista", and the address block of a letter.
/// In the order they stand, each once.
std::vector<Found<std::string>> find_recipients(const DocumentText& text);

}  // namespace akt
