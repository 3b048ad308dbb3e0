#pragma once

#include <chrono>
#include <optional>

#include "index/metadata/document_text.h"
#include "index/metadata/metadata.h"

namespace akt {

/// The document's own date: when it was decided, signed or held. Every date of the document is a candidate,
/// scored by its label, its place on the page, its form and what stands before it; dates of laws, births,
/// deadlines and coming meetings lose. With none printed, a date in the file name is taken with little
/// confidence. Pure, no clock, linear in the text.
std::optional<Found<std::chrono::year_month_day>> find_date(const DocumentText& text);

/// The date of arrival: stamped or labelled "Inkom", "Ankom", "Inkommen", "Mottaget".
std::optional<Found<std::chrono::year_month_day>> find_received_date(const DocumentText& text);

}  // namespace akt
