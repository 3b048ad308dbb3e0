#include "tests/bench/stemmer/paradigms.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <string_view>

#include "ocr/base/utf8.h"

namespace akt {

namespace {

/// One SFX line: take `strip` away, add `add`, when the word ends as `condition` says.
struct Suffix {
    std::u32string strip, add, condition;
};

/// Whether the end of `word` meets a hunspell condition: letters, dots and [classes].
bool meets(std::u32string_view word, std::u32string_view condition) {
    std::vector<std::u32string_view> places;
    for (std::size_t at = 0; at < condition.size();) {
        const std::size_t end = condition[at] == U'[' ? condition.find(U']', at) + 1 : at + 1;
        places.push_back(condition.substr(at, end - at));
        at = end;
    }
    if (places.size() > word.size()) return false;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const char32_t letter = word[word.size() - places.size() + i];
        auto place = places[i];
        if (place == U".") continue;
        if (place.front() != U'[') {
            if (letter != place.front()) return false;
            continue;
        }
        place = place.substr(1, place.size() - 2);
        const bool negated = !place.empty() && place.front() == U'^';
        if (negated) place.remove_prefix(1);
        if ((place.find(letter) != std::u32string_view::npos) == negated) return false;
    }
    return true;
}

std::map<char32_t, std::vector<Suffix>> read_suffixes(const std::filesystem::path& aff) {
    std::map<char32_t, std::vector<Suffix>> suffixes;
    std::ifstream file(aff);
    for (std::string text; std::getline(file, text);) {
        std::istringstream fields(text);
        std::string kind, flag, strip, add, condition;
        if (!(fields >> kind >> flag >> strip >> add >> condition) || kind != "SFX") continue;
        if (add.find('/') != std::string::npos) continue;
        Suffix suffix{to_utf32(strip), to_utf32(add), to_utf32(condition)};
        if (suffix.strip == U"0") suffix.strip.clear();
        if (suffix.add == U"0") suffix.add.clear();
        if (suffix.condition == U".") suffix.condition.clear();
        suffixes[to_utf32(flag).front()].push_back(std::move(suffix));
    }
    return suffixes;
}

}  // namespace

std::vector<Paradigm> read_paradigms(const std::filesystem::path& aff, const std::filesystem::path& dic) {
    const auto suffixes = read_suffixes(aff);
    std::vector<Paradigm> paradigms;
    std::ifstream file(dic);
    std::string text;
    std::getline(file, text);  // the number of entries
    while (std::getline(file, text)) {
        text = text.substr(0, text.find_first_of("\t\r"));
        const auto slash = text.find('/');
        const auto flags = slash == std::string::npos ? U"" : to_utf32(text.substr(slash + 1));
        // Z: only in compounds; %: forbidden.
        if (flags.find_first_of(U"Z%") != std::u32string::npos) continue;
        const auto word = to_utf32(to_lower(to_nfc(text.substr(0, slash))));
        if (!std::all_of(word.begin(), word.end(), [](char32_t c) { return is_letter(c); })) continue;
        Paradigm paradigm{to_utf8(word), {}};
        // ¤: the entry itself is no word.
        if (flags.find(U'¤') == std::u32string::npos) paradigm.forms.push_back(paradigm.lemma);
        for (const char32_t flag : flags) {
            const auto found = suffixes.find(flag);
            if (found == suffixes.end()) continue;
            for (const auto& suffix : found->second)
                if (word.ends_with(suffix.strip) && meets(word, suffix.condition))
                    paradigm.forms.push_back(
                        to_utf8(word.substr(0, word.size() - suffix.strip.size()) + suffix.add));
        }
        std::ranges::sort(paradigm.forms);
        paradigm.forms.erase(std::unique(paradigm.forms.begin(), paradigm.forms.end()), paradigm.forms.end());
        if (paradigm.forms.size() > 1) paradigms.push_back(std::move(paradigm));
    }
    return paradigms;
}

}  // namespace akt
