#include "ocr/repair/loss_context.h"

#include "ocr/base/utf8.h"

namespace akt {

namespace {

constexpr double kLog10E = 0.4342944819;

std::uint64_t mixed(std::uint64_t hash, char32_t c) {
    return (hash ^ c) * 0x100000001B3U;
}
constexpr std::uint64_t kSeed = 0xCBF29CE484222325U;

}  // namespace

LossContext LossContext::open(const std::filesystem::path& models_folder) {
    return LossContext(SparseWeights::open(models_folder / "losses.akt", "losses"));
}

std::uint64_t LossContext::key_of(std::u32string_view token) {
    std::uint64_t hash = kSeed;
    for (const char32_t c : token)
        if (c != U'å' && c != U'ä' && c != U'ö' && c != kReplacementCharacter && c != '?')
            hash = mixed(hash, c);
    return hash;
}

std::uint64_t LossContext::hash_of(std::u32string_view word) {
    std::uint64_t hash = kSeed + 1;
    for (const char32_t c : word) hash = mixed(hash, c);
    return hash;
}

std::array<std::uint64_t, LossContext::kFeatures> LossContext::features(std::span<const std::uint64_t> keys,
                                                                        std::size_t at) {
    const auto key = [&](std::ptrdiff_t offset) {
        const auto place = static_cast<std::ptrdiff_t>(at) + offset;
        return place < 0 || place >= static_cast<std::ptrdiff_t>(keys.size())
                   ? edge_key()
                   : keys[static_cast<std::size_t>(place)];
    };
    const std::uint64_t before = key(-1), after = key(1);
    return {1,
            feature_hash(before, 2),
            feature_hash(after, 3),
            feature_hash(feature_hash(key(-2), before), 4),
            feature_hash(feature_hash(after, key(2)), 5),
            feature_hash(feature_hash(before, after), 6),
            feature_hash(key(-2), 7)};
}

double LossContext::log10_fit(const std::array<std::uint64_t, kFeatures>& features,
                              std::u32string_view word) const {
    const std::uint64_t hash = hash_of(word);
    double sum = 0;
    for (const std::uint64_t feature : features)
        sum += static_cast<double>(weights_[feature_hash(feature, hash)]);
    return sum * kLog10E;
}

}  // namespace akt
