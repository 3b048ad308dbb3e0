#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "index/archive/problem.h"

namespace akt {

/// Validates an OCFL 1.1 storage root itself (section 4): its declaration, layout file, extensions, and the
/// folders between it and the objects. Gives the folders of the objects it found, sorted; those are not
/// looked into. `documented_extension`: an extension folder the root itself explains, which is no cause for a
/// warning (section 4.5).
std::vector<std::filesystem::path> walk_storage_root(const std::filesystem::path& root,
                                                     std::string_view documented_extension,
                                                     std::vector<Problem>& problems);

}  // namespace akt
