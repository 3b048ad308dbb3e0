#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "ocr/language/sparse_weights.h"

namespace akt {

/// Chooses among words that look the same once å ä ö are gone (för/får, är/år, så/s) by the words around
/// them, of which it sees no å ä ö either: a log-linear model over hashed features, from `losses.akt`. Const
/// and thread-safe.
class LossContext {
public:
    /// Throws Error(not_found | integrity | format_too_new).
    static LossContext open(const std::filesystem::path& models_folder);

    /// A token as its neighbours see it: a hash of its small letters without å ä ö and holes. Signs and
    /// numbers are tokens too.
    static std::uint64_t key_of(std::u32string_view lower_case_token);
    static std::uint64_t number_key() { return key_of(U"0"); }
    static std::uint64_t edge_key() { return key_of(U"\n"); }

    /// The features of the token at `at`, each to be mixed with a candidate's hash.
    static constexpr std::size_t kFeatures = 7;
    static std::array<std::uint64_t, kFeatures> features(std::span<const std::uint64_t> keys, std::size_t at);
    static std::uint64_t hash_of(std::u32string_view lower_case_word);

    /// log10 of how much likelier the surroundings make the word than its rate alone; 0 for words it does not
    /// know.
    double log10_fit(const std::array<std::uint64_t, kFeatures>& features,
                     std::u32string_view lower_case_word) const;

private:
    explicit LossContext(SparseWeights weights) : weights_(std::move(weights)) {}

    SparseWeights weights_;
};

}  // namespace akt
