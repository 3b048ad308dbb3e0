#pragma once

#include <cstddef>
#include <vector>

#include "index/index_words.h"
#include "ocr/document.h"
#include "search/hit.h"
#include "search/leaf.h"

namespace akt {

/// A reading of a page that fills a place of a leaf.
struct LeafMatch {
    std::size_t leaf = 0;
    Reading reading;
};

/// Where the leaves stand on the page, in order of position.
std::vector<LeafMatch> leaf_matches(const Page& page, const std::vector<Leaf>& leaves,
                                    const CompoundSplit& split);

/// The words of the page these readings are of, each once, in reading order.
std::vector<WordMatch> words_of(const Page& page, const std::vector<LeafMatch>& leaf_matches);

}  // namespace akt
