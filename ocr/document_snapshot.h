#pragma once

#include <cstdint>
#include <filesystem>

#include "ocr/base/unique_fd.h"

namespace akt {

/// The file's bytes as they are now, in an anonymous memory file that nobody can change any more. It can be
/// handed to a process that may open no file: such a descriptor can be opened again through /proc/self/fd.
/// Throws Error: not_found, io (permission and the like), unreadable_input (no regular file), limit_exceeded.
UniqueFd document_snapshot(const std::filesystem::path& file, std::uint64_t max_bytes);

}  // namespace akt
