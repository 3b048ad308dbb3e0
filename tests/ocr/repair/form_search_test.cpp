#include "ocr/repair/form_search.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "ocr/base/resources.h"
#include "ocr/repair/word_cost.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tiny_lexicon.h"

using namespace akt;

namespace {

constexpr int kMostDropped = 5;

/// The least cost of `word` from `at_word` on having become what was given from `at` on; by trying all ways.
std::optional<double> cost_of(std::u32string_view given, std::size_t at, const LabelWord& word,
                              std::size_t at_word, LetterLoss loss, int restored = 0) {
    if (at_word == word.length) return at == given.size() ? std::optional(0.0) : std::nullopt;
    const Label label = word[at_word];
    const bool mark = label >= kLabelAring && label <= kLabelOdots;
    std::optional<double> best;
    const auto try_way = [&](std::size_t next, double cost, int more) {
        if (const auto rest = cost_of(given, next, word, at_word + 1, loss, restored + more))
            best = std::min(best.value_or(*rest + cost), *rest + cost);
    };
    if (loss == LetterLoss::dropped && restored < kMostDropped && (mark || label == kLabelEacute))
        try_way(at, mark ? 0 : 1, 1);
    if (at == given.size()) return best;
    const char32_t c = given[at];
    if (c == kHole) {
        if (label >= kLabelAring) try_way(at + 1, mark ? 0 : label == kLabelEacute ? 0.3 : 1, 1);
    } else if (loss == LetterLoss::nordic && (c == U'æ' || c == U'ø')) {
        if (label == (c == U'æ' ? kLabelAdots : kLabelOdots)) try_way(at + 1, 0, 1);
    } else {
        if (label == label_of(c)) try_way(at + 1, 0, 0);
        const auto pair = given.substr(at, 2);
        const Label meant = pair == U"aa"   ? kLabelAring
                            : pair == U"ae" ? kLabelAdots
                            : pair == U"oe" ? kLabelOdots
                                            : kNoLabel;
        if (loss == LetterLoss::digraph && label == meant) try_way(at + 2, 0, 1);
    }
    return best;
}

std::vector<double> costs_by_trying(const test::TinyWords& words, std::u32string_view given,
                                    LetterLoss loss) {
    std::vector<double> costs;
    for (const auto& [labels, info] : words)
        if (const auto cost = cost_of(given, 0, test::word_of(labels), 0, loss))
            costs.push_back(*cost + WordCost::of(info));
    std::sort(costs.begin(), costs.end());
    if (costs.size() > FormSearch::kMaxForms) costs.resize(FormSearch::kMaxForms);
    return costs;
}

}  // namespace

TEST_CASE("the forms found are those that trying every word finds, and remembered as found") {
    CHECK(rc::check([] {
        const auto letters =
            rc::gen::elementOf(std::vector<char32_t>{U'a', U'e', U'o', U's', U'å', U'ä', U'ö', U'é', U'ü'});
        test::TinyWords words;
        const auto some = *rc::gen::container<std::vector<std::u32string>>(
            rc::gen::nonEmpty(rc::gen::container<std::u32string>(letters)));
        for (const std::u32string& word : some) {
            std::string labels;
            for (const char32_t c : word.substr(0, 8)) labels += static_cast<char>(label_of(c));
            words[labels] = test::info_of(*rc::gen::inRange(0U, 32U));
        }
        RC_PRE(!words.empty());
        const test::TemporaryFolder folder;
        test::write_lexicon(folder.path(), words);
        const Lexicon lexicon = Lexicon::open(folder.path());
        FormMemo remembered(4);
        const FormSearch search(lexicon), remembering(lexicon, nullptr, &remembered);
        const auto given_letters =
            rc::gen::elementOf(std::vector<char32_t>{U'a', U'a', U'e', U'o', U's', U'ä', U'æ', U'ø', kHole});
        for (const LetterLoss loss :
             {LetterLoss::hole, LetterLoss::dropped, LetterLoss::digraph, LetterLoss::nordic}) {
            // A word with its marks gone, or any letters.
            std::u32string given = *rc::gen::container<std::u32string>(given_letters);
            if (*rc::gen::arbitrary<bool>()) {
                given.clear();
                const auto at = *rc::gen::inRange<std::size_t>(0, words.size());
                const LabelWord word =
                    test::word_of(std::next(words.begin(), static_cast<std::ptrdiff_t>(at))->first);
                for (std::size_t i = 0; i < word.length; ++i)
                    given += word[i] > kLabelZ ? kHole : letter_of(word[i]);
                if (loss == LetterLoss::dropped) std::erase(given, kHole);
            }
            if (given.empty()) continue;
            std::vector<double> found, again;
            for (const auto& form : search.forms(given, loss, false)) found.push_back(form.cost);
            for (int i = 0; i < 2; ++i) {
                again.clear();
                for (const auto& form : remembering.forms(given, loss, false)) again.push_back(form.cost);
                RC_ASSERT(again == found);
            }
            const double most = 0.1 * *rc::gen::inRange(0, 100);
            RC_ASSERT(search.has_form(given, loss, false, most) == (!found.empty() && found.front() < most));
            const auto wanted = costs_by_trying(words, given, loss);
            RC_ASSERT(found.size() == wanted.size());
            for (std::size_t i = 0; i < found.size(); ++i) RC_ASSERT(std::abs(found[i] - wanted[i]) < 1e-9);
        }
    }));
}

TEST_CASE("a long compound gets back several letters") {
    const Lexicon lexicon = Lexicon::open(models_folder());
    const auto forms = FormSearch(lexicon).forms(U"frskringshandlggaren", LetterLoss::dropped);
    REQUIRE_FALSE(forms.empty());
    CHECK(to_string(forms.front().word) == "försäkringshandläggaren");
}
