#pragma once

#include <string>
#include <vector>

#include "ocr/document.h"
#include "search/hit.h"
#include "search/page_matches.h"

namespace akt {

struct Snippet {
    std::string text;               ///< one line
    std::vector<ByteSpan> matches;  ///< of whole words without the punctuation around them
};

inline constexpr std::size_t kSnippetBytes = 240;  ///< about; a snippet ends with a whole word

/// The stretch of the page's repaired text with most of the leaves in it; the page's beginning when it has
/// none.
Snippet make_snippet(const Page& page, const std::vector<LeafMatch>& matches);

}  // namespace akt
