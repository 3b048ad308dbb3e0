#pragma once

#include <filesystem>
#include <string_view>

#include "index/archive/files.h"

namespace akt {

/// Replaces or makes `file`, whole or not at all and durably: writes `temporary` (same file system), syncs
/// it, renames it, syncs the folder. On failure `temporary` is withdrawn and the Error passed on.
void write_atomically(Files& files, const std::filesystem::path& file, std::string_view bytes,
                      const std::filesystem::path& temporary);

/// Syncs every file under `folder`, then the folders from the innermost out, `folder` itself last.
void sync_tree(Files& files, const std::filesystem::path& folder);

/// Removes a folder with all in it, or a file; nothing when it is not there.
void remove_tree(Files& files, const std::filesystem::path& path);

/// The same where a failure must not hide the one that is being handled: what stays is cleaned up later.
void remove_tree_quietly(Files& files, const std::filesystem::path& path) noexcept;

}  // namespace akt
