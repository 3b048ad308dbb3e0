#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ocr/repair/text_change.h"
#include "ocr/repair/text_filter.h"

namespace akt {

/// `akt repair --json`: one JSON object a change, a line each, keys as cli.md has them. Where the old bytes
/// are no UTF-8, "old" shows U+FFFD for each and "old_bytes" has them in hex, so that the input can be made
/// again. `file`: added as "file" unless empty.
std::string render_changes_json(std::string_view block, const std::vector<TextChange>& changes,
                                TextPlace start, std::string_view file);

/// `akt repair --diff`: each line with a change, its number before it; old and new words as [-old-]{+new+},
/// or in red and green when `colored`.
std::string render_changes_diff(std::string_view block, const std::vector<TextChange>& changes,
                                TextPlace start, bool colored);

}  // namespace akt
