#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "ocr/language/alphabet.h"

namespace akt {

/// A set of words as a minimal acyclic automaton (Daciuk et al. 2000) in two flat arrays, with each word
/// numbered from 0 in label order (Lucchesi & Kowaltowski 1993). A view: the arrays belong to the caller.
/// Const and thread-safe.
///
/// A state is the index of its first edge; its edges follow each other, ordered by label, the last one
/// marked.
///   edge: bits 0–5 label · 6 last of its state · 7 a word ends after it · 8–31 state led to (0: none)
///   skip: words of the state that sort before those of this edge; kBigSkip: look in `big_skips`
class Automaton {
public:
    static constexpr std::uint16_t kBigSkip = 0xFFFF;
    struct BigSkip {
        std::uint32_t edge, skip;
    };
    /// Where a walk stands: the state to go on from (0: nowhere), whether a word ends here, and how many
    /// words sort before those reachable from here.
    struct Place {
        std::uint32_t state = 0;
        std::uint32_t number = 0;
        bool ends_word = false;
    };

    Automaton() = default;
    Automaton(std::span<const std::uint32_t> edges, std::span<const std::uint16_t> skips,
              std::span<const BigSkip> big_skips, std::uint32_t root)
        : edges_(edges), skips_(skips), big_skips_(big_skips), root_(root) {}

    Place root() const { return {root_, 0, false}; }

    /// Calls visit(label, place) for every edge out of `from`, in label order.
    template <class Visit>
    void for_each_edge(const Place& from, Visit&& visit) const {
        if (from.state == 0) return;
        // The word that ends at `from` sorts before all longer ones.
        const std::uint32_t first = from.number + (from.ends_word ? 1U : 0U);
        for (std::uint32_t edge = from.state;; ++edge) {
            const std::uint32_t packed = edges_[edge];
            visit(static_cast<Label>(packed & 63U),
                  Place{packed >> 8, first + skip(edge), (packed & 128U) != 0});
            if ((packed & 64U) != 0) return;
        }
    }

    /// The same for the edges whose labels' bits are set in `labels`; `end` is where the numbers of the words
    /// reachable from `from` end, and visit(label, place, end) gets that of each edge's own words.
    template <class Visit>
    void for_each_edge_among(std::uint64_t labels, const Place& from, std::uint32_t end,
                             Visit&& visit) const {
        if (from.state == 0) return;
        const std::uint32_t first = from.number + (from.ends_word ? 1U : 0U);
        for (std::uint32_t edge = from.state;; ++edge) {
            const std::uint32_t packed = edges_[edge];
            const bool last = (packed & 64U) != 0;
            if ((labels >> (packed & 63U) & 1U) != 0)
                visit(static_cast<Label>(packed & 63U),
                      Place{packed >> 8, first + skip(edge), (packed & 128U) != 0},
                      last ? end : first + skip(edge + 1));
            if (last) return;
        }
    }

    /// Calls visit(label, place, end) for one of the edges out of `from`, by its index, as above. False: it
    /// was the last.
    template <class Visit>
    bool visit_edge(std::uint32_t edge, const Place& from, std::uint32_t end, Visit&& visit) const {
        const std::uint32_t first = from.number + (from.ends_word ? 1U : 0U);
        const std::uint32_t packed = edges_[edge];
        const bool last = (packed & 64U) != 0;
        visit(static_cast<Label>(packed & 63U), Place{packed >> 8, first + skip(edge), (packed & 128U) != 0},
              last ? end : first + skip(edge + 1));
        return !last;
    }

    /// All states are below this; 0 is none.
    std::size_t state_bound() const { return edges_.empty() ? 1 : edges_.size(); }
    /// Calls visit(state) for every state, after those it leads to.
    template <class Visit>
    void for_each_state(Visit&& visit) const {
        std::uint32_t state = 1;
        for (std::uint32_t edge = 1; edge < edges_.size(); ++edge) {
            if ((edges_[edge] & 64U) == 0) continue;
            visit(state);
            state = edge + 1;
        }
    }

    std::optional<Place> follow(const Place& from, Label label) const {
        if (from.state == 0) return std::nullopt;
        for (std::uint32_t edge = from.state;; ++edge) {
            const std::uint32_t packed = edges_[edge];
            if ((packed & 63U) == label)
                return Place{packed >> 8, from.number + (from.ends_word ? 1U : 0U) + skip(edge),
                             (packed & 128U) != 0};
            if ((packed & 64U) != 0 || (packed & 63U) > label) return std::nullopt;
        }
    }

    /// The word's number, if it is in the set.
    std::optional<std::uint32_t> find(const LabelWord& word) const;

    /// Whether every edge leads inside the arrays; a damaged file must not lead a walk astray.
    bool sound(std::uint32_t words) const;

private:
    std::uint32_t skip(std::uint32_t edge) const {
        const std::uint16_t small = skips_[edge];
        return small != kBigSkip ? small : big_skip(edge);
    }
    std::uint32_t big_skip(std::uint32_t edge) const;

    std::span<const std::uint32_t> edges_;
    std::span<const std::uint16_t> skips_;
    std::span<const BigSkip> big_skips_;
    std::uint32_t root_ = 0;
};

}  // namespace akt
