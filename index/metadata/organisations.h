#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "index/metadata/document_text.h"

namespace akt {

/// A stretch of a line that names an organisation, and how much its kind says "this is who writes":
/// a municipality or company more than one of its units.
struct OrganisationName {
    TextSpan span;
    double points = 0;
};

/// Organisations named in the line, told by their words (kommun, nämnd, förening, AB, region, verket …).
/// Names are bounded by capitals, labels, headings and wide gaps between the words' boxes.
std::vector<OrganisationName> organisations_in(const TextLine& line);

/// The names in the document's e-mail and web addresses: "vastkom" of info@vastkom.se, www.vastkom.se.
/// Public mail providers are left out. Each once, the most frequent first.
std::vector<std::string> domain_names(const DocumentText& text);

/// "Västkom AB" for "vastkom": the plain text without what is not a letter or digit starts with the domain
/// name, or holds it when it is long.
bool matches_domain(std::string_view plain_name, std::string_view domain);

/// "123 45 Ort" somewhere in the plain line.
bool has_postal_code(std::string_view plain);

}  // namespace akt
