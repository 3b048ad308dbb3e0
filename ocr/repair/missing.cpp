#include <algorithm>
#include <array>

#include "ocr/base/utf8.h"
#include "ocr/repair/letter_loss.h"
#include "ocr/repair/loss_words.h"
#include "ocr/repair/word_cost.h"

namespace akt {

namespace {

constexpr std::size_t kMaxLineLength = 4000;
/// log10 odds the line's words must gain together.
constexpr double kEnoughEvidence = 7;
/// The same where the line's other words say that it is Swedish.
constexpr double kEnoughInSwedish = 5;
/// How much less likely (log10) a form may be than the word as it stands for its surroundings to be asked.
constexpr double kRivalCost = 3;
/// What one word can add to them.
constexpr double kMostOfOneWord = 4;
/// Each word of Swedish has å ä ö with this much likelihood; a line without any is the odder the longer it
/// is.
constexpr double kNoMarkInWordLog10 = 0.13;
/// A long word made whole is evidence enough in a line that has nothing unknown besides.
constexpr std::size_t kLongWord = 6;

/// A way to read the line with its letters put back.
struct Plan {
    std::vector<WordEdit> edits;
    double cost = 0;  ///< -log10 of the words together
    bool believed = false;
};

double literal_cost(const LineWord& word, const Lexicon& lexicon) {
    if (const auto labels = label_word(to_utf8(word.lower)))
        if (const auto info = lexicon.info(*labels)) return WordCost::of(*info);
    return WordCost::of_unknown(word.lower.size());
}

/// A short word before a full stop that ends no sentence.
bool is_abbreviation(const TextUnits& line, const LineWord& word) {
    const auto end = static_cast<std::ptrdiff_t>(word.end);
    const bool sentence_ends =
        word.end + 1 >= line.size() || (is_space(line.around(end + 1)) && is_upper(line.around(end + 2)));
    return word.lower.size() < 4 && line.around(end) == '.' && !sentence_ends;
}

Plan plan_dropped(const TextUnits& line, const std::vector<LineWord>& words, const FormSearch& search) {
    Plan plan;
    double evidence = kNoMarkInWordLog10 * static_cast<double>(words.size());
    std::size_t gained = 0, gained_long = 0, known = 0, unknown = 0;
    for (const auto& word : words) {
        const double literal = literal_cost(word, search.lexicon());
        if (in_address(line, word.begin, word.end) || is_abbreviation(line, word)) {
            plan.cost += literal;
            continue;
        }
        auto forms = search.forms(word.lower, LetterLoss::dropped);
        const bool better = !forms.empty() && forms[0].restored > 0 && forms[0].cost < literal;
        if (!better) {
            plan.cost += literal;
            if (word.lower.size() > 2) ++(forms.empty() ? unknown : known);
            // The words around may still speak for another form.
            const bool rival = std::any_of(forms.begin(), forms.end(), [&](const RestoredForm& form) {
                return form.restored > 0 && form.cost < literal + kRivalCost;
            });
            if (rival) plan.edits.push_back({word.begin, word.end, std::move(forms), literal});
            continue;
        }
        plan.cost += forms[0].cost;
        if (forms[0].parts == 1) evidence += std::min(kMostOfOneWord, literal - forms[0].cost);
        const bool attested = search.lexicon().contains(to_utf8(word.lower));
        // Letters put between the parts of made-up compounds prove nothing.
        gained += forms[0].parts == 1;
        gained_long += forms[0].parts == 1 && !attested && word.lower.size() >= kLongWord &&
                       WordCost::is_common(forms[0].info);
        plan.edits.push_back({word.begin, word.end, std::move(forms), literal});
    }
    const double language = swedish_log10_odds(line.text());
    evidence -= static_cast<double>(unknown);
    const bool enough = evidence >= (language > 1 ? kEnoughInSwedish : kEnoughEvidence);
    const bool many = gained >= 2 && enough && gained * 20 >= words.size() &&
                      (language > 0.3 || (known >= 2 * unknown && gained_long >= 1));
    const bool one_plain = gained_long >= 1 && unknown == 0 && (language > 0.3 || known >= 2);
    // Without many words to prove it, only those that prove themselves are touched.
    if (!many)
        std::erase_if(plan.edits, [&](const WordEdit& edit) {
            return edit.forms[0].restored == 0 || !WordCost::is_common(edit.forms[0].info) ||
                   (language <= 0.3 && edit.end - edit.begin < 3);
        });
    plan.believed = many || one_plain;
    return plan;
}

/// Shortest path over the line: a word ends before what is no letter; a word with spaces for letters begins
/// after a sign or space.
class SpacePlanner {
public:
    SpacePlanner(const TextUnits& line, const FormSearch& search)
        : line_(line),
          search_(search),
          literal_(line.size()),
          as_is_(line.size() + 1),
          best_(line.size() + 1) {}

    Plan run() {
        read_as_is();
        best_[0][0].cost = 0;
        for (std::size_t at = 0; at < line_.size(); ++at) {
            if (best_[at][false].cost >= kUnreachable && best_[at][true].cost >= kUnreachable)
                continue;  // amid a word
            if (is_letter(line_[at]))
                read_word(at);
            else
                read_sign(at);
            if (is_letter(line_[at]) || line_[at] == ' ') read_filled(at);
        }
        return backtrack();
    }

private:
    static constexpr double kUnreachable = 1e18;
    static constexpr std::size_t kMaxHoles = 5;
    /// Two spaces on end are seldom meant.
    static constexpr double kDoubleSpaceCost = 2;
    /// More than sums of costs differ by the order they are added in.
    static constexpr double kRounding = 1e-6;

    /// The best way to a place, where the last thing read was a word or not.
    struct Step {
        double cost = kUnreachable;
        std::size_t from = 0;
        bool from_word = false;
        std::vector<RestoredForm> forms;  ///< of a word with spaces for letters
    };

    void reach(std::size_t to, bool word, Step step) {
        if (step.cost < best_[to][word].cost) best_[to][word] = std::move(step);
    }

    std::size_t word_end(std::size_t at) const {
        while (at < line_.size() && is_letter(line_[at])) ++at;
        return at;
    }

    double sign_cost(std::size_t at) const {
        return line_[at] == ' ' && at > 0 && line_[at - 1] == ' ' ? kDoubleSpaceCost : 0;
    }

    /// What its words and signs cost as they stand.
    void read_as_is() {
        for (std::size_t at = 0; at < line_.size();) {
            const std::size_t end = std::max(word_end(at), at + 1);
            literal_[at] = is_letter(line_[at])
                               ? literal_cost({at, end, lower_span(line_, at, end)}, search_.lexicon())
                               : sign_cost(at);
            as_is_[end] = as_is_[at] + literal_[at];
            at = end;
        }
    }

    void read_word(std::size_t at) {
        for (const bool word : {false, true})
            reach(word_end(at), true, {best_[at][word].cost + literal_[at], at, word, {}});
    }

    void read_sign(std::size_t at) {
        reach(at + 1, false, {best_[at][false].cost + literal_[at], at, false, {}});
        reach(at + 1, false, {best_[at][true].cost, at, true, {}});
    }

    /// Whether a word may begin here: a space for its first letter is not the one that follows a sign, and no
    /// word goes on after a quotation mark.
    bool may_begin(std::size_t at) const {
        if (at == 0) return true;
        const char32_t before = line_[at - 1];
        if (line_[at] == ' ') return is_one_of(before, U" (\"”/-–");
        return before != U'\'' || at == 1 || !is_letter(line_[at - 2]);
    }

    void read_filled(std::size_t at) {
        if (best_[at][false].cost >= kUnreachable || !may_begin(at)) return;
        std::u32string word;
        std::size_t holes = 0;
        for (std::size_t end = at; end < line_.size() && (is_letter(line_[end]) || line_[end] == ' ');) {
            const bool hole = line_[end] == ' ';
            holes += hole;
            if (hole && !word.empty() && word.back() == kHole) return;
            if (holes > kMaxHoles || word.size() >= LabelWord::kMaxLength) return;
            word += hole ? kHole : to_lower(line_[end]);
            ++end;
            if (holes == 0 || word.size() == holes || (end < line_.size() && is_letter(line_[end]))) continue;
            const bool compounds = word.size() >= 2 * kLongWord;
            // What is dearer than the line as it stands is on no best way; after a space for a letter
            // another one is no second.
            const double most = as_is_[end] - as_is_[at] + (hole ? kDoubleSpaceCost : 0) + kRounding;
            if (!search_.has_form(word, LetterLoss::hole, compounds, most)) continue;
            auto forms = search_.forms(word, LetterLoss::hole, compounds);
            if (forms.empty() || in_address(line_, at, end)) continue;
            const double cost = best_[at][false].cost + forms[0].cost;
            reach(end, true, {cost, at, false, std::move(forms)});
        }
    }

    Plan backtrack() {
        Plan plan;
        bool word = best_.back()[true].cost < best_.back()[false].cost;
        plan.cost = best_.back()[word].cost;
        for (std::size_t at = line_.size(); at > 0;) {
            Step& step = best_[at][word];
            const std::size_t from = step.from;
            if (!step.forms.empty()) plan.edits.push_back({from, at, std::move(step.forms), 0});
            word = step.from_word;
            at = from;
        }
        std::reverse(plan.edits.begin(), plan.edits.end());
        for (auto& edit : plan.edits) edit.unchanged_cost = edit.forms[0].cost + 3;
        const double evidence = as_is_.back() - plan.cost;
        const bool long_word = plan.edits.size() == 1 && plan.edits[0].end - plan.edits[0].begin >= kLongWord;
        plan.believed = evidence >= kEnoughEvidence && (plan.edits.size() >= 2 || long_word);
        return plan;
    }

    const TextUnits& line_;
    const FormSearch& search_;
    std::vector<double> literal_;  ///< of the word, or the sign, that begins at a place
    std::vector<double> as_is_;    ///< of all before a place
    std::vector<std::array<Step, 2>> best_;
};

}  // namespace

bool restore_missing(TextUnits& line, const FormSearch& search) {
    if (line.size() > kMaxLineLength || has_any(line, U"åäöÅÄÖ")) return false;
    const auto words = words_of(line);
    // Both losses leave fragments that are no words.
    const bool fragments = std::any_of(words.begin(), words.end(), [&](const LineWord& word) {
        return word.lower.size() == 1 || !search.lexicon().contains(to_utf8(word.lower));
    });
    if (!fragments || is_foreign(line.text())) return false;
    Plan dropped = plan_dropped(line, words, search);
    Plan spaces = SpacePlanner(line, search).run();
    Plan* plan = dropped.believed ? &dropped : nullptr;
    if (spaces.believed && (plan == nullptr || spaces.cost < plan->cost)) plan = &spaces;
    if (plan == nullptr) return false;
    write_edits(line, std::move(plan->edits), search);
    return true;
}

}  // namespace akt
