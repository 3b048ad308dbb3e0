#pragma once

#include <string>
#include <vector>

#include "index/archive/ocfl_inventory.h"

namespace akt {

/// Compares the inventory an older version kept (`prior`, in folder `version`) with the current one:
/// same object, same content folder, same states (OCFL 1.1 section 3.7).
void compare_prior_inventory(const Inventory& prior, const Inventory& current, const std::string& version,
                             const std::string& where, std::vector<Problem>& problems);

}  // namespace akt
