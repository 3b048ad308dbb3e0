#pragma once

#include <filesystem>

namespace akt {

/// The folder with the shipped models: $AKT_MODELS, else ../share/akt/models beside the running program's
/// folder (where `cmake --install` puts them), else corpus/models of the source tree this was built from.
/// Throws Error(not_found) naming the places looked at when none of them exists.
std::filesystem::path models_folder();

}  // namespace akt
