#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/archive/files.h"
#include "index/archive/ocfl_inventory.h"

namespace akt {

/// Why a version was made, and by whom.
struct VersionNote {
    std::string created;  ///< RFC 3339
    std::string message;
    InventoryUser user;
};

/// Content to be kept: bytes at hand, or a file to copy whose SHA-256 is known.
struct NewContent {
    std::string logical_path;  ///< a plain name, which is also its name on disk
    std::string_view bytes;
    std::filesystem::path file;  ///< when not empty, instead of `bytes`
    std::string sha256;          ///< of `file`; kept in the inventory's fixity block
};

/// Writes a new object with one version into `folder` (made here), synced. The copy of a file is read back
/// and must have its `sha256`, else Error(unreadable_input): it changed while it was copied.
void write_new_object(Files& files, const std::filesystem::path& folder, const std::string& id,
                      const std::vector<NewContent>& contents, const VersionNote& note);

/// Gives the object at `object` (whose inventory is `current`) a new version in which `contents` (bytes only)
/// replace the files of the same names; content that is in the object already is not written again. Prepared
/// in `staging` (made here, same file system), then published: where the file system can exchange two folders
/// the object changes in one step; else the version's folder, the inventory and its sidecar are renamed in
/// one by one, and finish_interrupted_version() completes what a crash cut short. False when nothing differs.
bool add_version(Files& files, const std::filesystem::path& object, const std::filesystem::path& staging,
                 const Inventory& current, const std::vector<NewContent>& contents, const VersionNote& note);

/// Puts an object right whose new version was being renamed in when its writer died: when the newest
/// version's folder holds an inventory that its sidecar vouches for and the root's is another, it becomes the
/// root's. `scratch` is a file name to write to first, on the same file system.
void finish_interrupted_version(Files& files, const std::filesystem::path& object,
                                const std::filesystem::path& scratch);

/// The root inventory. Throws Error: not_found, integrity (it breaks the standard), format_too_new.
Inventory read_inventory(const std::filesystem::path& object);

/// Logical path → content path of a version ("" the newest); nullopt: no such version.
std::optional<std::map<std::string, std::string>> content_of(const Inventory& inventory,
                                                             std::string_view version);

}  // namespace akt
