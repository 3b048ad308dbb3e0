#pragma once

#include <string_view>
#include <vector>

#include "ocr/language/tokens.h"
#include "ocr/repair/form_search.h"
#include "ocr/repair/marks.h"
#include "ocr/repair/misread_words.h"
#include "ocr/repair/repair_models.h"
#include "ocr/repair/stretches.h"

namespace akt {

/// A block of text taken apart, and what is thought of each part. Reused from block to block: the work spaces
/// remember words met before.
struct BlockReading {
    static constexpr std::size_t kRememberedForms = 16384;

    std::vector<Token> tokens;
    std::vector<MarkDecision> decisions;  ///< one a token; of words that are not guarded
    std::vector<Rereading> rereadings;    ///< one a token
    std::vector<Stretch> stretches;
    bool misread = false;  ///< by a recogniser of another language
    MarkRestorer::WorkSpace marks;
    MisreadWords::WorkSpace misreadings;
    FormMemo forms{kRememberedForms};

    bool is_misread_at_all() const;  ///< by any recogniser, anywhere
};

/// Reads blocks: words with their likeliest marks, how each stretch is hurt, and misread words anew.
/// Const and thread-safe, one BlockReading a thread; the models must outlive it.
class BlockReader {
public:
    explicit BlockReader(const RepairModels& models)
        : restorer_(models.lexicon, models.letters, models.context, models.rare_words, models.confusions),
          misread_(models.lexicon, models.confusions, models.pairs) {}

    /// Fills `reading`; nothing in it is read anew.
    void read(std::string_view text, BlockReading& reading) const;
    /// After read(): where the text looks misread, reads it anew, letters and marks.
    void read_misread(std::string_view text, BlockReading& reading) const;

private:
    void decide_all(BlockReading& reading, const PlainCosts& plain) const;
    void decide(BlockReading& reading, std::size_t first, std::size_t end, const PlainCosts& plain) const;

    MarkRestorer restorer_;
    MisreadWords misread_;
};

/// Whether one of the letters is å, ä or ö.
bool has_swedish_mark(const LabelWord& word);

}  // namespace akt
