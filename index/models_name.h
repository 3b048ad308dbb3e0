#pragma once

#include <filesystem>
#include <string>

namespace akt {

/// A short name for the very models in a folder, for provenance: "models 3f2a91bc04de", from the SHA-256 of
/// its .akt files in order of name. Throws Error(not_found | io).
std::string models_name(const std::filesystem::path& models_folder);

}  // namespace akt
