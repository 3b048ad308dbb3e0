#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "index/archive/ocfl_inventory.h"

namespace akt {

/// Checks what can be said of an inventory by itself, without looking at files: OCFL 1.1 sections 3.3 to 3.5.
/// Values that parse_inventory has already reported as missing (empty) are not reported again.
void check_inventory(const Inventory& inventory, const std::string& where, std::vector<Problem>& problems);

/// RFC 3339 date-time with a zone and at least seconds.
bool is_rfc3339(std::string_view text);

/// Has a scheme, and only characters RFC 3986 allows.
bool is_uri(std::string_view text);

/// Digests are hex, whose case means nothing.
bool same_digest(std::string_view a, std::string_view b);
std::string lower_case_digest(std::string_view digest);

/// 1.0 → 0, 1.1 → 1; -1 for an inventory type of no such version.
int specification_of_type(std::string_view type);

/// Whether an extension is registered with OCFL (github.com/OCFL/extensions).
bool is_registered_extension(std::string_view name);

}  // namespace akt
