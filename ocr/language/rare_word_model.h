#pragma once

#include <algorithm>
#include <filesystem>
#include <span>
#include <utility>

#include "ocr/language/context_model.h"
#include "ocr/language/sparse_weights.h"

namespace akt {

/// Chooses among the readings of a word that was never or hardly ever seen, by what the letters, the word's
/// parts as a compound, its other inflected forms and its ending among the words around say: a log-linear
/// model over hashed features, none of a word of its own. Const and thread-safe.
class RareWordModel {
public:
    static RareWordModel open(const std::filesystem::path& models_folder);
    explicit RareWordModel(SparseWeights weights) : weights_(std::move(weights)) {}

    /// What the readings of one word have in common.
    struct Common {
        unsigned best_gain = WordCandidate::kNoGain;  ///< of those that are compounds
        unsigned best_kin = 0, second_kin = 0;
    };
    static Common common_of(std::span<const WordCandidate> candidates) {
        Common out;
        for (const WordCandidate& c : candidates) {
            out.best_gain = std::min<unsigned>(out.best_gain, c.compound_gain);
            const unsigned kin = c.kin;
            out.second_kin = std::max(out.second_kin, std::min(out.best_kin, kin));
            out.best_kin = std::max(out.best_kin, kin);
        }
        return out;
    }

    /// Calls visit(feature) for each feature of one candidate.
    template <class Visit>
    static void for_each_feature(const ContextModel::Surroundings& surroundings, const Common& common,
                                 const WordCandidate& c, Visit&& visit) {
        for (const std::uint64_t hash : surroundings.near) visit(feature_hash(hash, c.tail));
        const unsigned attested = c.attested ? 1U : 0U;
        const unsigned own = c.info.count_code() | (c.info.vouched() ? 32U : 0U) | attested << 6;
        const unsigned letters = c.letter_lag, compound = c.compound_lag, gain = c.compound_gain;
        const unsigned written =
            static_cast<unsigned>(surroundings.letter_case) << 1 | (surroundings.sentence_start ? 1U : 0U);
        const unsigned usual = static_cast<unsigned>(c.info.word_case()) << 1 | attested;
        const unsigned kin = c.kin / 2;
        // How far the other forms lead those of the best other reading, or trail them.
        const unsigned rival = c.kin == common.best_kin ? common.second_kin : common.best_kin;
        const unsigned lead =
            static_cast<unsigned>(std::clamp((int{c.kin} - static_cast<int>(rival)) / 2, -4, 4) + 4);
        const unsigned best = common.best_gain / 2;
        unsigned kind = 0;
        const auto add = [&](unsigned a, unsigned b = 0, unsigned d = 0, unsigned e = 0) {
            visit(feature_hash(0xB5297A4D3F84D5B5U + kind++, (a << 21 | b << 14 | d << 7 | e) + 1U));
        };
        add(own);
        add(letters, attested);
        add(compound, attested);
        add(letters, compound, attested);
        add(letters, own);
        add(compound, own);
        add(best, compound, letters);
        add(best, compound, attested);
        add(gain, letters);
        add(kin, attested);
        add(kin, letters);
        add(lead, letters);
        add(lead, compound);
        add(lead, own);
        add(written, usual);
        add(written, letters);
        add(written, best, compound);
        add(letters, c.word.length);
        add(lead, std::min(letters / 2, 7U), compound / 4, best);
        add(letters / 2, compound / 2, gain / 2);
    }

    /// Probability of each candidate; sizes must agree.
    void probabilities(std::span<const Token> tokens, std::size_t at,
                       std::span<const WordCandidate> candidates, std::span<float> out) const;

private:
    SparseWeights weights_;
};

}  // namespace akt
