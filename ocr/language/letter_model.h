#pragma once

#include <array>
#include <filesystem>
#include <span>
#include <utility>

#include "ocr/language/alphabet.h"
#include "ocr/language/sparse_weights.h"

namespace akt {

/// The marks a letter may have lost: å ä on a, ö on o, é on e.
inline constexpr std::size_t kMaxMarks = 2;
inline std::span<const Label> marks_of(Label base) {
    static constexpr std::array<Label, 2> kOnA{kLabelAring, kLabelAdots};
    static constexpr std::array<Label, 1> kOnO{kLabelOdots}, kOnE{kLabelEacute};
    if (base == kLabelA) return kOnA;
    if (base == kLabelO) return kOnO;
    if (base == kLabelE) return kOnE;
    return {};
}

/// Which mark each letter of an unknown word has, from the letters around it: a logistic model over all
/// stretches of up to kMaxReach letters to either side. Const and thread-safe.
class LetterModel {
public:
    static constexpr std::size_t kMaxReach = 6, kMaxStretch = 9;

    static LetterModel open(const std::filesystem::path& models_folder);
    /// For trainers: a model over weights of their own.
    explicit LetterModel(SparseWeights weights) : weights_(std::move(weights)) {}

    /// Calls visit(hash) for each feature of the letter at `at`; to be mixed with the mark it speaks for.
    template <class Visit>
    static void for_each_feature(const LabelWord& skeleton, std::size_t at, Visit&& visit) {
        // Letters leftwards, then rightwards; 0 stands for the word's edge.
        std::uint64_t left = 0x2545F4914F6CDD1DU;
        for (std::size_t l = 0; l <= kMaxReach; ++l) {
            if (l > at + 1) break;
            if (l > 0) left = left * 0x5851F42D4C957F2DU + (l > at ? 63U : skeleton[at - l]);
            std::uint64_t hash = left ^ (l << 40);
            for (std::size_t r = 0; r <= kMaxReach && l + r <= kMaxStretch; ++r) {
                if (at + r > skeleton.length) break;
                if (r > 0)
                    hash = hash * 0x9E3779B97F4A7C15U + (at + r == skeleton.length ? 62U : skeleton[at + r]);
                visit(hash + (r << 50));
            }
        }
    }

    /// log p of each choice at `at`: out[0] unmarked, out[1 + i] with marks_of(base)[i]; returns how many (1:
    /// no choice).
    std::size_t log_probabilities(const LabelWord& skeleton, std::size_t at,
                                  std::span<float, 1 + kMaxMarks> out) const;

    struct Reading {
        LabelWord word;
        float log_probability = 0;
    };
    static constexpr std::size_t kMaxReadings = 8;
    /// The likeliest words for a skeleton, likeliest first; how many.
    std::size_t readings(const LabelWord& skeleton, std::span<Reading, kMaxReadings> out) const;
    /// log p of one word, given its skeleton. Letters with marks the model does not know cost nothing.
    float log_probability(const LabelWord& word) const;

private:
    SparseWeights weights_;
};

}  // namespace akt
