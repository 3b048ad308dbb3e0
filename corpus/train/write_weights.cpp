#include "corpus/train/write_weights.h"

#include <cmath>
#include <iostream>
#include <span>

#include "ocr/language/model_file.h"
#include "ocr/language/sparse_weights.h"

namespace akt {

void write_weights(const std::filesystem::path& path, std::string_view kind,
                   std::vector<std::pair<std::uint64_t, float>> weights, float faintest, float scale,
                   double fill) {
    std::cerr << weights.size() << " weights, ";
    std::erase_if(weights, [&](const auto& entry) { return std::fabs(entry.second) < faintest; });
    const auto entries = SparseWeights::pack(std::move(weights), scale, fill);
    const std::vector<float> scales{scale};
    write_model_file(
        path, kind,
        {{"weights", std::as_bytes(std::span(entries))}, {"scale", std::as_bytes(std::span(scales))}});
    std::cerr << entries.size() * 2 << " bytes\n";
}

}  // namespace akt
