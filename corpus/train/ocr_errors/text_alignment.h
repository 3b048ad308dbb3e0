#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace akt {

/// A stretch of the truth and what was read for it. Pieces follow each other and cover both texts.
struct AlignedPiece {
    std::size_t truth_at = 0, truth_length = 0;
    std::size_t read_at = 0, read_length = 0;
    bool same = false;  ///< a single character read as itself
};

/// What it costs to see `read` for `truth`; 0 for itself. A letter with another mark or in another case is
/// nearest; white space and visible characters are farthest apart. A character missed or made up costs
/// kGapCost.
double substitution_cost(char32_t truth, char32_t read);
inline constexpr double kGapCost = 1;

/// Sum of the cheapest alignment's costs.
double alignment_cost(std::u32string_view truth, std::u32string_view read);

/// The cheapest alignment, runs of misread characters brought together. A piece in which one side is empty
/// takes in the character before it (or the one after it, at the beginning of a word), so both sides say
/// something wherever a word was read at all. Time and memory: product of the lengths; both below 20,000
/// characters.
std::vector<AlignedPiece> align(std::u32string_view truth, std::u32string_view read);

}  // namespace akt
