#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "ocr/language/sparse_weights.h"

namespace akt {

class ModelFile;

/// How much likelier a word is after another than anywhere: a back-off model of word pairs (Katz 1987),
/// pruned by what each pair tells (Stolcke 1998). Words are known by Token::key: marks apart, and signs and
/// numbers among them. Const and thread-safe.
class WordPairs {
public:
    /// Of a table of hashed pairs: 16 bits of each hash, and its gain in steps of kStep nats. A hash that is
    /// not there is taken for another once in 4,000 times.
    struct Bucket {
        static constexpr std::size_t kEntries = 16;
        std::array<std::uint16_t, kEntries> fingerprints{};  ///< 0: nothing here or further on
        std::array<std::int8_t, kEntries> gains{};
    };
    static constexpr float kStep = 0.1F;
    /// The key of a word that is in no pair.
    static constexpr std::uint64_t kUnknown = 0;

    static WordPairs open(const std::filesystem::path& models_folder);
    explicit WordPairs(std::span<const Bucket> buckets) : buckets_(buckets) {}

    /// ln p(second | first) / p(second).
    float gain_nats(std::uint64_t first, std::uint64_t second) const {
        return value(after(first)) + value(pair(first, second));
    }

    /// What any word gains after `first`, and `second` besides.
    static std::uint64_t after(std::uint64_t first) { return feature_hash(1, first); }
    static std::uint64_t pair(std::uint64_t first, std::uint64_t second) {
        return feature_hash(feature_hash(2, first), second);
    }
    /// The table of these hashes; where a bucket overflows those that come last are left out. `fill` 0..1:
    /// how full it may be.
    static std::vector<Bucket> pack(std::span<const std::pair<std::uint64_t, float>> gains, double fill);

private:
    static std::uint16_t fingerprint_of(std::uint64_t hash) {
        const auto bits = static_cast<std::uint16_t>(hash);
        return bits == 0 ? std::uint16_t{1} : bits;
    }
    static std::size_t bucket_of(std::uint64_t hash, std::size_t count) {
        return static_cast<std::size_t>(static_cast<unsigned __int128>(hash) * count >> 64);
    }
    float value(std::uint64_t hash) const {
        const Bucket& bucket = buckets_[bucket_of(hash, buckets_.size())];
        const std::uint16_t wanted = fingerprint_of(hash);
        for (std::size_t i = 0; i < Bucket::kEntries; ++i)
            if (bucket.fingerprints[i] == wanted) return kStep * static_cast<float>(bucket.gains[i]);
        return 0;
    }

    std::shared_ptr<const ModelFile> file_;
    std::span<const Bucket> buckets_;
};

}  // namespace akt
