#pragma once

#include <filesystem>

#include "index/index.h"

namespace akt {

/// The program's splitter of compounds, with the lexicon of the models folder, which it keeps open. Safe to
/// call from many threads. Whatever indexes and whatever searches must use the same one. Throws Error when
/// there is no lexicon.
CompoundSplit open_compound_split(const std::filesystem::path& models_folder);

}  // namespace akt
