#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "index/archive/ocfl_inventory.h"
#include "index/archive/problem.h"

namespace akt {

/// What a look at one object gave.
struct ObjectCheck {
    std::vector<Problem> problems;
    std::optional<Inventory> inventory;  ///< the root inventory, when there is one that can be read
    std::size_t files = 0;               ///< content files whose digests were computed
    std::uint64_t bytes = 0;
    /// Warnings do not count.
    bool valid() const;
};

/// Validates an OCFL 1.0 or 1.1 object: structure, every inventory and sidecar, and the digest of every
/// content file (each file is read once). Follows no symbolic link and no path out of the object. `where`
/// names the object in the problems. Never throws on a bad object; what cannot be read is a problem with code
/// A004.
ObjectCheck check_object(const std::filesystem::path& object_root, const std::string& where);

/// The versions of a NAMASTE declaration of this kind ("ocfl_object_", "ocfl_") in `folder`: "1.1" for
/// "0=ocfl_object_1.1". Usually one.
std::vector<std::string> declared_versions(const std::filesystem::path& folder, std::string_view kind);

}  // namespace akt
