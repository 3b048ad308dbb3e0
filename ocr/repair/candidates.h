#pragma once

#include <array>
#include <span>

#include "ocr/language/compounds.h"
#include "ocr/language/context_model.h"
#include "ocr/language/letter_model.h"
#include "ocr/language/lexicon.h"

namespace akt {

/// The ways to read one word.
struct CandidateSet {
    std::array<WordCandidate, ContextModel::kMaxCandidates> all;
    std::size_t size = 0;

    std::span<const WordCandidate> span() const { return {all.data(), size}; }
};

/// Finds what a word without its marks may have been: the lexicon's forms of the same skeleton; where those
/// are none or faint, compounds of known parts and what the letters suggest. Const and thread-safe; all must
/// outlive it.
class MarkCandidates {
public:
    MarkCandidates(const Lexicon& lexicon, const LetterModel& letters)
        : lexicon_(lexicon), letters_(letters), compounds_(lexicon) {}

    void find(const LabelWord& skeleton, CandidateSet& out) const;

    /// The same for a trainer that acts as if `unseen` (in the lexicon) had been seen once less.
    void find_without(const LabelWord& skeleton, const LabelWord& unseen, CandidateSet& out) const;

private:
    void find(const LabelWord& skeleton, const LabelWord* unseen, CandidateSet& out) const;
    void add_readings(const LabelWord& skeleton, bool new_ones, CandidateSet& out) const;

    const Lexicon& lexicon_;
    const LetterModel& letters_;
    CompoundSplitter compounds_;
};

}  // namespace akt
