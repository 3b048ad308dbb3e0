#pragma once

#include <compare>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/archive/problem.h"

namespace akt {

/// More than this is no inventory of ours, and reading it could fill the memory.
inline constexpr std::size_t kMaxInventoryBytes = std::size_t{64} * 1024 * 1024;

/// Digest (as written) → paths.
using DigestPaths = std::map<std::string, std::vector<std::string>>;

struct InventoryUser {
    std::string name;
    std::optional<std::string> address;
    friend bool operator==(const InventoryUser&, const InventoryUser&) = default;
};

struct InventoryVersion {
    std::string created;
    std::optional<std::string> message;
    std::optional<InventoryUser> user;
    DigestPaths state;  ///< logical paths
    friend bool operator==(const InventoryVersion&, const InventoryVersion&) = default;
};

/// "v3" or "v003".
struct VersionNumber {
    int number = 0;
    std::size_t padded_width = 0;  ///< digits when zero-padded, else 0
    friend auto operator<=>(const VersionNumber&, const VersionNumber&) = default;
};
/// nullopt: not a version directory's name.
std::optional<VersionNumber> parse_version_name(std::string_view name);

/// Orders "v2" before "v10"; names that are none come last.
struct ByVersionNumber {
    bool operator()(const std::string& a, const std::string& b) const;
};

/// An OCFL inventory (section 3.5), as written: values may break the standard's rules, see ocfl_rules.h.
struct Inventory {
    std::string id, type, digest_algorithm, head;
    std::optional<std::string> content_directory;
    DigestPaths manifest;  ///< content paths
    std::map<std::string, InventoryVersion, ByVersionNumber> versions;
    std::map<std::string, DigestPaths> fixity;  ///< by algorithm
    friend bool operator==(const Inventory&, const Inventory&) = default;

    std::string content_folder() const { return content_directory.value_or("content"); }
};

/// Reads JSON from anywhere: bounded in depth, never throws on bad input. What has a wrong shape is left out
/// and reported in `problems` with its validation code; nullopt when it is no JSON object at all (E033).
std::optional<Inventory> parse_inventory(std::string_view json, const std::string& where,
                                         std::vector<Problem>& problems);

/// JSON with sorted keys and a line end. parse_inventory gives the same inventory back.
std::string print_inventory(const Inventory& inventory);

}  // namespace akt
