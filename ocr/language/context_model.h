#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <utility>

#include "ocr/language/lexicon.h"
#include "ocr/language/sparse_weights.h"
#include "ocr/language/tokens.h"

namespace akt {

/// One way to read a word, with all that is known of it apart from its surroundings.
struct WordCandidate {
    static constexpr std::uint8_t kNoLag = 31, kNoGain = 15;

    LabelWord word;
    std::uint64_t hash = 0;  ///< of the word with its marks
    std::uint64_t tail = 0;  ///< of its last three letters with their marks
    WordInfo info;
    bool attested = false;  ///< in the lexicon
    // Asked of rare words only:
    /// How far behind the best reading, in steps, by the letters and as a compound; kNoLag: not asked or
    /// none.
    std::uint8_t letter_lag = kNoLag, compound_lag = kNoLag;
    /// What it costs as a compound beside a simple word of its length, in steps; kNoGain: it is none.
    std::uint8_t compound_gain = kNoGain;
    std::uint8_t kin = 0;  ///< kin_code
};

/// Chooses among the readings of a word by the words around it: a log-linear model over hashed features,
/// trained to tell the forms of one skeleton apart. It looks at neighbours without their marks only, so
/// damage to them does not matter and each word is decided by itself. Const and thread-safe.
class ContextModel {
public:
    static constexpr std::size_t kMaxCandidates = 8;
    static constexpr std::size_t kWordFeatures = 27;

    static ContextModel open(const std::filesystem::path& models_folder);
    explicit ContextModel(SparseWeights weights) : weights_(std::move(weights)) {}

    /// What surrounds the token at `at`, hashed.
    struct Surroundings {
        std::array<std::uint64_t, kWordFeatures> around;  ///< each to be mixed with a candidate's hash
        std::array<std::uint64_t, 5> near;                ///< each to be mixed with a candidate's tail
        TokenCase letter_case;
        bool sentence_start;
    };
    static Surroundings surroundings(std::span<const Token> tokens, std::size_t at);

    /// Calls visit(feature) for each feature of candidates[which]. The first candidate is what the others are
    /// measured against: it has no features of its own word.
    template <class Visit>
    static void for_each_feature(const Surroundings& surroundings, std::span<const WordCandidate> candidates,
                                 std::size_t which, Visit&& visit) {
        const WordCandidate& candidate = candidates[which];
        // A word seen a few times was seen in a few places, which say little of others.
        constexpr unsigned kSeenWidelyCode = 4;
        const bool seen_widely = candidate.info.count_code() >= kSeenWidelyCode &&
                                 candidates[0].info.count_code() >= kSeenWidelyCode;
        if (which > 0 && candidate.attested && seen_widely)
            for (const std::uint64_t hash : surroundings.around) visit(feature_hash(hash, candidate.hash));
        for (const std::uint64_t hash : surroundings.near) visit(feature_hash(hash, candidate.tail));
        for_each_general_feature(surroundings, candidates, which,
                                 [&](std::uint64_t kind, std::uint64_t value) {
                                     visit(feature_hash(0xA24BAED4963EE407U + kind, value + 1));
                                 });
    }

    /// Probability of each candidate; sizes must agree.
    void probabilities(std::span<const Token> tokens, std::size_t at,
                       std::span<const WordCandidate> candidates, std::span<float> out) const;

private:
    template <class Visit>
    static void for_each_general_feature(const Surroundings& surroundings,
                                         std::span<const WordCandidate> candidates, std::size_t which,
                                         Visit&& visit) {
        const WordCandidate& c = candidates[which];
        const WordInfo first = candidates[0].info;
        const auto strength = [](WordInfo info, bool attested) {
            return info.count_code() | (info.vouched() ? 32U : 0U) | (attested ? 64U : 0U);
        };
        const unsigned own = strength(c.info, c.attested);
        visit(0, own);
        if (which > 0) visit(1, own << 8 | strength(first, candidates[0].attested));
        const auto written =
            static_cast<unsigned>(surroundings.letter_case) << 1 | (surroundings.sentence_start ? 1U : 0U);
        const auto usual = static_cast<unsigned>(c.info.word_case());
        visit(2, usual << 8 | written << 1 | (c.attested ? 1U : 0U));
        if (which > 0) visit(3, usual << 12 | static_cast<unsigned>(first.word_case()) << 8 | written);
    }

    SparseWeights weights_;
};

/// Sets hash and tail from `word`.
void set_hashes(WordCandidate& candidate);

}  // namespace akt
