#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "index/index.h"
#include "search/query.h"

namespace akt {

/// An index term, or every term that begins so.
struct TermPattern {
    std::string term;
    bool is_prefix = false;
};

/// Places that must be filled, each by any of its terms: at consecutive positions in order, or all within a
/// window.
struct Sequence {
    std::vector<std::vector<TermPattern>> places;
    std::uint32_t window = 1;  ///< in positions; places.size() when in_order
    bool in_order = true;
};

/// A smallest part of a query that text can match, and every way it can stand there. What matches a leaf is
/// decided here alone: the index is asked, pages are marked and snippets made from the same ways.
struct Leaf {
    std::string text;  ///< as printed
    std::vector<Sequence> ways;
};

/// The leaf of a text node (OneWord, Prefix, Phrase, Hyphenated, Near, CaseNumber, SectionSign); no ways for
/// others.
Leaf leaf_of(const Query& query, const CompoundSplit& split);

/// The leaves a matching document may be shown for: all but those under a Not.
std::vector<Leaf> leaves_of(const Query& query, const CompoundSplit& split);

/// Which of the places' positions (each sorted) belong to a match; sorted, each once.
std::vector<std::uint32_t> matching_positions(const Sequence& sequence,
                                              const std::vector<std::vector<std::uint32_t>>& positions);

}  // namespace akt
