#pragma once

#include <string>
#include <vector>

#include "ocr/document.h"
#include "ocr/language/compounds.h"
#include "ocr/language/tokens.h"
#include "ocr/repair/damage.h"

namespace akt {

/// Finds the words of a document that may teach others how they are spelt: ones the lexicon does not know in
/// any spelling, on pages of the file's own text that are sound Swedish for certain and needed no repair.
/// Const and thread-safe; the lexicon must outlive it.
class AttestedWordFinder {
public:
    explicit AttestedWordFinder(const Lexicon& lexicon)
        : lexicon_(lexicon), judge_(lexicon), compounds_(lexicon) {}

    /// Lower case, sorted, each once: words with å ä ö é …, and names without, which speak against the same
    /// name with marks.
    std::vector<std::string> find(const Document& document) const;

private:
    bool is_sound(const Page& page, const std::string& text) const;
    /// What a page would teach if it is sound; `tokens`: room to work in.
    std::vector<std::string> unknown_words(const std::string& text, std::vector<Token>& tokens) const;
    bool is_unknown(const LabelWord& word) const;

    const Lexicon& lexicon_;
    DamageJudge judge_;
    CompoundSplitter compounds_;
};

}  // namespace akt
