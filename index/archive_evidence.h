#pragma once

#include <string>
#include <vector>

#include "index/decision.h"
#include "ocr/repair/evidence.h"

namespace akt {

class Archive;
class Index;

/// What an archive teaches about the documents to come: what people decided on words, from the documents
/// themselves, and how its sound documents spell words that no lexicon knows, from the index.
struct ArchiveEvidence {
    /// A decision and the document it was made in.
    struct Source {
        std::string id;
        Decision decision;
    };
    std::vector<Source> decisions;        ///< in order of id, then of place
    std::vector<AttestedWord> words;      ///< of sound documents
    std::vector<std::string> unreadable;  ///< "id: reason", documents whose decisions could not be read

    Evidence for_repair() const;
};

/// Throws Error when the index cannot be read.
ArchiveEvidence gather_evidence(const Archive& archive, const Index& index);

}  // namespace akt
