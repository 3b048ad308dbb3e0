#include "ocr/repair/commonest_words.h"

#include <algorithm>

namespace akt {

CommonestWords::CommonestWords(const Lexicon& lexicon) {
    const std::uint32_t words = lexicon.word_count();
    blocks_ = (words + kBlockWords - 1) / kBlockWords;
    std::size_t levels = 1;
    while ((std::size_t{1} << levels) <= blocks_) ++levels;
    runs_.resize(levels * blocks_);
    for (std::uint32_t word = 0; word < words; ++word) {
        std::uint8_t& most = runs_[word / kBlockWords];
        most = std::max(most, static_cast<std::uint8_t>(lexicon.info_of_number(word).count_code()));
    }
    for (std::size_t level = 1; level < levels; ++level) {
        const std::size_t half = std::size_t{1} << (level - 1);
        const std::uint8_t* shorter = &runs_[(level - 1) * blocks_];
        std::uint8_t* longer = &runs_[level * blocks_];
        for (std::size_t block = 0; block + 2 * half <= blocks_; ++block)
            longer[block] = std::max(shorter[block], shorter[block + half]);
    }
}

}  // namespace akt
