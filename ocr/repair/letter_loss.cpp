#include "ocr/repair/letter_loss.h"

#include <algorithm>
#include <string>

#include "ocr/base/fold.h"
#include "ocr/base/utf8.h"
#include "ocr/language/language_guess.h"

namespace akt {

namespace {

/// Costs (log10) within which a second form makes the first uncertain.
constexpr double kUncertainMargin = 0.7;
/// Another language must be this much likelier than Swedish to keep hands off.
constexpr double kOtherLanguageLog10 = 1.0;

bool is_in(char32_t c, std::u32string_view set) { return set.find(c) != set.npos; }
bool is_question_hole(char32_t c) { return c == '?' || c == kReplacementCharacter; }

bool has_any(const TextUnits& line, std::u32string_view set) {
    for (std::size_t at = 0; at < line.size(); ++at)
        if (is_in(line[at], set)) return true;
    return false;
}

/// A word of the line: units [begin, end), lower case.
struct LineWord {
    std::size_t begin, end;
    std::u32string lower;
};

std::u32string lower_span(const TextUnits& line, std::size_t begin, std::size_t end) {
    std::u32string lower;
    for (std::size_t at = begin; at < end; ++at) lower += to_lower(line[at]);
    return lower;
}

/// Runs of letters.
std::vector<LineWord> words_of(const TextUnits& line) {
    std::vector<LineWord> words;
    for (std::size_t at = 0; at < line.size();) {
        if (!is_letter(line[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < line.size() && is_letter(line[end])) ++end;
        words.push_back({at, end, lower_span(line, at, end)});
        at = end;
    }
    return words;
}

bool opens_sentence(const TextUnits& line, std::size_t at) {
    while (at > 0 && (is_space(line[at - 1]) || is_in(line[at - 1], U"\"”'’»–-("))) --at;
    return at == 0 || is_in(line[at - 1], U".!?:");
}

/// The restored word in the case the line has it in.
std::u32string in_case(const TextUnits& line, std::size_t begin, std::size_t end, const RestoredForm& form) {
    auto word = to_utf32(to_string(form.word));
    std::size_t upper = 0, lower = 0;
    for (std::size_t at = begin; at < end; ++at) {
        upper += is_upper(line[at]);
        lower += is_letter(line[at]) && !is_upper(line[at]);
    }
    const bool first_given = is_letter(line[begin]) && label_of(to_lower(line[begin])) == form.word[0];
    if (upper > 1 && lower == 0) {
        for (auto& c : word) c = to_upper(c);
    } else if (first_given || (upper > 0 && is_upper(line[begin]))) {
        if (is_upper(line[begin])) word[0] = to_upper(word[0]);
    } else if (lower > 0 || upper == 0) {
        // The first letter itself is lost: its place tells, or the word is a name.
        const bool name = form.parts == 1 && form.info.word_case() == WordCase::title;
        if (name || opens_sentence(line, begin)) word[0] = to_upper(word[0]);
    }
    return word;
}

void put(TextUnits& line, std::size_t begin, std::size_t end, const std::vector<RestoredForm>& forms,
         double unchanged_cost) {
    const double second = forms.size() > 1 ? std::min(forms[1].cost, unchanged_cost) : unchanged_cost;
    const double margin = second - forms[0].cost;
    line.replace(begin, end - begin, in_case(line, begin, end, forms[0]), std::max(0.0, margin),
                 margin < kUncertainMargin);
}

/// Whether the line is in another language, seen without the letters in question.
bool is_foreign(std::u32string_view text) {
    const auto guess = guess_language(strip_marks(to_utf8(text)));
    return guess.sv_log10_odds < -kOtherLanguageLog10 && guess.language != "sv";
}

bool is_swedish(std::u32string_view text) { return guess_language(strip_marks(to_utf8(text))).language == "sv"; }

/// Stretches of the line that are addresses or code and stay as they are.
bool in_address(const TextUnits& line, std::size_t begin, std::size_t end) {
    while (begin > 0 && !is_space(line[begin - 1])) --begin;
    while (end < line.size() && !is_space(line[end])) ++end;
    for (std::size_t at = begin; at < end; ++at)
        if (is_in(line[at], U"@=&_<>{}") || (line[at] == ':' && line.around(static_cast<std::ptrdiff_t>(at) + 1) == '/'))
            return true;
    return false;
}

struct HoleWord {
    std::size_t begin, end;
    std::vector<RestoredForm> forms;
};

/// The forms of the best reading of the holes at a word's end: a ? there may be a question mark, U+FFFD a quotation
/// mark. Shortens `end` accordingly.
HoleWord read_hole_word(const TextUnits& line, std::size_t begin, std::size_t end, const FormSearch& search) {
    constexpr double kQuotationCost = 2.5, kQuestionMarkCost = 2.5, kAmidSentenceCost = 5, kAtEndCost = 0.7;
    HoleWord best{begin, end, {}};
    double best_cost = 1e9;
    std::size_t leading = 0, trailing = 0;
    while (begin + leading < end && is_question_hole(line[begin + leading])) ++leading;
    while (end - trailing > begin + leading && is_question_hole(line[end - trailing - 1])) ++trailing;
    for (std::size_t skip = 0; skip <= std::min<std::size_t>(leading, 1); ++skip) {
        for (std::size_t cut = 0; cut <= trailing; ++cut) {
            if (begin + skip >= end - cut) continue;
            std::u32string word;
            bool holes = false;
            for (std::size_t at = begin + skip; at < end - cut; ++at) {
                const bool hole = is_question_hole(line[at]);
                holes = holes || hole;
                word += hole ? kHole : to_lower(line[at]);
            }
            auto forms = search.forms(word, LetterLoss::hole);
            if (forms.empty()) continue;
            double cost = forms[0].cost + kQuotationCost * static_cast<double>(skip);
            if (cut > 0) {
                const auto after = line.around(static_cast<std::ptrdiff_t>(end));
                const auto next = line.around(static_cast<std::ptrdiff_t>(end) + 1);
                const bool at_end = end == line.size() || (is_space(after) && is_upper(next));
                const bool amid = is_space(after) && is_letter(next) && !is_upper(next);
                cost += line[end - 1] == '?' ? (at_end ? kAtEndCost : amid ? kAmidSentenceCost : kQuestionMarkCost)
                                             : kQuotationCost;
            }
            if (cost >= best_cost) continue;
            best_cost = cost;
            best = {begin + skip, end - cut, holes ? std::move(forms) : std::vector<RestoredForm>{}};
        }
    }
    return best;
}

}  // namespace

bool fill_holes(TextUnits& line, const FormSearch& search) {
    if (!has_any(line, U"?\uFFFD")) return false;
    std::vector<HoleWord> words;
    bool sure = false;
    std::u32string rest;
    for (std::size_t begin = 0; begin < line.size();) {
        const auto part_of_word = [&](std::size_t at) { return is_letter(line[at]) || is_question_hole(line[at]); };
        if (!part_of_word(begin)) {
            rest += line[begin++];
            continue;
        }
        std::size_t end = begin;
        bool letters = false, holes = false, replacement = false, inside = false;
        for (; end < line.size() && part_of_word(end); ++end) {
            letters = letters || is_letter(line[end]);
            holes = holes || is_question_hole(line[end]);
            replacement = replacement || line[end] == kReplacementCharacter;
            // A ? with a letter after it stands where no question mark does.
            inside = inside || (line[end] == '?' && is_letter(line.around(static_cast<std::ptrdiff_t>(end) + 1)));
        }
        if (letters && holes && !in_address(line, begin, end)) {
            auto word = read_hole_word(line, begin, end, search);
            sure = sure || (!word.forms.empty() && (replacement || inside));
            if (!word.forms.empty()) words.push_back(std::move(word));
        } else if (!holes) {
            for (std::size_t at = begin; at < end; ++at) rest += line[at];
        }
        begin = end;
    }
    if (!sure || is_foreign(rest)) return false;
    for (auto word = words.rbegin(); word != words.rend(); ++word)
        put(line, word->begin, word->end, word->forms, word->forms[0].cost + 4);
    return true;
}

bool restore_letters(TextUnits& line, const FormSearch& search, LetterLoss loss) {
    struct Candidate {
        LineWord word;
        std::vector<RestoredForm> forms;
        double unchanged_cost;
    };
    const auto touched = [&](std::u32string_view word) {
        switch (loss) {
            case LetterLoss::digraph:
                return word.find(U"aa") != word.npos || word.find(U"ae") != word.npos || word.find(U"oe") != word.npos;
            case LetterLoss::nordic: return word.find(U'æ') != word.npos || word.find(U'ø') != word.npos;
            case LetterLoss::dropped: return true;
            case LetterLoss::hole: return false;
        }
        return false;
    };
    if (has_any(line, loss == LetterLoss::nordic ? U"äöÄÖ" : U"åäöÅÄÖ")) return false;
    const auto all_words = words_of(line);
    std::vector<Candidate> candidates;
    double evidence = 0, commonest = 1e9;
    std::size_t gained = 0, gained_small = 0, known = 0, unknown = 0;
    for (const auto& word : all_words) {
        const bool is_touched = touched(word.lower);
        const bool attested = search.lexicon().contains(to_utf8(word.lower));
        if (!is_touched || in_address(line, word.begin, word.end)) {
            (attested ? known : unknown) += word.lower.size() > 2;
            continue;
        }
        auto forms = search.forms(word.lower, loss);
        double unchanged = WordCost::of_unknown(word.lower.size());
        for (const auto& form : forms)
            if (form.restored == 0) unchanged = std::min(unchanged, form.cost);
        const bool better = !forms.empty() && forms[0].restored > 0 && forms[0].cost < unchanged;
        const bool abbreviation = loss == LetterLoss::dropped && word.lower.size() < 4 &&
                                  line.around(static_cast<std::ptrdiff_t>(word.end)) == '.' && word.end + 1 < line.size();
        if (better && !abbreviation) {
            evidence += std::min(4.0, unchanged - forms[0].cost);
            commonest = std::min(commonest, forms[0].cost);
            ++gained;
            gained_small += !is_upper(line[word.begin]);
        } else if (attested) {
            known += word.lower.size() > 2;
        } else {
            unknown += word.lower.size() > 2;
        }
        if (better) candidates.push_back({word, std::move(forms), unchanged});
    }
    if (gained == 0) return false;
    const auto text = line.text();
    const bool mostly_known = known >= 2 * unknown;
    bool believed = false;
    switch (loss) {
        case LetterLoss::dropped:
            evidence += 0.13 * static_cast<double>(all_words.size()) - static_cast<double>(unknown);
            believed = gained >= 2 && evidence >= 7 && gained * 10 >= all_words.size() &&
                       (is_swedish(text) || (mostly_known && gained * 3 >= all_words.size()));
            break;
        case LetterLoss::digraph:
            believed = evidence >= 4 && (gained >= 2 || commonest < 4.5) && (is_swedish(text) || mostly_known);
            break;
        case LetterLoss::nordic:
            believed = gained_small >= 1 && mostly_known && (is_swedish(text) || gained * 2 >= all_words.size());
            break;
        case LetterLoss::hole: break;
    }
    if (!believed || is_foreign(text)) return false;
    for (auto candidate = candidates.rbegin(); candidate != candidates.rend(); ++candidate)
        put(line, candidate->word.begin, candidate->word.end, candidate->forms, candidate->unchanged_cost);
    return true;
}

bool fill_spaces(TextUnits& line, const FormSearch& search) {
    constexpr std::size_t kMaxHoles = 4, kMaxLineLength = 4000;
    constexpr double kUnreachable = 1e18, kEnoughEvidence = 7;
    if (line.size() > kMaxLineLength || has_any(line, U"åäöÅÄÖ")) return false;
    int fragments = 0;
    for (const auto& word : words_of(line))
        fragments += word.lower.size() == 1 || (word.lower.size() < 4 && !search.lexicon().contains(to_utf8(word.lower)));
    const auto text = line.text();
    if (fragments < 2 || is_foreign(text)) return false;

    /// The best way to read the line up to a place, where the last thing read was a word or something else.
    struct Step {
        double cost = kUnreachable;
        std::size_t from = 0;
        bool from_word = false;
        bool filled = false;
        std::vector<RestoredForm> forms;
    };
    std::vector<std::array<Step, 2>> best(line.size() + 1);
    std::vector<double> as_is(line.size() + 1, kUnreachable);
    best[0][0].cost = 0;
    as_is[0] = 0;
    const auto reach = [&](std::size_t to, bool word, Step step) {
        if (step.cost < best[to][word].cost) best[to][word] = std::move(step);
    };
    for (std::size_t at = 0; at < line.size(); ++at) {
        const bool letter = is_letter(line[at]), space = line[at] == ' ';
        if (letter) {
            std::size_t end = at;
            while (end < line.size() && is_letter(line[end])) ++end;
            const auto lower = lower_span(line, at, end);
            double cost = WordCost::of_unknown(lower.size());
            if (const auto labels = label_word(to_utf8(lower)))
                if (const auto info = search.lexicon().info(*labels)) cost = std::min(cost, WordCost::of(*info));
            as_is[end] = std::min(as_is[end], as_is[at] + cost);
            for (const bool word : {false, true}) reach(end, true, {best[at][word].cost + cost, at, word, false, {}});
        } else {
            as_is[at + 1] = std::min(as_is[at + 1], as_is[at]);
            for (const bool word : {false, true}) reach(at + 1, false, {best[at][word].cost, at, word, false, {}});
        }
        // A word with spaces for letters: begins after a sign or space, ends before one.
        if ((!letter && !space) || best[at][0].cost >= kUnreachable) continue;
        std::u32string word;
        std::size_t holes = 0;
        for (std::size_t end = at; end < line.size() && (is_letter(line[end]) || line[end] == ' ');) {
            const bool hole = line[end] == ' ';
            holes += hole;
            if (holes > kMaxHoles) break;
            word += hole ? kHole : to_lower(line[end]);
            ++end;
            if (holes == 0 || word.size() == holes || (end < line.size() && is_letter(line[end]))) continue;
            auto forms = search.forms(word, LetterLoss::hole);
            if (forms.empty()) continue;
            const double cost = best[at][0].cost + forms[0].cost;
            reach(end, true, {cost, at, false, true, std::move(forms)});
        }
    }
    bool word = best[line.size()][1].cost < best[line.size()][0].cost;
    const double evidence = as_is[line.size()] - best[line.size()][word].cost;
    struct Filled {
        std::size_t begin, end;
        std::vector<RestoredForm> forms;
    };
    std::vector<Filled> filled;
    for (std::size_t at = line.size(); at > 0;) {
        const Step& step = best[at][word];
        if (step.filled) filled.push_back({step.from, at, step.forms});
        at = step.from;
        word = step.from_word;
    }
    if (filled.size() < 2 || evidence < kEnoughEvidence) return false;
    for (const auto& one : filled) put(line, one.begin, one.end, one.forms, one.forms[0].cost + 3);
    return true;
}

}  // namespace akt
