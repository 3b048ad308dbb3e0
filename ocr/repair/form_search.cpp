#include "ocr/repair/form_search.h"

#include <algorithm>
#include <functional>

#include "ocr/language/outlook.h"
#include "ocr/repair/word_cost.h"

namespace akt {

namespace {

constexpr int kMaxParts = 4;
constexpr std::size_t kMinPartLength = 3;
/// log10 costs of one more part, of a linking s, and of a part of only three letters: compounds of known
/// parts are less common than their parts' rates would have it.
constexpr double kPartCost = 0.5, kLinkCost = 0.5, kShortPartCost = 1.0;
constexpr int kMaxDropped = 5;
/// A walk through pathological input ends after so many steps with what it has found.
constexpr int kMaxSteps = 60000;

/// Cost of a hole having been this letter, beyond the word's own rate; none for what holes are not made of.
std::optional<double> hole_cost(Label label) {
    if (label == kLabelAring || label == kLabelAdots || label == kLabelOdots) return 0.0;
    if (label == kLabelEacute) return 0.3;
    if (label > kLabelEacute) return 1.0;
    return std::nullopt;
}

class Walk {
public:
    Walk(const Lexicon& lexicon, std::u32string_view word, LetterLoss loss, bool compounds, double most = 1e9)
        : automaton_(lexicon.automaton()),
          outlook_(lexicon.outlook()),
          lexicon_(lexicon),
          word_(word),
          loss_(loss),
          compounds_(compounds),
          most_(most) {}

    std::vector<RestoredForm> run() {
        go(0, automaton_.root());
        return std::move(found_);
    }

private:
    double bound() const { return found_.size() < FormSearch::kMaxForms ? most_ : found_.back().cost; }

    void step(Label label, std::size_t next_at, const Automaton::Place& next, double cost, int restored) {
        if (form_.word.full()) return;
        form_.word.push(label);
        form_.cost += cost;
        form_.restored += restored;
        ++part_length_;
        go(next_at, next);
        --part_length_;
        form_.restored -= restored;
        form_.cost -= cost;
        --form_.word.length;
    }

    void go(std::size_t at, const Automaton::Place& place) {
        if (++steps_ > kMaxSteps || form_.cost + least_word_cost_ >= bound()) return;
        if ((outlook_.from(place) & lengths_at(at)) == 0) return;
        if (place.ends_word) end_part(at, place);
        outlook_.for_each_edge_among(
            letters_at(at), automaton_, place, 0,
            [&](Label label, const Automaton::Place& next, std::uint32_t) { follow(at, label, next); });
    }

    /// How many letters a word, or a part of one, may still have, as of an Outlook.
    std::uint64_t lengths_at(std::size_t at) const {
        const std::size_t left = word_.size() - at;
        const std::size_t lost =
            loss_ == LetterLoss::dropped ? static_cast<std::size_t>(kMaxDropped - form_.restored) : 0;
        const std::size_t fewest = compounds_ ? 0 : loss_ == LetterLoss::digraph ? left - left / 2 : left;
        return Outlook::lengths(fewest, left + lost);
    }

    /// The letters that follow() may go along, as of an Outlook: the others need not be looked at.
    std::uint64_t letters_at(std::size_t at) const {
        constexpr std::uint64_t kMarks = Outlook::next(kLabelAring) | Outlook::next(kLabelAdots) |
                                         Outlook::next(kLabelOdots) | Outlook::next(kLabelEacute);
        std::uint64_t letters = loss_ == LetterLoss::dropped || loss_ == LetterLoss::digraph ? kMarks : 0;
        if (at == word_.size()) return letters;
        const char32_t given = word_[at];
        // Holes are what letters with marks leave.
        if (given == kHole) return kMarks | Outlook::next(kLabelEacute + 1);
        if (loss_ == LetterLoss::nordic && (given == U'æ' || given == U'ø')) return kMarks;
        return letters | Outlook::next(label_of(given));
    }

    void follow(std::size_t at, Label label, const Automaton::Place& next) {
        const bool mark = label == kLabelAring || label == kLabelAdots || label == kLabelOdots;
        if (loss_ == LetterLoss::dropped && (mark || label == kLabelEacute) && form_.restored < kMaxDropped)
            step(label, at, next, label == kLabelEacute ? 1.0 : 0.0, 1);
        if (at == word_.size()) return;
        const char32_t given = word_[at];
        if (given == kHole) {
            if (const auto cost = hole_cost(label)) step(label, at + 1, next, *cost, 1);
            return;
        }
        if (loss_ == LetterLoss::nordic && (given == U'æ' || given == U'ø')) {
            if (label == (given == U'æ' ? kLabelAdots : kLabelOdots)) step(label, at + 1, next, 0, 1);
            return;
        }
        if (label == label_of(given)) step(label, at + 1, next, 0, 0);
        if (loss_ == LetterLoss::digraph && mark && at + 1 < word_.size()) {
            const char32_t second = word_[at + 1];
            const Label meant = given == U'a' && second == U'a'   ? kLabelAring
                                : given == U'a' && second == U'e' ? kLabelAdots
                                : given == U'o' && second == U'e' ? kLabelOdots
                                                                  : kNoLabel;
            if (label == meant) step(label, at + 2, next, 0, 1);
        }
    }

    void end_part(std::size_t at, const Automaton::Place& place) {
        const WordInfo info = lexicon_.info_of_number(place.number);
        double cost = WordCost::of(info);
        if (at == word_.size()) {
            const bool compound = form_.parts > 1;
            if (compound && (part_length_ < kMinPartLength || (info.count_code() < 2 && !info.vouched())))
                return;
            RestoredForm whole = form_;
            whole.cost += cost + (compound && part_length_ == kMinPartLength ? kShortPartCost : 0);
            whole.info = info;
            keep(whole);
            return;
        }
        if (!compounds_ || form_.parts == kMaxParts || part_length_ < kMinPartLength) return;
        if (info.count_code() < 2 && !info.vouched()) return;
        cost += kPartCost + (part_length_ == kMinPartLength ? kShortPartCost : 0);
        restart(at, cost);
        if (word_[at] == U's' && !form_.word.full()) {
            form_.word.push(kLabelS);
            restart(at + 1, cost + kLinkCost);
            --form_.word.length;
        }
    }

    void restart(std::size_t at, double cost) {
        const std::size_t kept = part_length_;
        part_length_ = 0;
        ++form_.parts;
        form_.cost += cost;
        go(at, automaton_.root());
        form_.cost -= cost;
        --form_.parts;
        part_length_ = kept;
    }

    void keep(const RestoredForm& form) {
        if (form.cost >= most_) return;
        for (std::size_t i = 0; i < found_.size(); ++i) {
            if (!(found_[i].word == form.word)) continue;
            if (found_[i].cost <= form.cost) return;
            found_.erase(found_.begin() + static_cast<std::ptrdiff_t>(i));
            break;
        }
        const auto place = std::upper_bound(found_.begin(), found_.end(), form,
                                            [](const auto& a, const auto& b) { return a.cost < b.cost; });
        found_.insert(place, form);
        if (found_.size() > FormSearch::kMaxForms) found_.pop_back();
    }

    const Automaton& automaton_;
    const Outlook& outlook_;
    const Lexicon& lexicon_;
    std::u32string_view word_;
    LetterLoss loss_;
    bool compounds_;
    double most_;                                        ///< that a form may cost
    const double least_word_cost_ = WordCost::of({31});  // the commonest
    RestoredForm form_;
    std::size_t part_length_ = 0;
    int steps_ = 0;
    std::vector<RestoredForm> found_;
};

}  // namespace

std::vector<RestoredForm> FormSearch::forms(std::u32string_view word, LetterLoss loss, bool compounds) const {
    if (remembered_ == nullptr) return search(word, loss, compounds);
    std::u32string key(word);
    key += static_cast<char32_t>(static_cast<unsigned>(loss) << 1 | (compounds ? 1U : 0U));
    return remembered_->get(std::hash<std::u32string>()(key), key,
                            [&](std::vector<RestoredForm>& forms) { forms = search(word, loss, compounds); });
}

bool FormSearch::has_form(std::u32string_view word, LetterLoss loss, bool compounds, double most) const {
    if (word.empty() || word.size() > LabelWord::kMaxLength) return false;
    if (!Walk(lexicon_, word, loss, false, most).run().empty()) return true;
    return compounds && !Walk(lexicon_, word, loss, true, most).run().empty();
}

std::vector<RestoredForm> FormSearch::search(std::u32string_view word, LetterLoss loss,
                                             bool compounds) const {
    if (word.empty() || word.size() > LabelWord::kMaxLength) return {};
    // A whole word first: it bounds the search for compounds, which hardly ever beat one.
    auto whole = Walk(lexicon_, word, loss, false).run();
    if (!compounds || word.size() < 2 * kMinPartLength || !whole.empty()) return whole;
    return Walk(lexicon_, word, loss, true).run();
}

}  // namespace akt
