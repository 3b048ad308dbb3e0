#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "ocr/base/geometry.h"

namespace akt {

/// A half-open range of bytes.
struct ByteSpan {
    std::size_t begin = 0, end = 0;
    friend bool operator==(const ByteSpan&, const ByteSpan&) = default;
};

/// A word of a page that a query asks for: page.lines[line].words[word].
struct WordMatch {
    std::size_t line = 0, word = 0;
    PixelBox box;
    friend bool operator==(const WordMatch&, const WordMatch&) = default;
};

/// A found document and the page that answers best.
struct Hit {
    std::string id;    ///< SHA-256, 64 hex digits
    std::string key;   ///< another system's name for it, or empty
    double score = 0;  ///< 0..100, 100 for what matches every word in every way; 0 when nothing ranks
    std::optional<std::string> title;
    std::optional<std::string> date;  ///< ISO 8601, "2024-05-24"
    std::optional<std::string> dnr;   ///< canonical, the first one found
    std::optional<std::string> type;
    std::optional<std::string> sender;
    std::string file_name;  ///< as given
    int page = 0;           ///< from 1; 0 when no page has the words (found by metadata only)
    std::string snippet;    ///< of that page's repaired text, one line; empty when the record cannot be read
    std::vector<ByteSpan> matches;  ///< in `snippet`, ordered, not overlapping
    std::vector<PixelBox> boxes;    ///< of the matched words on that page
};

struct FacetCount {
    std::string value;
    std::size_t count = 0;
};

/// How all the found documents are spread, most frequent first.
struct Facets {
    std::vector<FacetCount> type, year, sender;
};

}  // namespace akt
