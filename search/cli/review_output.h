#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "index/archive_evidence.h"
#include "index/review.h"

namespace akt {

/// An uncertain reading and the document it stands in.
struct ReviewItem {
    std::string id;  ///< SHA-256
    std::string file_name, title;
    UncertainReading reading;
};

/// For people: what to type, the two readings, why, and the line with the word marked.
std::string render_review_text(const std::vector<ReviewItem>& items, bool colored);

/// {"format": 1, "total", "readings": [{"id", "word", "page", "file_name", "title", "line", "match", "raw",
/// "text", "reason", "log10_odds", "box"}]}; `match` is the word's [start, end) in bytes of `line`.
std::string render_review_json(const std::vector<ReviewItem>& items, std::size_t total);

/// For people: a line a decision; with `words`, those of sound documents, too.
std::string render_evidence_text(const ArchiveEvidence& evidence, bool words);

/// {"format": 1, "decisions": [{"id", "word", "verdict", "raw", "text", "proposed", "before", "after",
/// "at"}], "words": [{"word", "documents"}]}.
std::string render_evidence_json(const ArchiveEvidence& evidence);

}  // namespace akt
