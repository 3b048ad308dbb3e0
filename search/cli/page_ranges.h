#pragma once

#include <string_view>
#include <vector>

namespace akt {

/// "1,3-5" → 1 3 4 5; in order, each once. Numbers are from 1 to 1,000,000 and a range goes upwards.
/// Throws Error(usage) for anything else, the empty text too.
std::vector<int> parse_page_ranges(std::string_view text);

}  // namespace akt
