#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "ocr/base/error.h"

namespace akt {

/// The files to archive for a path someone gave: `path` itself, or every regular file below it in byte order,
/// without hidden files, without following links to folders, and without entering `excluded` (the archive).
/// What cannot be looked at is given to `unreadable` and left out; the walk goes on.
std::vector<std::filesystem::path> files_below(const std::filesystem::path& path,
                                               const std::filesystem::path& excluded,
                                               const std::function<void(const Error&)>& unreadable);

}  // namespace akt
