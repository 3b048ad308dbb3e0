#include <algorithm>

#include "ocr/base/utf8.h"
#include "ocr/repair/letter_loss.h"
#include "ocr/repair/loss_words.h"
#include "ocr/repair/word_cost.h"

namespace akt {

namespace {

/// What the words of a line say for the letters having been respelt, log10: a touched word that becomes a
/// known one and one that does not, and other words, known and not. Norwegian has about every second word in
/// common with Swedish.
constexpr double kTouchedGained = 0.4, kTouchedNot = -1.5, kOtherKnown = 0.25, kOtherUnknown = -1.2;
/// A Norwegian or Danish line without a telling word is told from a Swedish one only by many words.
constexpr double kEnoughDigraph = 0.6, kEnoughNordic = 0.9, kEnoughNordicUntold = 1.5;
/// A common word, or a long one, is not come by through chance.
constexpr double kCommonCost = 4.2;
constexpr std::size_t kLongWord = 5;

bool is_touched(std::u32string_view word, LetterLoss loss) {
    const auto has = [&](std::u32string_view part) { return word.find(part) != word.npos; };
    return loss == LetterLoss::nordic ? has(U"æ") || has(U"ø") : has(U"aa") || has(U"ae") || has(U"oe");
}

}  // namespace

bool restore_respelt(TextUnits& line, const FormSearch& search, LetterLoss loss) {
    // Sound letters speak against; the Norwegian å is a Swedish one too.
    if (has_any(line, loss == LetterLoss::nordic ? U"äöÄÖ" : U"åäöÅÄÖ")) return false;
    if (loss == LetterLoss::nordic && !has_any(line, U"æøÆØ")) return false;
    const auto words = words_of(line);
    const auto touched = [&](const LineWord& word) { return is_touched(word.lower, loss); };
    if (std::none_of(words.begin(), words.end(), touched)) return false;
    std::vector<WordEdit> edits;
    double score = 0;
    bool plain = false;
    for (const auto& word : words) {
        if (in_address(line, word.begin, word.end)) continue;
        if (!is_touched(word.lower, loss)) {
            if (word.lower.size() > 2)
                score += search.lexicon().contains(to_utf8(word.lower)) ? kOtherKnown : kOtherUnknown;
            continue;
        }
        auto forms = search.forms(word.lower, loss);
        double unchanged = WordCost::of_unknown(word.lower.size());
        for (const auto& form : forms)
            if (form.restored == 0) unchanged = std::min(unchanged, form.cost);
        const bool gained = !forms.empty() && forms[0].restored > 0 && forms[0].cost < unchanged;
        if (!gained) {
            // A known word that merely has these letters ("poet") tells nothing.
            if (forms.empty()) score += kTouchedNot;
            continue;
        }
        score += kTouchedGained;
        const bool common = forms[0].parts == 1 && WordCost::is_common(forms[0].info);
        plain = plain || (common && (forms[0].cost < kCommonCost || word.lower.size() >= kLongWord));
        edits.push_back({word.begin, word.end, std::move(forms), unchanged});
    }
    if (!plain) return false;
    const auto text = line.text();
    const double language = swedish_log10_odds(text);
    const double enough = loss == LetterLoss::digraph ? kEnoughDigraph
                          : language > 0.3            ? kEnoughNordic
                                                      : kEnoughNordicUntold;
    if (score + language < enough || is_foreign(text)) return false;
    write_edits(line, std::move(edits), search);
    return true;
}

}  // namespace akt
