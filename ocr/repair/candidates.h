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
    bool rare = false;  ///< none was seen more than a few times: the letters were asked

    std::span<const WordCandidate> span() const { return {all.data(), size}; }
};

/// Finds what a word without its marks may have been: the lexicon's forms of the same skeleton; where those
/// are none or faint, compounds of known parts and what the letters suggest. Const and thread-safe; all must
/// outlive it.
class MarkCandidates {
public:
    /// Where a form has this count code or a higher one, the letters are not asked.
    static constexpr unsigned kStrongCode = 5;

    MarkCandidates(const Lexicon& lexicon, const LetterModel& letters)
        : lexicon_(lexicon), letters_(letters), compounds_(lexicon) {}

    void find(const LabelWord& skeleton, CandidateSet& out) const;

    /// The same for a trainer that acts as if `seen_less` (in the lexicon) had the count code `code`.
    void find_as_if(const LabelWord& skeleton, const LabelWord& seen_less, unsigned code,
                    CandidateSet& out) const;

private:
    void find(const LabelWord& skeleton, const LabelWord* seen_less, unsigned code, CandidateSet& out) const;
    void add_readings(const LabelWord& skeleton, bool new_ones, CandidateSet& out) const;

    const Lexicon& lexicon_;
    const LetterModel& letters_;
    CompoundSplitter compounds_;
};

}  // namespace akt
