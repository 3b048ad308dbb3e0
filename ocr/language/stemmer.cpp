#include "ocr/language/stemmer.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "ocr/base/fold.h"
#include "ocr/base/utf8.h"

namespace akt {

namespace {

/// Words and stems that only look inflected: nothing is taken from them.
constexpr std::array<std::u32string_view, 89> kWhole{
    U"alla",    U"allas",   U"andra",     U"annan", U"annat",    U"antingen", U"bara",      U"bland",
    U"dels",    U"denna",   U"denne",     U"dessa", U"detta",    U"efter",    U"eller",     U"enligt",
    U"före",    U"från",    U"genom",     U"hans",  U"hennes",   U"innan",    U"inom",      U"inte",
    U"ingen",   U"inget",   U"kan",       U"man",   U"medan",    U"mellan",   U"mera",      U"mycket",
    U"många",   U"någon",   U"något",     U"några", U"när",      U"nästa",    U"också",     U"redan",
    U"samma",   U"samt",    U"sedan",     U"sina",  U"själv",    U"skall",    U"skulle",    U"trots",
    U"under",   U"utan",    U"utom",      U"varje", U"vars",     U"även",     U"över",      U"fören",
    U"intern",  U"extern",  U"modern",    U"den",   U"det",      U"dem",      U"hen",       U"han",
    U"hon",     U"men",     U"igen",      U"inför", U"medel",    U"sedan",    U"eget",      U"data",
    U"utrikes", U"inrikes", U"direkt",    U"exakt", U"projekt",  U"produkt",  U"transport", U"rapport",
    U"export",  U"import",  U"tillstånd", U"grund", U"leverans", U"finans",   U"instans",   U"balans",
    U"förord"};

struct Change {
    std::u32string_view from;
    std::u32string_view to;
};

/// Plurals with another vowel and the like. They end compounds too (handböcker) and may have endings
/// (böckernas).
constexpr std::array kEndChanges{
    Change{U"böcker", U"bok"},        Change{U"händer", U"hand"},
    Change{U"städer", U"stad"},       Change{U"länder", U"land"},
    Change{U"nätter", U"natt"},       Change{U"fötter", U"fot"},
    Change{U"rötter", U"rot"},        Change{U"bönder", U"bonde"},
    Change{U"söner", U"son"},         Change{U"tänder", U"tand"},
    Change{U"stränder", U"strand"},   Change{U"stänger", U"stång"},
    Change{U"tänger", U"tång"},       Change{U"döttrar", U"dotter"},
    Change{U"bröder", U"broder"},     Change{U"fäder", U"fader"},
    Change{U"mödrar", U"moder"},      Change{U"ledamöter", U"ledamot"},
    Change{U"ansökning", U"ansökan"}, Change{U"förfrågning", U"förfrågan"},
    Change{U"anmälning", U"anmälan"}, Change{U"inbjudning", U"inbjudan"},
    Change{U"begärand", U"begäran"},  Change{U"ombudsmän", U"ombudsman"},
    Change{U"talesmän", U"talesman"}, Change{U"tjänstemän", U"tjänsteman"},
};

/// Whole words: short verbs and adjectives the rules cannot tell from nouns.
constexpr std::array kWordChanges{
    Change{U"män", U"man"},       Change{U"männen", U"man"},    Change{U"mannen", U"man"},
    Change{U"har", U"ha"},        Change{U"hade", U"ha"},       Change{U"haft", U"ha"},
    Change{U"ger", U"ge"},        Change{U"ges", U"ge"},        Change{U"gav", U"ge"},
    Change{U"gett", U"ge"},       Change{U"givit", U"ge"},      Change{U"tar", U"ta"},
    Change{U"tas", U"ta"},        Change{U"tog", U"ta"},        Change{U"tagit", U"ta"},
    Change{U"tagits", U"ta"},     Change{U"museum", U"museet"}, Change{U"blir", U"bli"},
    Change{U"blev", U"bli"},      Change{U"blivit", U"bli"},    Change{U"fick", U"få"},
    Change{U"fått", U"få"},       Change{U"får", U"få"},        Change{U"går", U"gå"},
    Change{U"gick", U"gå"},       Change{U"gått", U"gå"},       Change{U"står", U"stå"},
    Change{U"stod", U"stå"},      Change{U"stått", U"stå"},     Change{U"ser", U"se"},
    Change{U"ses", U"se"},        Change{U"sett", U"se"},       Change{U"sker", U"ske"},
    Change{U"skedde", U"ske"},    Change{U"skett", U"ske"},     Change{U"gör", U"göra"},
    Change{U"görs", U"göra"},     Change{U"gjorde", U"göra"},   Change{U"gjort", U"göra"},
    Change{U"gjorts", U"göra"},   Change{U"nytt", U"ny"},       Change{U"stort", U"stor"},
    Change{U"större", U"stor"},   Change{U"störst", U"stor"},   Change{U"största", U"stor"},
    Change{U"helt", U"hel"},      Change{U"långt", U"lång"},    Change{U"längre", U"lång"},
    Change{U"längst", U"lång"},   Change{U"svårt", U"svår"},    Change{U"starkt", U"stark"},
    Change{U"klart", U"klar"},    Change{U"fullt", U"full"},    Change{U"brett", U"bred"},
    Change{U"högt", U"hög"},      Change{U"högre", U"hög"},     Change{U"högst", U"hög"},
    Change{U"högsta", U"hög"},    Change{U"lågt", U"låg"},      Change{U"lägre", U"låg"},
    Change{U"lägst", U"låg"},     Change{U"lägsta", U"låg"},    Change{U"egna", U"eget"},
    Change{U"egen", U"eget"},     Change{U"egnas", U"eget"},    Change{U"fritt", U"fri"},
    Change{U"vårt", U"vår"},      Change{U"våra", U"vår"},      Change{U"sådant", U"sådan"},
    Change{U"sådana", U"sådan"},  Change{U"hölls", U"hålla"},   Change{U"höll", U"hålla"},
    Change{U"hållit", U"hålla"},  Change{U"hållits", U"hålla"}, Change{U"kom", U"komma"},
    Change{U"kommit", U"komma"},  Change{U"datum", U"dat"},     Change{U"enklare", U"enkel"},
    Change{U"enklast", U"enkel"}, Change{U"enkla", U"enkel"},   Change{U"gammalt", U"gammal"},
    Change{U"gamla", U"gammal"},  Change{U"säkra", U"säker"},   Change{U"säkert", U"säker"},
    Change{U"lade", U"lägga"},    Change{U"lagt", U"lägga"},    Change{U"lagts", U"lägga"},
    Change{U"fri", U"fri"},       Change{U"satte", U"sätta"},   Change{U"centrum", U"centr"},
    Change{U"ledde", U"leda"},    Change{U"lett", U"leda"},     Change{U"gott", U"god"},
    Change{U"goda", U"god"},
};

/// An inflection that is taken away when at least `shortest` letters with a vowel among them are left.
struct Ending {
    std::u32string_view text;
    std::size_t shortest;
};

/// Longest first. What is left may end in another ending: the rules run until none applies, so that a word
/// ending as if it were inflected (fönster, universitet) and its inflections meet in the same stem.
constexpr std::array kEndings{
    Ending{U"andenas", 3}, Ending{U"andena", 3}, Ending{U"arnas", 2}, Ending{U"ernas", 2},
    Ending{U"ornas", 2},   Ending{U"andet", 3},  Ending{U"anden", 3}, Ending{U"andes", 3},
    Ending{U"arens", 3},   Ending{U"astes", 3},  Ending{U"arna", 2},  Ending{U"erna", 2},
    Ending{U"orna", 2},    Ending{U"aste", 3},   Ending{U"ades", 3},  Ending{U"ande", 3},
    Ending{U"aren", 3},    Ending{U"ares", 3},   Ending{U"enas", 4},  Ending{U"erns", 3},
    Ending{U"ade", 2},     Ending{U"are", 3},    Ending{U"ats", 2},   Ending{U"ens", 2},
    Ending{U"ets", 2},     Ending{U"ena", 4},    Ending{U"ers", 3},   Ending{U"ors", 3},
    Ending{U"ars", 3},     Ending{U"ast", 3},    Ending{U"ans", 3},   Ending{U"ern", 3},
    Ending{U"orn", 3},     Ending{U"its", 4},    Ending{U"ad", 2},    Ending{U"an", 3},
    Ending{U"ar", 2},      Ending{U"as", 2},     Ending{U"at", 2},    Ending{U"en", 2},
    Ending{U"er", 2},      Ending{U"es", 3},     Ending{U"et", 2},    Ending{U"it", 4},
    Ending{U"or", 4},      Ending{U"a", 2},      Ending{U"e", 2},     Ending{U"é", 3},
};

/// An ending of the word and one of what is left; more would eat into the word itself.
constexpr int kMostTaken = 3;

bool among(char32_t letter, std::u32string_view letters) {
    return letters.find(letter) != std::u32string_view::npos;
}
bool is_vowel(char32_t letter) {
    return among(letter, U"aeiouyåäöéüàèæø");
}
bool has_vowel(std::u32string_view text) {
    return std::any_of(text.begin(), text.end(), is_vowel);
}

bool take_ending(std::u32string& word) {
    for (const auto& [ending, shortest] : kEndings) {
        if (!word.ends_with(ending) || word.size() < ending.size() + shortest) continue;
        if (!has_vowel(std::u32string_view(word).substr(0, word.size() - ending.size()))) continue;
        if (ending == U"ad" && word.ends_with(U"nad")) continue;  // kostnad, byggnad, månad
        if (ending == U"et" && (word.ends_with(U"itet") || word.ends_with(U"het")))
            continue;  // universitet, enhet
        if (ending.starts_with(U"ad") && word.ends_with(U"tr" + std::u32string(ending)))
            continue;  // (till)träde, folded
        word.resize(word.size() - ending.size());
        return true;
    }
    return false;
}

/// Genitive and passive s, the t and d of adjectives and participles, the n, r and na of words ending in a
/// vowel.
bool take_letters(std::u32string& word) {
    const std::size_t size = word.size();
    if (size < 4) return false;
    const char32_t last = word.back();
    const char32_t before = word[size - 2];
    std::size_t taken = 0;
    if (last == U's' && (among(before, U"bcdfghjklmnoprtvyå") || (before == U'a' && size > 9))) taken = 1;
    const bool participle = size > 5 || (size == 5 && among(before, U"jmlgv"));
    if (last == U't' && participle && !is_vowel(before) && !among(before, U"st")) taken = 1;
    if (last == U't' && before == U'n' && !among(word[size - 3], U"äa")) taken = 0;  // dokument, not godkänt
    if (last == U'd' && participle && among(before, U"lrnmgjv")) taken = 1;
    const bool doubled = (last == U't' || last == U'd') && before == last;
    if (size > 4 && doubled && (word[size - 3] == U'å' || word[size - 4] == U's'))
        taken = 2;  // uppnått, avsedd
    if (last == U'n' && size > 4 && (among(before, U"éöåiu") || word.ends_with(U"eln"))) taken = 1;
    if (last == U'r' && size > 4 && before == U'å') taken = 1;
    if (size > 4 && word.ends_with(U"na") && among(word[size - 3], U"iouyåäöé")) taken = 2;
    if (!has_vowel(std::u32string_view(word).substr(0, size - taken))) return false;
    word.resize(size - taken);
    return taken > 0;
}

/// Consonants that changed with the ending: rummet (rum), numret (nummer), tecknet (tecken), cyklar (cykel).
bool mend_end(std::u32string& word) {
    const std::size_t size = word.size();
    if (size < 3) return false;
    const char32_t last = word.back();
    const char32_t before = word[size - 2];
    if (among(last, U"mn") && before == last) {
        word.pop_back();
        return true;
    }
    if (size < 4 || is_vowel(before)) return false;
    if ((last == U'r' && before != U'r' && (size > 4 || word == U"numr")) ||
        (last == U'n' && among(before, U"ktpds"))) {
        word.pop_back();
        return true;
    }
    if (last == U'l' && !among(before, U"lr")) {
        word.insert(size - 1, 1, U'e');
        return true;
    }
    return false;
}

/// The tables above, as they stand or with every word's marks taken away.
class Stemmer {
public:
    explicit Stemmer(bool folded) {
        const auto spelt = [folded](std::u32string_view word) {
            return folded ? to_utf32(fold(to_utf8(word))) : std::u32string(word);
        };
        for (const auto word : kWhole) whole_.insert(spelt(word));
        for (const auto& [from, to] : kWordChanges) word_changes_.emplace(spelt(from), spelt(to));
        for (const auto& [from, to] : kEndChanges) end_changes_.emplace_back(spelt(from), spelt(to));
    }

    std::string operator()(std::string_view text) const {
        auto word = to_utf32(text);
        if (word.size() < 3 || std::any_of(word.begin(), word.end(), is_digit)) return std::string(text);
        change(word);
        for (int taken = 0; !whole_.contains(word);) {
            if (taken < kMostTaken && (take_ending(word) || take_letters(word)))
                ++taken;
            else if (!mend_end(word))
                break;
        }
        return to_utf8(word);
    }

private:
    void change(std::u32string& word) const {
        const auto found = word_changes_.find(word);
        if (found != word_changes_.end()) {
            word = found->second;
            return;
        }
        constexpr std::size_t kLongestEnding = 3;  // nas
        for (const auto& [from, to] : end_changes_) {
            const auto at = word.rfind(from);
            if (at == std::u32string::npos || at == 1 || word.size() - at > from.size() + kLongestEnding + 2)
                continue;
            word.replace(at, word.size() - at, to);
            return;
        }
    }

    std::unordered_set<std::u32string> whole_;
    std::unordered_map<std::u32string, std::u32string> word_changes_;
    std::vector<std::pair<std::u32string, std::u32string>> end_changes_;
};

}  // namespace

std::string stem(std::string_view lower_case_word) {
    static const Stemmer stemmer(false);
    return stemmer(lower_case_word);
}

std::string stem_folded(std::string_view folded_word) {
    static const Stemmer stemmer(true);
    return stemmer(folded_word);
}

}  // namespace akt
