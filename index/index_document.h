#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "index/index.h"
#include "index/index_words.h"
#include "index/record.h"

namespace akt {

/// Turns records into Xapian documents (see index_terms.h). Keeps what it worked out about words for the next
/// record.
class DocumentMaker {
public:
    DocumentMaker(CompoundSplit split, AttestedWords attested)
        : split_(std::move(split)), attested_(std::move(attested)) {}

    Xapian::Document make(const Record& record);

private:
    /// The terms of one word.
    struct WordTerms {
        std::string repaired, raw, stem, folded, folded_stem;
        std::vector<std::string> parts;
    };

    const WordTerms& terms_of(const std::string& word);
    void add(Xapian::Document& document, const Reading& reading, Xapian::termpos position,
             Xapian::termcount wdf);
    /// Words beside the pages; `field_prefix` empty: only findable as text. Returns the next free position.
    Xapian::termpos add_text(Xapian::Document& document, std::string_view text, std::string_view field_prefix,
                             Xapian::termpos position, Xapian::termcount wdf);

    CompoundSplit split_;
    AttestedWords attested_;
    std::unordered_map<std::string, WordTerms> known_;
};

}  // namespace akt
