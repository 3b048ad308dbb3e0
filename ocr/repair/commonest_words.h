#pragma once

#include <cstdint>
#include <vector>

#include "ocr/language/lexicon.h"

namespace akt {

/// How common the commonest of a run of the lexicon's words may be: what a search needs to give up a branch
/// of the automaton early. Words are counted in blocks, and blocks in runs of powers of two (a sparse table;
/// Bender & Farach-Colton 2000). A copy of what it needs; const and thread-safe.
class CommonestWords {
public:
    explicit CommonestWords(const Lexicon& lexicon);

    /// At least the greatest count code of the words [first, end); it may be one of a word just outside.
    unsigned most_count_code(std::uint32_t first, std::uint32_t end) const {
        if (first >= end || blocks_ == 0) return 0;
        const std::uint32_t from = first / kBlockWords;
        std::uint32_t to = (end - 1) / kBlockWords;
        if (from >= blocks_) return 0;
        if (to >= blocks_) to = blocks_ - 1;
        const auto level = static_cast<std::uint32_t>(31 - __builtin_clz(to - from + 1));
        const std::uint8_t* runs = runs_.data() + std::size_t{level} * blocks_;
        const std::uint8_t left = runs[from], right = runs[to + 1 - (1U << level)];
        return left > right ? left : right;
    }

private:
    static constexpr std::uint32_t kBlockWords = 16;

    std::uint32_t blocks_ = 0;
    std::vector<std::uint8_t> runs_;  ///< by level, then by first block
};

}  // namespace akt
