#pragma once

#include <vector>

#include "index/metadata/document_text.h"
#include "index/metadata/metadata.h"

namespace akt {

/// The registry numbers a document carries, the surest first, each case and document number once: labelled
/// ones, ones in capitals-year-number form anywhere, a correspondent's own ("Er beteckning") with less
/// confidence. Law, inquiry and standard numbers (SFS 2009:400, SOU 2017:114, prop. 1979/80:2), dates and
/// telephone numbers are refused. Numbers only mentioned in running text come last. Pure, linear in the text.
std::vector<Found<Diarienummer>> find_diarienummer(const DocumentText& text);

}  // namespace akt
