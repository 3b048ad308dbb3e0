#include "corpus/train/hunspell_forms.h"

#include <fstream>
#include <map>
#include <sstream>
#include <vector>

#include "ocr/base/error.h"
#include "ocr/base/utf8.h"

namespace akt {

namespace {

/// One place of a rule's condition: a letter, any letter, or a set.
struct Place {
    std::u32string letters;
    bool any = false, except = false;
    bool matches(char32_t c) const { return any || (letters.find(c) != std::u32string::npos) != except; }
};

struct Rule {
    std::u32string strip, add, flags;
    std::vector<Place> condition;
};

struct Affixes {
    std::map<char32_t, std::vector<Rule>> suffixes, prefixes;
    char32_t only_in_compound = 0, forbidden = 0, need_affix = 0;
};

std::vector<Place> parse_condition(const std::u32string& text) {
    std::vector<Place> out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        Place place;
        if (text[i] == U'.') {
            place.any = true;
        } else if (text[i] == U'[') {
            for (++i; i < text.size() && text[i] != U']'; ++i) {
                if (text[i] == U'^')
                    place.except = true;
                else
                    place.letters += text[i];
            }
        } else {
            place.letters = text.substr(i, 1);
        }
        out.push_back(place);
    }
    return out;
}

std::u32string none_if_zero(std::u32string text) {
    return text == U"0" ? std::u32string() : text;
}

Affixes read_affixes(const std::filesystem::path& path) {
    std::ifstream in(path);
    if (!in) throw Error(ErrorCode::not_found, path.string(), "no affix file", "apt-get install hunspell-sv");
    Affixes out;
    for (std::string line; std::getline(in, line);) {
        std::istringstream fields(line);
        std::string name, flag, strip, add, condition;
        fields >> name >> flag;
        if (flag.empty()) continue;
        const char32_t code = to_utf32(flag).front();
        if (name == "ONLYINCOMPOUND") out.only_in_compound = code;
        if (name == "FORBIDDENWORD") out.forbidden = code;
        if (name == "NEEDAFFIX") out.need_affix = code;
        if (name != "SFX" && name != "PFX") continue;
        if (!(fields >> strip >> add >> condition)) continue;
        if (strip == "Y" || strip == "N") continue;
        Rule rule;
        rule.strip = none_if_zero(to_utf32(strip));
        const auto slash = add.find('/');
        if (slash != std::string::npos) rule.flags = to_utf32(add.substr(slash + 1));
        rule.add = none_if_zero(to_utf32(add.substr(0, slash)));
        rule.condition = parse_condition(to_utf32(condition));
        (name == "SFX" ? out.suffixes : out.prefixes)[code].push_back(rule);
    }
    return out;
}

bool has(const std::u32string& flags, char32_t flag) {
    return flag != 0 && flags.find(flag) != std::u32string::npos;
}

bool ends_fitting(const std::u32string& word, const Rule& rule) {
    if (word.size() < rule.strip.size() || word.size() < rule.condition.size()) return false;
    if (word.compare(word.size() - rule.strip.size(), rule.strip.size(), rule.strip) != 0) return false;
    const std::size_t from = word.size() - rule.condition.size();
    for (std::size_t i = 0; i < rule.condition.size(); ++i)
        if (!rule.condition[i].matches(word[from + i])) return false;
    return true;
}

bool starts_fitting(const std::u32string& word, const Rule& rule) {
    if (word.size() < rule.condition.size() || word.compare(0, rule.strip.size(), rule.strip) != 0)
        return false;
    for (std::size_t i = 0; i < rule.condition.size(); ++i)
        if (!rule.condition[i].matches(word[i])) return false;
    return true;
}

void expand(const Affixes& affixes, const std::u32string& word, const std::u32string& flags, int depth,
            const std::function<void(const std::string&)>& visit) {
    if (has(flags, affixes.forbidden)) return;
    if (!has(flags, affixes.only_in_compound) && !has(flags, affixes.need_affix)) visit(to_utf8(word));
    if (depth == 3) return;
    for (const char32_t flag : flags) {
        if (const auto found = affixes.suffixes.find(flag); found != affixes.suffixes.end())
            for (const Rule& rule : found->second)
                if (ends_fitting(word, rule))
                    expand(affixes, word.substr(0, word.size() - rule.strip.size()) + rule.add, rule.flags,
                           depth + 1, visit);
        if (const auto found = affixes.prefixes.find(flag); found != affixes.prefixes.end() && depth == 0)
            for (const Rule& rule : found->second)
                if (starts_fitting(word, rule))
                    expand(affixes, rule.add + word.substr(rule.strip.size()), rule.flags, depth + 1, visit);
    }
}

}  // namespace

void for_each_hunspell_form(const std::filesystem::path& dictionary,
                            const std::filesystem::path& affixes_path,
                            const std::function<void(const std::string&)>& visit) {
    const Affixes affixes = read_affixes(affixes_path);
    std::ifstream in(dictionary);
    if (!in)
        throw Error(ErrorCode::not_found, dictionary.string(), "no dictionary",
                    "apt-get install hunspell-sv");
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        const auto end = line.find_first_of("\t \r");
        if (end != std::string::npos) line.resize(end);
        const auto slash = line.find('/', 1);
        const std::u32string flags =
            slash == std::string::npos ? std::u32string() : to_utf32(line.substr(slash + 1));
        const std::u32string word = to_utf32(line.substr(0, slash));
        if (!word.empty()) expand(affixes, word, flags, 0, visit);
    }
}

}  // namespace akt
