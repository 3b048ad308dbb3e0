#include "ocr/language/sparse_weights.h"

#include <algorithm>
#include <cmath>

#include "ocr/language/model_file.h"

namespace akt {

namespace {

/// Steps grow with the square: fine near 0, coarse where it does not matter. Code: bit 5 the sign, bits 0–4
/// the root.
constexpr float kMaxRoot = 31;

std::uint16_t code_of(float weight, float scale) {
    const float root = std::min(kMaxRoot, std::round(std::sqrt(std::fabs(weight) / scale)));
    return static_cast<std::uint16_t>(static_cast<unsigned>(root) | (weight < 0 ? 32U : 0U));
}

}  // namespace

SparseWeights::SparseWeights(std::span<const std::uint16_t> entries, float scale)
    : entries_(entries), bucket_count_(entries.size() / kBucketEntries) {
    for (unsigned code = 0; code < 64; ++code) {
        const auto root = static_cast<float>(code & 31U);
        values_[code] = root * root * scale * ((code & 32U) != 0 ? -1.0F : 1.0F);
    }
}

SparseWeights SparseWeights::open(const std::filesystem::path& file, std::string_view kind) {
    auto model = ModelFile::open(file, kind);
    const auto entries = model->section<std::uint16_t>("weights");
    const auto scale = model->section<float>("scale");
    if (scale.size() != 1 || entries.empty() || entries.size() % kBucketEntries != 0)
        model->fail("the model is damaged");
    SparseWeights weights(entries, scale[0]);
    weights.file_ = std::move(model);
    return weights;
}

std::vector<std::uint16_t> SparseWeights::pack(std::vector<std::pair<std::uint64_t, float>> weights,
                                               float scale, double fill) {
    std::erase_if(weights, [&](const auto& entry) { return (code_of(entry.second, scale) & 31U) == 0; });
    // Largest first, so that a full bucket refuses the smallest; the hash breaks ties for the same bytes
    // every time.
    std::sort(weights.begin(), weights.end(), [](const auto& a, const auto& b) {
        const float left = std::fabs(a.second), right = std::fabs(b.second);
        return left != right ? left > right : a.first < b.first;
    });
    const auto buckets =
        static_cast<std::size_t>(static_cast<double>(weights.size()) / (fill * kBucketEntries)) + 1;
    std::vector<std::uint16_t> entries(buckets * kBucketEntries);
    for (const auto& [feature, weight] : weights) {
        std::uint16_t* entry = entries.data() + bucket_of(feature, buckets) * kBucketEntries;
        const std::uint16_t fingerprint = fingerprint_of(feature);
        for (std::size_t i = 0; i < kBucketEntries; ++i) {
            if ((entry[i] & kFingerprintMask) == fingerprint) break;
            if (entry[i] != 0) continue;
            entry[i] = static_cast<std::uint16_t>(fingerprint | code_of(weight, scale));
            break;
        }
    }
    return entries;
}

}  // namespace akt
