#include "ocr/repair/loss_words.h"

#include <algorithm>

#include "ocr/base/fold.h"
#include "ocr/base/utf8.h"
#include "ocr/language/language_guess.h"
#include "ocr/repair/loss_context.h"

namespace akt {

namespace {

/// Costs (log10) within which a second form makes the first uncertain.
constexpr double kUncertainMargin = 0.7;
/// Another language must be this much likelier than Swedish to keep hands off.
constexpr double kOtherLanguageLog10 = 1.0;

}  // namespace

bool is_one_of(char32_t c, std::u32string_view set) {
    return set.find(c) != set.npos;
}

bool has_any(const TextUnits& line, std::u32string_view set) {
    for (std::size_t at = 0; at < line.size(); ++at)
        if (is_one_of(line[at], set)) return true;
    return false;
}

std::u32string lower_span(const TextUnits& line, std::size_t begin, std::size_t end) {
    std::u32string lower;
    for (std::size_t at = begin; at < end; ++at) lower += to_lower(line[at]);
    return lower;
}

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

namespace {

bool opens_sentence(const TextUnits& line, std::size_t at) {
    while (at > 0 && (is_space(line[at - 1]) || is_one_of(line[at - 1], U"\"”'’»–-("))) --at;
    return at == 0 || is_one_of(line[at - 1], U".!?:");
}

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

/// Adds to each form's cost what the words around it say, and puts the cheapest first.
void choose_by_context(const TextUnits& line, std::vector<WordEdit>& edits, const LossContext& context) {
    std::vector<std::uint64_t> keys;
    std::vector<std::size_t> places;
    auto edit = edits.begin();
    for (std::size_t at = 0; at < line.size();) {
        if (edit != edits.end() && edit->begin == at) {
            places.push_back(keys.size());
            keys.push_back(LossContext::key_of(to_utf32(to_string(edit->forms[0].word))));
            at = edit->end;
            ++edit;
            continue;
        }
        std::size_t end = at + 1;
        if (is_letter(line[at]))
            while (end < line.size() && is_letter(line[end]) && (edit == edits.end() || end < edit->begin))
                ++end;
        else if (is_digit(line[at]))
            while (end < line.size() && is_digit(line[end])) ++end;
        if (!is_space(line[at]))
            keys.push_back(is_digit(line[at]) ? LossContext::number_key()
                                              : LossContext::key_of(lower_span(line, at, end)));
        at = end;
    }
    for (std::size_t i = 0; i < edits.size(); ++i) {
        auto& forms = edits[i].forms;
        if (forms.size() < 2) continue;
        const auto features = LossContext::features(keys, places[i]);
        for (auto& form : forms) {
            const double fit = context.log10_fit(features, to_utf32(to_string(form.word)));
            form.cost -= fit;
            if (form.restored == 0) edits[i].unchanged_cost -= fit;
        }
        std::stable_sort(forms.begin(), forms.end(),
                         [](const auto& a, const auto& b) { return a.cost < b.cost; });
    }
}

}  // namespace

void write_edits(TextUnits& line, std::vector<WordEdit> edits, const FormSearch& search) {
    if (search.context() != nullptr) choose_by_context(line, edits, *search.context());
    for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) {
        if (edit->forms[0].restored == 0) continue;
        const double second = edit->forms.size() > 1 ? std::min(edit->forms[1].cost, edit->unchanged_cost)
                                                     : edit->unchanged_cost;
        const double margin = second - edit->forms[0].cost;
        line.replace(edit->begin, edit->end - edit->begin,
                     in_case(line, edit->begin, edit->end, edit->forms[0]), std::max(0.0, margin),
                     margin < kUncertainMargin);
    }
}

bool is_foreign(std::u32string_view text) {
    const auto guess = guess_language(strip_marks(to_utf8(text)));
    return guess.sv_log10_odds < -kOtherLanguageLog10 && guess.language != "sv";
}

double swedish_log10_odds(std::u32string_view text) {
    const auto guess = guess_language(strip_marks(to_utf8(text)));
    return guess.language == "und" ? 0 : guess.sv_log10_odds;
}

bool in_address(const TextUnits& line, std::size_t begin, std::size_t end) {
    // Letters beside digits are a code.
    if (is_digit(line.around(static_cast<std::ptrdiff_t>(begin) - 1)) ||
        is_digit(line.around(static_cast<std::ptrdiff_t>(end))))
        return true;
    while (begin > 0 && !is_space(line[begin - 1])) --begin;
    while (end < line.size() && !is_space(line[end])) ++end;
    for (std::size_t at = begin; at < end; ++at)
        if (is_one_of(line[at], U"@=&_<>{}%#") ||
            (line[at] == ':' && line.around(static_cast<std::ptrdiff_t>(at) + 1) == '/'))
            return true;
    return false;
}

}  // namespace akt
