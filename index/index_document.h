#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
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

    /// Where one word of the document being made stands, and with what weight.
    struct Uses {
        std::vector<std::pair<Xapian::termpos, Xapian::termcount>> repaired, raw;
    };

    const WordTerms& terms_of(const std::string& word);
    void add(const Reading& reading, Xapian::termpos position, Xapian::termcount wdf);
    /// Words beside the pages; `field_prefix` empty: only findable as text. Returns the next free position.
    Xapian::termpos add_text(Xapian::Document& document, std::string_view text, std::string_view field_prefix,
                             Xapian::termpos position, Xapian::termcount wdf);
    /// Enters all words that were added into the document, word by word: a term is looked for there by its
    /// text, which takes longer than all else.
    void enter_words(Xapian::Document& document);

    CompoundSplit split_;
    AttestedWords attested_;
    std::unordered_map<std::string, WordTerms> known_;
    std::unordered_map<const WordTerms*, Uses> words_;  ///< of the document being made
};

}  // namespace akt
