#include <algorithm>
#include <array>

#include "ocr/base/utf8.h"
#include "ocr/repair/letter_loss.h"
#include "ocr/repair/loss_words.h"
#include "ocr/repair/word_cost.h"

namespace akt {

namespace {

bool is_question_hole(char32_t c) {
    return c == '?' || c == kReplacementCharacter;
}

/// A hole left as it is costs so much more (log10) than the best reading.
constexpr double kHoleUnread = 4;

struct HoleWord {
    std::size_t begin, end;
    std::vector<RestoredForm> forms;
};

/// What typesetters' ligatures stand for; programs that read PDF files lose them.
constexpr std::array<std::u32string_view, 9> kLigatures{U"ti", U"tt",  U"fi",  U"ff", U"fl",
                                                        U"ft", U"ffi", U"tti", U"fj"};

/// The one known word the holes make as ligatures, all the same; empty when there is none, or more than one.
std::u32string with_ligatures(const TextUnits& line, std::size_t begin, std::size_t end,
                              const WordCost& words) {
    // Small letters, all of them: a capital after the hole begins a word of its own.
    if (begin + 1 < end && is_question_hole(line[begin]) && is_upper(line[begin + 1])) return {};
    std::u32string best;
    std::uint32_t best_count = 0, second_count = 0;
    for (const auto ligature : kLigatures) {
        std::u32string word, lower;
        for (std::size_t at = begin; at < end; ++at) {
            if (is_question_hole(line[at]))
                word += ligature;
            else
                word += line[at];
        }
        for (const char32_t c : word) lower += to_lower(c);
        if (!words.known(word)) continue;
        const auto count = std::max<std::uint32_t>(1, words.lexicon().count(to_utf8(lower)));
        second_count = std::max(second_count, std::min(count, best_count));
        if (count > best_count) best = word, best_count = count;
    }
    // A rival must be far rarer.
    if (second_count * 8 > best_count) return {};
    return best;
}

/// The forms of the best reading of the holes at a word's end: a ? there may be a question mark, U+FFFD a
/// quotation mark. Shortens `end` accordingly.
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
                cost += line[end - 1] == '?' ? (at_end ? kAtEndCost
                                                : amid ? kAmidSentenceCost
                                                       : kQuestionMarkCost)
                                             : kQuotationCost;
            }
            if (cost >= best_cost) continue;
            best_cost = cost;
            best = {begin + skip, end - cut, holes ? std::move(forms) : std::vector<RestoredForm>{}};
        }
    }
    return best;
}

bool fill_ligatures(TextUnits& line, const WordCost& words) {
    bool done = false;
    for (std::size_t begin = 0; begin < line.size();) {
        const auto part_of_word = [&](std::size_t at) {
            return is_letter(line[at]) || is_question_hole(line[at]);
        };
        std::size_t end = begin;
        while (end < line.size() && part_of_word(end)) ++end;
        if (end == begin) {
            ++begin;
            continue;
        }
        std::size_t last = end;
        while (last > begin && line[last - 1] == '?') --last;
        bool hole = false;
        for (std::size_t at = begin; at < last; ++at) hole = hole || is_question_hole(line[at]);
        if (hole && last - begin >= 3 && !in_address(line, begin, end)) {
            if (const auto word = with_ligatures(line, begin, last, words); !word.empty()) {
                line.replace(begin, last - begin, word, 2, true);
                end += word.size() - (last - begin);
                done = true;
            }
        }
        begin = end;
    }
    return done;
}

}  // namespace

bool fill_lost_dashes(TextUnits& line) {
    bool done = false;
    for (std::size_t at = 1; at + 1 < line.size(); ++at) {
        if (!is_question_hole(line[at])) continue;
        const char32_t before = line[at - 1], after = line[at + 1];
        const char32_t next = line.around(static_cast<std::ptrdiff_t>(at) + 2);
        const bool between_words =
            before == ' ' && after == ' ' && (is_digit(next) || (is_letter(next) && !is_upper(next)));
        if (!between_words && !(is_digit(before) && is_digit(after))) continue;
        line.replace(at, 1, U"–", 1, true);
        done = true;
    }
    return done;
}

bool fill_holes(TextUnits& line, const FormSearch& search) {
    if (!has_any(line, U"?\uFFFD")) return false;
    // Where å ä ö came through, something else was lost.
    if (has_any(line, U"åäöÅÄÖ")) return fill_ligatures(line, WordCost(search.lexicon()));
    std::vector<HoleWord> words;
    bool sure = false;
    std::u32string rest;
    for (std::size_t begin = 0; begin < line.size();) {
        const auto part_of_word = [&](std::size_t at) {
            return is_letter(line[at]) || is_question_hole(line[at]);
        };
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
            inside =
                inside || (line[end] == '?' && is_letter(line.around(static_cast<std::ptrdiff_t>(end) + 1)));
        }
        // "[ab]?c" and "(ab)?c" are patterns.
        const bool pattern = is_question_hole(line[begin]) && begin > 0 && is_one_of(line[begin - 1], U"])");
        if (letters && holes && !pattern && !in_address(line, begin, end)) {
            auto word = read_hole_word(line, begin, end, search);
            sure = sure || (!word.forms.empty() && (replacement || inside) && word.forms[0].parts == 1 &&
                            WordCost::is_common(word.forms[0].info));
            if (!word.forms.empty()) words.push_back(std::move(word));
        } else if (!holes) {
            for (std::size_t at = begin; at < end; ++at) rest += line[at];
        }
        begin = end;
    }
    if (!sure || is_foreign(rest)) return false;
    std::vector<WordEdit> edits;
    for (auto& word : words) {
        const double unchanged = word.forms[0].cost + kHoleUnread;
        edits.push_back({word.begin, word.end, std::move(word.forms), unchanged});
    }
    write_edits(line, std::move(edits), search);
    return true;
}

}  // namespace akt
