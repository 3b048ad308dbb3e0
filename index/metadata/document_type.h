#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "index/metadata/document_text.h"
#include "index/metadata/metadata.h"

namespace akt {

/// The document types, as stored and shown. "övrigt" is for what is none of the others.
inline constexpr std::array<std::string_view, 13> kDocumentTypes{
    "beslut", "protokoll", "tjänsteskrivelse", "brev",    "motion", "kallelse", "kungörelse",
    "avtal",  "yttrande",  "policy",           "faktura", "enkät",  "övrigt"};

/// Always one of kDocumentTypes, by headings, labels and shape; empty only for a document without text.
std::optional<Found<std::string>> find_document_type(const DocumentText& text);

}  // namespace akt
