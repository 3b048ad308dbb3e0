#include "ocr/language/rare_word_model.h"

#include <cmath>

namespace akt {

RareWordModel RareWordModel::open(const std::filesystem::path& models_folder) {
    return RareWordModel(SparseWeights::open(models_folder / "rare.akt", "rare"));
}

void RareWordModel::probabilities(std::span<const Token> tokens, std::size_t at,
                                  std::span<const WordCandidate> candidates, std::span<float> out) const {
    const auto around = ContextModel::surroundings(tokens, at);
    const Common common = common_of(candidates);
    float most = -1e9F;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        out[i] = 0;
        for_each_feature(around, common, candidates[i],
                         [&](std::uint64_t feature) { out[i] += weights_[feature]; });
        most = std::max(most, out[i]);
    }
    float sum = 0;
    for (float& score : out) sum += score = std::exp(score - most);
    for (float& score : out) score /= sum;
}

}  // namespace akt
