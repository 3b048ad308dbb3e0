#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "index/metadata/document_text.h"
#include "index/metadata/metadata.h"

namespace akt {

/// The check digit of ten digits is right (Luhn, ISO/IEC 7812-1 annex B, as for Swedish org. and personal
/// numbers).
bool has_valid_check_digit(std::string_view ten_digits);

/// Organisationsnummer as "556036-0793", each once, in order. Ten digits with a valid check digit and a third
/// digit of at least 2, which no personnummer has (there it is a month's first): a sole trader's number is a
/// personnummer and never returned. Without its dash, or inside a VAT number, only where a label says so.
std::vector<Found<std::string>> find_org_numbers(const DocumentText& text);

}  // namespace akt
