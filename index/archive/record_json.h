#pragma once

#include <string>
#include <string_view>

#include "index/record.h"

namespace akt {

/// The newest format of metadata.json this program writes and reads.
inline constexpr int kRecordFormat = 1;

/// metadata.json: everything of a record but its document. Sorted keys, UTF-8 (invalid bytes become U+FFFD),
/// a line end. Its keys are described in index/FORMAT.md.
std::string to_record_json(const Record& record);

/// The record with an empty document; keys it does not know are passed over. `file` is for messages only.
/// Throws Error: integrity (not such a file), format_too_new.
Record from_record_json(std::string_view json, const std::string& file);

}  // namespace akt
