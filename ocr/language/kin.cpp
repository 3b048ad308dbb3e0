#include "ocr/language/kin.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace akt {

namespace {

constexpr std::size_t kMinStem = 3;

/// Endings of nouns, verbs and adjectives, and of words made from verbs.
const std::vector<LabelWord>& endings() {
    static const std::vector<LabelWord> kAll = [] {
        constexpr std::array<std::string_view, 44> kWritten{
            "",     "a",    "ad", "ade", "ades", "an",  "ande", "ans",    "ar",   "are",    "aren",
            "arna", "as",   "at", "ats", "d",    "da",  "de",   "des",    "e",    "en",     "ens",
            "er",   "erna", "es", "et",  "ets",  "n",   "na",   "ning",   "ns",   "or",     "orna",
            "r",    "s",    "t",  "ta",  "te",   "tes", "ts",   "ningar", "aste", "ningen", "het"};
        std::vector<LabelWord> all;
        for (const auto written : kWritten) all.push_back(*label_word(written));
        return all;
    }();
    return kAll;
}

}  // namespace

unsigned kin_code(const Lexicon& lexicon, const LabelWord& word) {
    const Automaton& automaton = lexicon.automaton();
    unsigned best = 0;
    Automaton::Place place = automaton.root();
    for (std::size_t stem = 0; stem <= word.length; ++stem) {
        if (stem > 0) {
            const auto next = automaton.follow(place, word[stem - 1]);
            if (!next) break;
            place = *next;
        }
        if (stem < kMinStem) continue;
        const LabelWord own = word.part(stem, word.length);
        if (std::find(endings().begin(), endings().end(), own) == endings().end()) continue;
        for (const LabelWord& ending : endings()) {
            if (ending == own) continue;
            std::optional<Automaton::Place> at = place;
            for (std::size_t i = 0; i < ending.length && at; ++i) at = automaton.follow(*at, ending[i]);
            if (at && at->ends_word) best = std::max(best, lexicon.info_of_number(at->number).count_code());
        }
    }
    return best;
}

}  // namespace akt
