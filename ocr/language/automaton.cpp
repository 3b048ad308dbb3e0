#include "ocr/language/automaton.h"

#include <algorithm>

namespace akt {

std::optional<std::uint32_t> Automaton::find(const LabelWord& word) const {
    Place place = root();
    for (std::size_t i = 0; i < word.length; ++i) {
        const auto next = follow(place, word[i]);
        if (!next) return std::nullopt;
        place = *next;
    }
    if (!place.ends_word) return std::nullopt;
    return place.number;
}

std::uint32_t Automaton::big_skip(std::uint32_t edge) const {
    // The root, where most walks begin, is the last state, and its big skips follow each other at the end.
    if (!big_skips_.empty() && edge <= big_skips_.back().edge) {
        const std::size_t back = big_skips_.back().edge - edge;
        if (back < big_skips_.size()) {
            const BigSkip& entry = big_skips_[big_skips_.size() - 1 - back];
            if (entry.edge == edge) return entry.skip;
        }
    }
    const auto found =
        std::lower_bound(big_skips_.begin(), big_skips_.end(), edge,
                         [](const BigSkip& entry, std::uint32_t wanted) { return entry.edge < wanted; });
    return found == big_skips_.end() ? 0 : found->skip;
}

bool Automaton::sound(std::uint32_t words) const {
    if (edges_.empty() || skips_.size() != edges_.size() || root_ >= edges_.size()) return false;
    if ((edges_.back() & 64U) == 0) return false;
    // Index 0 stands for no state. States are written after the states they lead to, so a walk always ends.
    std::size_t state = 1;
    for (std::size_t i = 1; i < edges_.size(); ++i) {
        const std::uint32_t packed = edges_[i];
        if ((packed >> 8) >= state) return false;
        if ((packed & 63U) == kNoLabel || (packed & 63U) >= kLabelCount) return false;
        if ((packed & 64U) != 0) state = i + 1;
    }
    return std::all_of(big_skips_.begin(), big_skips_.end(), [&](const BigSkip& entry) {
        return entry.edge < edges_.size() && entry.skip <= words;
    });
}

}  // namespace akt
