#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ocr/language/lexicon.h"

namespace akt {

/// One word of a compound.
struct CompoundPart {
    LabelWord word;
    bool linked = false;  ///< an s follows that belongs to no word: arbet(s)plats
};

/// Takes Swedish compounds apart into words of the lexicon: kommunalförbundens → kommunal, förbundens;
/// sjukvårdsavtal → sjukvård, avtal. Const and thread-safe; the lexicon must outlive it.
class CompoundSplitter {
public:
    explicit CompoundSplitter(const Lexicon& lexicon) : lexicon_(lexicon) {}

    /// The likeliest 2–4 parts, linking s dropped, as written otherwise; empty when the word is no compound
    /// of known parts.
    std::vector<std::string> split(std::string_view lower_case_word) const;

    /// The same for a word in labels, with what joins the parts.
    std::vector<CompoundPart> parts_of(const LabelWord& word) const;

    /// What a word that is no compound costs, to set beside a reading's cost; natural logarithm.
    static float simple_word_cost(std::size_t letters);

    /// A way to put marks on a skeleton by reading it as a compound.
    struct Reading {
        LabelWord word;
        float cost = 0;  ///< natural-log cost of its best split; less is likelier
    };
    static constexpr std::size_t kMaxReadings = 8;

    /// The cheapest distinct readings of `skeleton` (letters a–z only) as a compound, cheapest first; how
    /// many.
    std::size_t readings(const LabelWord& skeleton, std::span<Reading, kMaxReadings> out) const;

private:
    const Lexicon& lexicon_;
};

}  // namespace akt
