#include "ocr/language/word_pairs.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ocr/language/model_file.h"

namespace akt {

WordPairs WordPairs::open(const std::filesystem::path& models_folder) {
    auto file = ModelFile::open(models_folder / "pairs.akt", "pairs");
    const auto buckets = file->section<Bucket>("buckets");
    if (buckets.empty()) file->fail("the model is damaged");
    WordPairs pairs(buckets);
    pairs.file_ = std::move(file);
    return pairs;
}

std::vector<WordPairs::Bucket> WordPairs::pack(std::span<const std::pair<std::uint64_t, float>> gains,
                                               double fill) {
    const auto count =
        static_cast<std::size_t>(static_cast<double>(gains.size()) / (fill * Bucket::kEntries)) + 1;
    std::vector<Bucket> buckets(count);
    for (const auto& [hash, gain] : gains) {
        Bucket& bucket = buckets[bucket_of(hash, count)];
        const std::uint16_t fingerprint = fingerprint_of(hash);
        for (std::size_t i = 0; i < Bucket::kEntries && bucket.fingerprints[i] != fingerprint; ++i) {
            if (bucket.fingerprints[i] != 0) continue;
            constexpr float kMost = std::numeric_limits<std::int8_t>::max();
            bucket.fingerprints[i] = fingerprint;
            bucket.gains[i] = static_cast<std::int8_t>(std::clamp(std::round(gain / kStep), -kMost, kMost));
            break;
        }
    }
    return buckets;
}

}  // namespace akt
