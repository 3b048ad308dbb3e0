#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "index/decision.h"
#include "index/metadata/metadata.h"
#include "ocr/document.h"

namespace akt {

/// The identity of a file as it was given.
struct Original {
    std::string sha256;  ///< 64 lower-case hex digits: the document's identity
    std::uint64_t size_bytes = 0;
    std::string file_name;   ///< base name as given, NFC
    std::string media_type;  ///< as in Document
    friend bool operator==(const Original&, const Original&) = default;
};

/// How a record was made, so that it can be judged and made again.
struct Provenance {
    std::string akt_version;
    std::string
        recognizer;  ///< engine, version and model, "tesseract 5.3.0 swe"; empty when nothing was recognised
    std::string repairer;  ///< version of the repair models
    std::string made_at;   ///< ISO 8601 UTC, "2026-11-22T16:20:00Z"
    friend bool operator==(const Provenance&, const Provenance&) = default;
};

/// One archived document: what Archive keeps and Index makes findable.
struct Record {
    Original original;
    Document document;
    Metadata metadata;
    Provenance provenance;
    std::string added_at;             ///< ISO 8601 UTC; when it first came into the archive
    std::string key;                  ///< another system's name for it, or empty
    std::vector<Decision> decisions;  ///< people's, on single words, in order of place
    friend bool operator==(const Record&, const Record&) = default;
};

/// The first 12 hex digits of the digest, what people see and type.
inline std::string short_id(const Record& record) {
    return record.original.sha256.substr(0, 12);
}

}  // namespace akt
