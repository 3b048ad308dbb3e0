#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <utility>
#include <vector>

namespace akt {

/// Writes a model of the sections "weights" (SparseWeights, those nearer to nought than `faintest` left out)
/// and "scale", and tells on stderr how much it became. `fill`: see SparseWeights::pack.
void write_weights(const std::filesystem::path& path, std::string_view kind,
                   std::vector<std::pair<std::uint64_t, float>> weights, float faintest, float scale,
                   double fill = 0.8);

}  // namespace akt
