#pragma once

#include <bit>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace akt {

class ModelFile;

/// Weights of hashed features in two bytes each. A view over `buckets` of eight entries; an entry has ten
/// bits of the feature's hash and six of its weight. A feature that is not there has weight 0, or, once in
/// some 150 times, that of another: rare enough not to matter among dozens of features. Const and
/// thread-safe.
class SparseWeights {
public:
    static constexpr std::size_t kBucketEntries = 8;

    SparseWeights() = default;
    /// `entries.size()` must be a multiple of kBucketEntries; `scale` is the weight of the smallest step.
    SparseWeights(std::span<const std::uint16_t> entries, float scale);
    /// Of a model file with the sections "weights" and "scale", kept mapped for as long as they are used.
    /// Throws Error as ModelFile::open does, and Error(integrity) when they are not sound.
    static SparseWeights open(const std::filesystem::path& file, std::string_view kind);

    float operator[](std::uint64_t feature) const {
        const std::uint16_t* entry = entries_.data() + bucket_of(feature, bucket_count_) * kBucketEntries;
        const std::uint16_t wanted = fingerprint_of(feature);
        for (std::size_t i = 0; i < kBucketEntries; ++i)
            if ((entry[i] & kFingerprintMask) == wanted) return values_[entry[i] & 63U];
        return 0;
    }
    /// Brings the feature's bucket near before it is asked for.
    void prefetch(std::uint64_t feature) const {
        __builtin_prefetch(entries_.data() + bucket_of(feature, bucket_count_) * kBucketEntries);
    }

    /// The entries for (feature, weight) pairs; where a bucket overflows the smallest weights go. `fill`
    /// 0..1: how full the table may be.
    static std::vector<std::uint16_t> pack(std::vector<std::pair<std::uint64_t, float>> weights, float scale,
                                           double fill);

private:
    static constexpr std::uint16_t kFingerprintMask = 0xFFC0;
    static std::uint16_t fingerprint_of(std::uint64_t feature) {
        const auto bits = static_cast<std::uint16_t>(feature << 6);
        return bits == 0 ? std::uint16_t{64} : bits;
    }
    static std::size_t bucket_of(std::uint64_t feature, std::size_t count) {
        return static_cast<std::size_t>(static_cast<unsigned __int128>(feature) * count >> 64);
    }

    std::shared_ptr<const ModelFile> file_;  ///< none when the caller keeps the entries
    std::span<const std::uint16_t> entries_;
    std::size_t bucket_count_ = 1;
    float values_[64] = {};
};

/// Mixes two hashes into that of a feature; never trivial in either half.
inline std::uint64_t feature_hash(std::uint64_t a, std::uint64_t b) {
    std::uint64_t hash = a * 0x9E3779B97F4A7C15U ^ std::rotl(b, 23) * 0xC2B2AE3D27D4EB4FU;
    hash ^= hash >> 31;
    hash *= 0xD6E8FEB86659FD93U;
    return hash ^ hash >> 29;
}

}  // namespace akt
