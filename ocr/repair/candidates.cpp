#include "ocr/repair/candidates.h"

#include <algorithm>
#include <cmath>

namespace akt {

namespace {

/// A form counted at least this often is believed without asking the letters.
constexpr unsigned kStrongCode = 3;

constexpr float kLetterStep = 0.7F, kCompoundStep = 1.0F;

std::uint8_t bucket(float behind, float step) {
    return static_cast<std::uint8_t>(
        std::min(WordCandidate::kNoBucket - 1.0F, std::max(0.0F, behind / step)));
}

/// What a count code would be had the word been seen once less.
unsigned code_without_one(unsigned code) {
    return code <= 1 ? 0 : code <= 4 ? code - 1 : code;
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
    find(skeleton, nullptr, out);
}

void MarkCandidates::find_without(const LabelWord& skeleton, const LabelWord& unseen,
                                  CandidateSet& out) const {
    find(skeleton, &unseen, out);
}

void MarkCandidates::find(const LabelWord& skeleton, const LabelWord* unseen, CandidateSet& out) const {
    std::array<LexiconForm, Lexicon::kMaxForms> forms;
    const std::size_t found = lexicon_.forms_of_skeleton(skeleton, forms);
    out.size = 0;
    bool strong = false, vouched = false;
    for (std::size_t i = 0; i < found; ++i) {
        WordInfo info = forms[i].info;
        if (unseen != nullptr && forms[i].word == *unseen) {
            const unsigned code = code_without_one(info.count_code());
            if (code == 0 && !info.vouched()) continue;
            info.packed = static_cast<std::uint8_t>((info.packed & ~31U) | code);
        }
        strong = strong || info.count_code() >= kStrongCode;
        vouched = vouched || info.vouched();
        out.all[out.size++] = candidate_of(forms[i].word, info, true);
    }
    // Among rare words the letters have a say; new readings are sought only where no dictionary has one.
    if (!strong && skeleton.length >= kMinOpenLength && (!vouched || out.size > 1))
        add_readings(skeleton, !vouched, out);
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
            candidate->letter_bucket = bucket(behind, kLetterStep);
    }
    for (std::size_t i = 0; i < compound_count; ++i) {
        if (i >= 4) break;
        WordCandidate* candidate = candidate_for(as_compound[i].word);
        if (candidate == nullptr) continue;
        candidate->compound_bucket = bucket(as_compound[i].cost - as_compound[0].cost, kCompoundStep);
        if (candidate->letter_bucket == WordCandidate::kNoBucket)
            candidate->letter_bucket =
                bucket(best_letters - letters_.log_probability(candidate->word), kLetterStep);
    }
    for (std::size_t i = 0; i < out.size; ++i)
        if (out.all[i].letter_bucket == WordCandidate::kNoBucket)
            out.all[i].letter_bucket =
                bucket(best_letters - letters_.log_probability(out.all[i].word), kLetterStep);
}

}  // namespace akt
