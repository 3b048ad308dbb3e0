#include "ocr/repair/candidates.h"

#include <algorithm>
#include <cmath>

#include "ocr/language/kin.h"

namespace akt {

namespace {

constexpr float kLetterStep = 0.35F, kCompoundStep = 0.5F;
/// A compound's gain over a simple word: so many steps of so many nats, 0 for this much or more.
constexpr float kGainStep = 2.0F, kMostGain = 16.0F;

std::uint8_t bucket(float behind, float step, std::uint8_t none) {
    return static_cast<std::uint8_t>(std::clamp(behind / step, 0.0F, static_cast<float>(none) - 1.0F));
}

std::uint8_t letter_lag(float behind) {
    return bucket(behind, kLetterStep, WordCandidate::kNoLag);
}

WordCandidate candidate_of(const LabelWord& word, WordInfo info, bool attested) {
    WordCandidate out;
    out.word = word;
    out.info = info;
    out.attested = attested;
    set_hashes(out);
    return out;
}

/// Known words of this kind are none of our business: capitals read as acronyms, single letters are in the
/// lexicon.
constexpr std::size_t kMinOpenLength = 2;

}  // namespace

void MarkCandidates::find(const LabelWord& skeleton, CandidateSet& out) const {
    find(skeleton, nullptr, 0, out);
}

void MarkCandidates::find_as_if(const LabelWord& skeleton, const LabelWord& seen_less, unsigned code,
                                CandidateSet& out) const {
    find(skeleton, &seen_less, code, out);
}

void MarkCandidates::find(const LabelWord& skeleton, const LabelWord* seen_less, unsigned code,
                          CandidateSet& out) const {
    std::array<LexiconForm, Lexicon::kMaxForms> forms;
    const std::size_t found = lexicon_.forms_of_skeleton(skeleton, forms);
    out.size = 0;
    out.rare = false;
    unsigned best_code = 0;
    bool vouched = false;
    for (std::size_t i = 0; i < found; ++i) {
        WordInfo info = forms[i].info;
        if (seen_less != nullptr && forms[i].word == *seen_less) {
            if (code == 0 && !info.vouched()) continue;
            info.packed = static_cast<std::uint8_t>((info.packed & ~31U) | code);
        }
        best_code = std::max(best_code, info.count_code());
        vouched = vouched || info.vouched();
        out.all[out.size++] = candidate_of(forms[i].word, info, true);
    }
    // Among rare words the letters have a say; new readings are sought where no dictionary has one that was
    // ever seen.
    const bool new_ones = !vouched || best_code == 0;
    if (best_code < kStrongCode && skeleton.length >= kMinOpenLength && (new_ones || out.size > 1)) {
        add_readings(skeleton, new_ones, out);
        out.rare = true;
    }
    if (out.size == 0) out.all[out.size++] = candidate_of(skeleton, {}, false);
}

void MarkCandidates::add_readings(const LabelWord& skeleton, bool new_ones, CandidateSet& out) const {
    std::array<LetterModel::Reading, LetterModel::kMaxReadings> by_letters;
    const std::size_t letter_count = letters_.readings(skeleton, by_letters);
    std::array<CompoundSplitter::Reading, CompoundSplitter::kMaxReadings> as_compound;
    const std::size_t compound_count = compounds_.readings(skeleton, as_compound);
    const auto candidate_for = [&](const LabelWord& word) -> WordCandidate* {
        for (std::size_t i = 0; i < out.size; ++i)
            if (out.all[i].word == word) return &out.all[i];
        if (!new_ones || out.size == out.all.size()) return nullptr;
        out.all[out.size] = candidate_of(word, {}, false);
        return &out.all[out.size++];
    };
    const float best_letters = by_letters[0].log_probability;
    for (std::size_t i = 0; i < letter_count; ++i) {
        const float behind = best_letters - by_letters[i].log_probability;
        if (i >= 4 && behind > 4.0F) break;
        if (WordCandidate* candidate = candidate_for(by_letters[i].word))
            candidate->letter_lag = letter_lag(behind);
    }
    for (std::size_t i = 0; i < compound_count; ++i) {
        if (i >= 4) break;
        WordCandidate* candidate = candidate_for(as_compound[i].word);
        if (candidate == nullptr) continue;
        candidate->compound_gain =
            bucket(as_compound[i].cost - CompoundSplitter::simple_word_cost(skeleton.length) + kMostGain,
                   kGainStep, WordCandidate::kNoGain);
        const float behind = as_compound[i].cost - as_compound[0].cost;
        candidate->compound_lag = bucket(behind, kCompoundStep, WordCandidate::kNoLag);
    }
    for (WordCandidate& candidate : std::span(out.all).first(out.size)) {
        candidate.kin = static_cast<std::uint8_t>(kin_code(lexicon_, candidate.word));
        if (candidate.letter_lag == WordCandidate::kNoLag)
            candidate.letter_lag = letter_lag(best_letters - letters_.log_probability(candidate.word));
    }
}

}  // namespace akt
