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
    const auto found =
        std::lower_bound(big_skips_.begin(), big_skips_.end(), edge,
                         [](const BigSkip& entry, std::uint32_t wanted) { return entry.edge < wanted; });
    return found == big_skips_.end() ? 0 : found->skip;
}

bool Automaton::sound(std::uint32_t words) const {
    if (edges_.empty() || skips_.size() != edges_.size() || root_ >= edges_.size()) return false;
    if ((edges_.back() & 64U) == 0) return false;
    for (std::size_t i = 0; i < edges_.size(); ++i) {
        const std::uint32_t packed = edges_[i];
        // States are written after the states they lead to, so a walk always ends.
        if ((packed >> 8) >= i + 1 && (packed >> 8) != 0) return false;
        if ((packed & 63U) >= kLabelCount) return false;
    }
    return std::all_of(big_skips_.begin(), big_skips_.end(), [&](const BigSkip& entry) {
        return entry.edge < edges_.size() && entry.skip <= words;
    });
}

}  // namespace akt
