#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "ocr/language/automaton.h"

namespace akt {

/// What lies ahead of each place of an automaton, as bits: how many letters its words still have, and which
/// come next. What a search needs to give up a branch before it goes there. Const and thread-safe.
class Outlook {
public:
    /// So many letters and more are as one.
    static constexpr std::size_t kMostLetters = 31;
    static constexpr std::uint64_t kLengths = 0xFFFFFFFF, kNext = ~kLengths;

    /// Of words with `fewest` to `most` letters more.
    static std::uint64_t lengths(std::size_t fewest, std::size_t most) {
        const std::uint64_t above = most < kMostLetters ? ~std::uint64_t{0} << (most + 1) : kNext;
        return ~std::uint64_t{0} << (fewest < kMostLetters ? fewest : kMostLetters) & ~above;
    }
    /// Of a word whose next letter is this; letters that Swedish words hardly have are as one.
    static constexpr std::uint64_t next(Label label) {
        return label <= kLabelEacute ? std::uint64_t{1} << (kMostLetters + label) : kForeign;
    }

    explicit Outlook(const Automaton& automaton);

    std::uint64_t from(const Automaton::Place& place) const {
        return states_[place.state] | (place.ends_word ? 1U : 0U);
    }

    /// Calls visit(label, place, end) for the edges out of `from` whose letters are `wanted`, as
    /// Automaton::for_each_edge_among does.
    template <class Visit>
    void for_each_edge_among(std::uint64_t wanted, const Automaton& automaton, const Automaton::Place& from,
                             std::uint32_t end, Visit&& visit) const {
        const std::uint64_t next = states_[from.state] & kNext;
        for (std::uint64_t left = wanted & next; left != 0; left &= left - 1) {
            const std::uint64_t bit = left & (~left + 1);
            // Edges are in the order of the letters.
            auto edge = from.state + static_cast<std::uint32_t>(std::popcount(next & (bit - 1)));
            for (bool more = true; more; ++edge)
                more = automaton.visit_edge(edge, from, end, visit) && bit == kForeign;
        }
    }

private:
    static constexpr std::uint64_t kForeign = std::uint64_t{1} << 62;

    std::vector<std::uint64_t> states_;
};

}  // namespace akt
