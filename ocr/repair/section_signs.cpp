#include "ocr/repair/section_signs.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <span>
#include <string>
#include <utility>

#include "ocr/base/utf8.h"
#include "ocr/repair/spaced_words.h"

namespace akt {

namespace {

/// Words that come with sections, or their beginnings.
constexpr std::array<std::string_view, 10> kLegalWords{"kap.",   "lag",   "förordning", "balk", "stycke",
                                                       "enligt", "avses", "punkten",    "mom.", "villkor"};
constexpr std::array<std::string_view, 9> kMoneyWords{"kosta",  "pris", "betalade", "betalar", "summa",
                                                      "avgift", " kr ", " kr.",     " kr,"};
/// How near, in bytes.
constexpr std::size_t kNear = 60;
/// Counted where many are: log10 odds of a section sign against a dollar in such company.
constexpr double kLog10Odds = 3;

/// What follows a section's number and sign, and hardly ever two numbers: in 3.3 million words of statutes
/// and official pages these stood 4,700 times after "12 §" and not once after "12 8". Here and below without
/// marks, which the recogniser may have lost.
constexpr std::array<std::string_view, 14> kAfterSection{"andra",
                                                         "denna",
                                                         "fjarde",
                                                         "femte",
                                                         "forsta",
                                                         "forordningen",
                                                         "lagen",
                                                         "namnda",
                                                         "plan-",
                                                         "samma",
                                                         "regeringsformen",
                                                         "tredje",
                                                         "tryckfrihetsforordningen",
                                                         "offentlighets-"};
constexpr std::array<std::string_view, 4> kLawEndings{"lagen", "balken", "ordningen", "lagens"};
/// The same for words that may follow anything, where one of the others stands before the number.
constexpr std::array<std::string_view, 22> kAfterSectionToo{
    "och", "eller", "ska", "far", "om",  "galler", "i",    "har", "inte", "skall",  "tillampas",
    "ar",  "samt",  "for", "som", "kan", "finns",  "till", "av",  "att",  "lamnas", "provas"};
constexpr std::array<std::string_view, 10> kBeforeSection{"enligt", "i",     "och",  "eller", "av",
                                                          "samt",   "trots", "fran", "mot",   "stycket,"};
/// What the headings of minutes are about.
constexpr std::array<std::string_view, 14> kMinutesWords{
    "öppna",    "Val ",        "val av",      "ordförande", "Justera",      "justera",   "agordning",
    "rotokoll", "Sekreterare", "sekreterare", "vslut",      "vriga frågor", "öregående", "ärvaro"};
constexpr std::size_t kFewestHeadings = 3;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_space(char c) {
    return c == ' ' || c == '\n';
}

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool ends_with_one_of(std::string_view word, std::span<const std::string_view> endings) {
    return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
        return word.size() > ending.size() && word.substr(word.size() - ending.size()) == ending;
    });
}

/// Whether a section's number ends right before `at`.
bool number_before(std::string_view text, std::size_t at) {
    while (at > 0 && is_space(text[at - 1])) --at;
    const bool letter = at >= 3 && text[at - 1] >= 'a' && text[at - 1] <= 'z' && text[at - 2] == ' ' &&
                        is_digit(text[at - 3]);
    if (letter) at -= 2;
    std::size_t digits = 0;
    while (digits < at && is_digit(text[at - digits - 1])) ++digits;
    if (digits < 1 || digits > 3) return false;
    // "1 200 $" and "0,50 $" are money.
    const std::size_t start = at - digits;
    if (start == 0) return true;
    const char before = text[start - 1];
    if (before == ',' || before == '.' || before == ':') return false;
    return !(before == ' ' && start >= 2 && is_digit(text[start - 2]));
}

bool is_near(std::string_view text, std::size_t at, std::span<const std::string_view> words) {
    const std::size_t from = at > kNear ? at - kNear : 0;
    const auto around = text.substr(from, at - from + kNear);
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return around.find(word) != around.npos; });
}

TextChange section_sign(std::size_t at, std::size_t length, bool several) {
    TextChange change;
    change.offset_bytes = at;
    change.length_bytes = length;
    change.replacement = several ? "§§" : "§";
    change.reason = RepairReason::symbol;
    change.log10_odds = kLog10Odds;
    return change;
}

/// Whether sums of money are counted in dollars: "$500", "500 dollar". A small number and a dollar sign, in
/// this order, stand nowhere in three million words of Swedish.
bool counts_dollars(std::string_view text) {
    for (const std::string_view word : {"dollar", "Dollar", "USD"})
        if (text.find(word) != text.npos) return true;
    for (std::size_t at = text.find('$'); at != text.npos; at = text.find('$', at + 1))
        if (at + 1 < text.size() && is_digit(text[at + 1])) return true;
    return false;
}

void find_dollars(std::string_view text, std::vector<TextChange>& changes) {
    if (text.find('$') == text.npos) return;
    const bool always_money = counts_dollars(text);
    for (std::size_t at = text.find('$'); at != text.npos; at = text.find('$', at)) {
        const std::size_t first = at;
        while (at < text.size() && text[at] == '$') ++at;
        const std::size_t signs = at - first;
        const bool money = at < text.size() && !is_space(text[at]) && text[at] != ',' && text[at] != '.' &&
                           text[at] != ')' && text[at] != ';' && text[at] != ':';
        if (signs > 2 || !number_before(text, first)) continue;
        const bool law = is_near(text, first, kLegalWords);
        if (money) {
            // "§ i", the space unseen.
            if (signs > 1 || !law || !is_space(text[first - 1]) || text[at] < 'a' || text[at] > 'z') continue;
            changes.push_back(section_sign(first, signs, false));
            changes.back().replacement += ' ';
        } else if (law || (!always_money && !is_near(text, first, kMoneyWords))) {
            changes.push_back(section_sign(first, signs, signs == 2));
        }
    }
}

/// "1–3 digits", with a range's other end: "5", "12-15". How many digits its last number has, or 0.
bool is_section_number(std::string_view word) {
    if (word.empty() || word.size() > 9) return false;
    std::size_t digits = 0;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (is_digit(word[i])) {
            if (++digits > 3) return false;
        } else if (word[i] == '-' && digits > 0) {
            digits = 0;
        } else if (word.substr(i, 3) == "–" && digits > 0) {
            digits = 0;
            i += 2;
        } else {
            return false;
        }
    }
    return digits > 0;
}

bool has_digit(std::string_view word) {
    return std::any_of(word.begin(), word.end(), is_digit);
}

bool is_section_letter(std::string_view word) {
    return word.size() == 1 && word[0] >= 'a' && word[0] <= 'h';
}

/// What recognisers see for one section sign, or for two.
constexpr std::array<std::string_view, 9> kSeenForOne{"8", "5", "3", "$", "&", "S", "S$", "$&", "€"};
constexpr std::array<std::string_view, 9> kSeenForTwo{"88", "55", "58", "85", "$5", "5$", "$8", "8$", "&&"};

/// Small letters as they look without marks, or with the é that some see for ö.
std::string without_marks(std::string_view word) {
    std::string out;
    for (const char32_t c : to_utf32(word)) {
        const bool like_a = c == U'å' || c == U'ä', like_o = c == U'ö' || c == U'é';
        append_utf8(out, like_a ? U'a' : like_o ? U'o' : c);
    }
    return out;
}

/// Signs read as digits or letters, by the words on both sides: "enligt 5 8 andra stycket", "3 kap. 1 &.".
void find_by_neighbours(std::span<const SpacedWord> words, bool digits_too,
                        std::vector<TextChange>& changes) {
    for (std::size_t i = 1; i < words.size(); ++i) {
        std::string_view sign = words[i].text;
        const std::size_t core = sign.find_last_not_of(".,;:)");
        if (core == sign.npos) continue;
        const std::string_view after_sign = sign.substr(core + 1);
        sign = sign.substr(0, core + 1);
        const bool one = is_one_of(sign, kSeenForOne), two = is_one_of(sign, kSeenForTwo);
        if ((!one && !two) || (!digits_too && has_digit(sign))) continue;
        std::size_t number = i - 1;
        if (is_section_letter(words[number].text) && number > 0) --number;
        if (!is_section_number(words[number].text)) continue;
        const std::string_view before = number > 0 ? words[number - 1].text : std::string_view();
        if (has_digit(before)) continue;
        const bool chapter = before == "kap." || before == "kap";
        // A statute's section: its number begins the line, and its first word has a capital.
        const bool letter_sign = one && !has_digit(sign) && sign != "€";
        bool sure = letter_sign && words[number].starts_line && after_sign.empty() && i + 1 < words.size() &&
                    starts_with_capital(words[i + 1].text);
        if (!after_sign.empty() || words[i].ends_line) {
            sure = sure || chapter;
        } else if (!sure && i + 1 < words.size()) {
            const std::string_view next = words[i + 1].text;
            const std::string after = without_marks(next.substr(0, next.find_last_not_of(".,;:)") + 1));
            const bool law = is_one_of(after, kAfterSection) || ends_with_one_of(after, kLawEndings);
            const bool range =
                two && words[number].text.find_first_not_of("0123456789") != std::string_view::npos;
            const bool led_to = chapter || is_one_of(without_marks(before), kBeforeSection);
            // Sums of money stand in many places.
            const bool money = sign == "$" || sign == "€";
            sure = money ? law && led_to
                         : law || (led_to && is_one_of(after, kAfterSectionToo)) ||
                               (range && starts_with_small_letter(before) && starts_with_small_letter(after));
        }
        if (sure) changes.push_back(section_sign(words[i].from_bytes, sign.size(), two));
    }
}

/// A line that may be a heading of minutes: a sign, a number, words.
struct Heading {
    std::size_t sign_at, sign_length;
    int number;
    bool about_minutes;
};

/// "8 23 Val av justerare": headings of minutes, by their numbers following each other.
void find_headings(std::string_view text, std::span<const SpacedWord> words,
                   std::vector<TextChange>& changes) {
    std::vector<Heading> run;
    const auto end_run = [&] {
        const bool minutes =
            std::any_of(run.begin(), run.end(), [](const auto& h) { return h.about_minutes; });
        if (run.size() >= kFewestHeadings && minutes)
            for (const Heading& heading : run)
                changes.push_back(section_sign(heading.sign_at, heading.sign_length, false));
        run.clear();
    };
    for (std::size_t i = 0; i + 2 < words.size(); ++i) {
        if (!words[i].starts_line || words[i + 1].starts_line || words[i + 2].starts_line) continue;
        const auto sign = words[i].text, number = words[i + 1].text;
        if (!is_one_of(sign, kSeenForOne)) continue;
        if (number.size() > 3 || !std::all_of(number.begin(), number.end(), is_digit)) continue;
        if (!starts_with_capital(words[i + 2].text)) continue;
        int value = 0;
        for (const char digit : number) value = value * 10 + (digit - '0');
        if (!run.empty() && value != run.back().number + 1) end_run();
        const std::size_t from = words[i + 2].from_bytes;
        const auto line = text.substr(from, text.find('\n', from) - from);
        const bool minutes = std::any_of(kMinutesWords.begin(), kMinutesWords.end(),
                                         [&](std::string_view word) { return line.find(word) != line.npos; });
        run.push_back({words[i].from_bytes, sign.size(), value, minutes});
    }
    end_run();
}

/// "$ 3" and later "$ 4", each behind a whole sentence: sections that follow each other, not sums.
void find_counted(std::span<const SpacedWord> words, std::vector<TextChange>& changes) {
    const SpacedWord* last = nullptr;
    int last_number = 0;
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        const SpacedWord& sign = words[i];
        if (sign.text != "$" || !is_section_number(words[i + 1].text)) continue;
        constexpr std::string_view kSentenceEnds = ".:!?";
        const bool begins =
            sign.starts_line || kSentenceEnds.find(words[i - 1].text.back()) != kSentenceEnds.npos;
        if (!begins) continue;
        const int number = std::atoi(std::string(words[i + 1].text).c_str());
        if (last != nullptr && number == last_number + 1)
            for (const SpacedWord* each : {last, &sign})
                changes.push_back(section_sign(each->from_bytes, each->text.size(), false));
        last = &sign;
        last_number = number;
    }
}

}  // namespace

std::vector<TextChange> misread_section_signs(std::string_view text) {
    std::vector<TextChange> changes;
    find_dollars(text, changes);
    // A recogniser that prints § elsewhere may have read a letter for it here, but digits are digits.
    const bool prints_none = text.find("§") == text.npos;
    const auto words = spaced_words(text);
    find_by_neighbours(words, prints_none, changes);
    if (prints_none) find_headings(text, words, changes);
    if (!counts_dollars(text)) find_counted(words, changes);
    std::sort(changes.begin(), changes.end(),
              [](const auto& a, const auto& b) { return a.offset_bytes < b.offset_bytes; });
    const auto overlap = [](const auto& a, const auto& b) {
        return b.offset_bytes < a.offset_bytes + a.length_bytes;
    };
    changes.erase(std::unique(changes.begin(), changes.end(), overlap), changes.end());
    return changes;
}

}  // namespace akt
