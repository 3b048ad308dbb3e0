#pragma once

#include <string>
#include <vector>

#include "index/archive/archive.h"
#include "index/record.h"

namespace akt {

/// The object `akt show --json` prints: format 1, id, metadata, provenance, history and pages.
/// Every found metadata value is {"value", "page", "box", "confidence", "source": "found"|"set"}; unknown
/// ones are null, lists may be empty, keys are never left out. UTF-8, ends with a line end.
std::string render_record_json(const Record& record, const std::vector<Version>& history);

}  // namespace akt
