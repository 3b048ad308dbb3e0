#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "ocr/language/lexicon.h"
#include "ocr/repair/memo.h"

namespace akt {

class LossContext;

/// What may have happened to the letters of a word.
enum class LetterLoss {
    hole,     ///< kHole stands where a letter with a mark stood
    dropped,  ///< å ä ö é were left out
    digraph,  ///< å ä ö written aa ae oe
    nordic,   ///< ä ö written æ ø
};

/// In a word to search: a letter with a mark of unknown kind.
inline constexpr char32_t kHole = 0xFFFD;

/// A Swedish word that could have become the given one.
struct RestoredForm {
    LabelWord word;
    double cost = 0;   ///< -log10 of its rate in text, with what the loss makes less likely
    WordInfo info;     ///< of its last part
    int parts = 1;     ///< more than 1: a compound not in the lexicon itself
    int restored = 0;  ///< letters that differ from the given ones
};

/// The forms of words met before, each followed by how it was searched for; one a thread.
using FormMemo = Memo<std::u32string, std::vector<RestoredForm>>;

/// Walks the lexicon's automaton for all words, or compounds of known words, that the loss would turn into
/// the given one. const, thread-safe.
class FormSearch {
public:
    static constexpr std::size_t kMaxForms = 8;

    /// What it is given must outlive it; `context` may be missing, then rates alone choose. With
    /// `remembered`, which then belongs to this thread, no word is searched for twice.
    explicit FormSearch(const Lexicon& lexicon, const LossContext* context = nullptr,
                        FormMemo* remembered = nullptr)
        : lexicon_(lexicon), context_(context), remembered_(remembered) {}

    const Lexicon& lexicon() const { return lexicon_; }
    const LossContext* context() const { return context_; }

    /// The likeliest forms of `word` (lower case; kHole for holes), cheapest first, at most kMaxForms. The
    /// word as it stands is among them if it is known. `compounds`: also words made of up to four known ones.
    std::vector<RestoredForm> forms(std::u32string_view word, LetterLoss loss, bool compounds = true) const;

    /// Whether one of them may cost less than `most`: false is certain, and quicker to find than they are.
    bool has_form(std::u32string_view word, LetterLoss loss, bool compounds, double most) const;

private:
    std::vector<RestoredForm> search(std::u32string_view word, LetterLoss loss, bool compounds) const;

    const Lexicon& lexicon_;
    const LossContext* context_;
    FormMemo* remembered_;
};

}  // namespace akt
