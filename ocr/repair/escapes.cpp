#include "ocr/repair/escapes.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "ocr/base/utf8.h"

namespace akt {

namespace {

constexpr double kSure = 4;

bool is_in(char32_t c, std::u32string_view set) {
    return set.find(c) != set.npos;
}
bool is_swedish_mark_letter(char32_t c) {
    return is_in(c, U"åäöÅÄÖéÉüÜ");
}

/// Names of the characters from U+00A0 on, one each (HTML 4.01, 24.2.1).
constexpr std::string_view kLatin1Names =
    "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 "
    "acute micro "
    "para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring "
    "AElig Ccedil "
    "Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times "
    "Oslash Ugrave "
    "Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute "
    "ecirc euml "
    "igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc "
    "uuml yacute "
    "thorn yuml";

struct NamedCharacter {
    std::string_view name;
    char32_t c;
};
constexpr std::array<NamedCharacter, 25> kOtherNames{
    {{"amp", U'&'},         {"lt", U'<'},          {"gt", U'>'},          {"quot", U'"'},
     {"apos", U'\''},       {"ndash", U'\u2013'},  {"mdash", U'\u2014'},  {"lsquo", U'\u2018'},
     {"rsquo", U'\u2019'},  {"ldquo", U'\u201C'},  {"rdquo", U'\u201D'},  {"bdquo", U'\u201E'},
     {"sbquo", U'\u201A'},  {"bull", U'\u2022'},   {"hellip", U'\u2026'}, {"euro", U'\u20AC'},
     {"permil", U'\u2030'}, {"trade", U'\u2122'},  {"minus", U'\u2212'},  {"dagger", U'\u2020'},
     {"scaron", U'\u0161'}, {"Scaron", U'\u0160'}, {"oelig", U'\u0153'},  {"thinsp", U'\u2009'},
     {"ensp", U'\u2002'}}};

std::optional<char32_t> character_named(std::string_view name) {
    for (const auto& entry : kOtherNames)
        if (entry.name == name) return entry.c;
    char32_t c = 0xA0;
    for (std::size_t at = 0; at < kLatin1Names.size(); ++c) {
        const std::size_t end = std::min(kLatin1Names.find(' ', at), kLatin1Names.size());
        if (kLatin1Names.substr(at, end - at) == name) return c;
        at = end + 1;
    }
    return std::nullopt;
}

std::optional<unsigned> hex_digit(char32_t c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10U;
    if (c >= 'a' && c <= 'f') return c - 'a' + 10U;
    return std::nullopt;
}

/// A stretch of the line that stands for one character.
struct Escape {
    std::size_t at, count;
    char32_t c;
};

std::optional<Escape> entity_at(const TextUnits& line, std::size_t at) {
    constexpr std::size_t kMaxLength = 12;
    if (line[at] != '&') return std::nullopt;
    std::string name;
    std::size_t end = at + 1;
    while (end < line.size() && end - at < kMaxLength && line[end] != ';' && line[end] < 0x80 &&
           line[end] > ' ')
        name += static_cast<char>(line[end++]);
    if (end >= line.size() || line[end] != ';' || name.empty()) return std::nullopt;
    const std::size_t count = end + 1 - at;
    if (name[0] != '#') {
        const auto c = character_named(name);
        return c ? std::optional<Escape>({at, count, *c}) : std::nullopt;
    }
    const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    char32_t value = 0;
    if (name.size() < (hex ? 3U : 2U)) return std::nullopt;
    for (const char digit : name.substr(hex ? 2 : 1)) {
        const auto one = hex_digit(static_cast<unsigned char>(digit));
        if (!one || (!hex && *one > 9)) return std::nullopt;
        value = value * (hex ? 16 : 10) + *one;
    }
    if (value < 0x20 || (value >= 0x7F && value < 0xA0) || value > 0x10FFFF ||
        (value >= 0xD800 && value < 0xE000))
        return std::nullopt;
    return Escape{at, count, value};
}

/// Bytes written as a lead character and two hex digits from `at` on: one UTF-8 sequence, or one byte of
/// iso-8859-1.
std::optional<Escape> hex_bytes_at(const TextUnits& line, std::size_t at, char32_t lead, bool upper_only) {
    std::string bytes;
    for (std::size_t i = at; bytes.size() < 4 && i + 2 < line.size() && line[i] == lead; i += 3) {
        const auto high = hex_digit(line[i + 1]), low = hex_digit(line[i + 2]);
        if (!high || !low || (upper_only && (line[i + 1] >= 'a' || line[i + 2] >= 'a'))) break;
        bytes += static_cast<char>(static_cast<unsigned char>(*high * 16 + *low));
    }
    if (bytes.empty()) return std::nullopt;
    const auto decoded = decode_utf8(bytes, 0);
    if (decoded.valid) return Escape{at, decoded.length_bytes * 3, decoded.code_point};
    const auto byte = static_cast<unsigned char>(bytes[0]);
    if (byte < 0xA0) return std::nullopt;
    return Escape{at, 3, byte};
}

/// The line with `escapes` decoded, and where the Swedish letters among them stand that have a letter beside
/// them.
struct DecodedLine {
    std::u32string text;
    std::vector<std::size_t> places;

    DecodedLine(const TextUnits& line, const std::vector<Escape>& escapes) {
        std::vector<std::size_t> all;
        auto next = escapes.begin();
        for (std::size_t at = 0; at < line.size();) {
            if (next != escapes.end() && next->at == at) {
                if (is_swedish_mark_letter(next->c)) all.push_back(text.size());
                text += next->c;
                at += next->count;
                ++next;
            } else {
                text += line[at++];
            }
        }
        for (const std::size_t place : all)
            if ((place > 0 && is_letter(text[place - 1])) ||
                (place + 1 < text.size() && is_letter(text[place + 1])))
                places.push_back(place);
    }
};

void write_decoded(TextUnits& line, const std::vector<Escape>& escapes) {
    for (auto escape = escapes.rbegin(); escape != escapes.rend(); ++escape)
        line.replace(escape->at, escape->count, std::u32string(1, escape->c), kSure);
}

bool has(const TextUnits& line, std::u32string_view any_of) {
    for (std::size_t at = 0; at < line.size(); ++at)
        if (is_in(line[at], any_of)) return true;
    return false;
}

/// The stretch without white space around `at`.
std::pair<std::size_t, std::size_t> chunk_around(const TextUnits& line, std::size_t at) {
    std::size_t begin = at, end = at;
    while (begin > 0 && !is_space(line[begin - 1])) --begin;
    while (end < line.size() && !is_space(line[end])) ++end;
    return {begin, end};
}

}  // namespace

bool compose_marks(TextUnits& line) {
    bool done = false;
    for (std::size_t at = 0; at + 1 < line.size(); ++at) {
        if (!is_mark(line[at + 1]) || is_raw_byte(line[at]) || !is_letter(line[at])) continue;
        const auto composed = to_utf32(to_nfc(to_utf8(std::u32string{line[at], line[at + 1]})));
        if (composed.size() != 1) continue;
        line.replace(at, 2, composed, kSure);
        done = true;
    }
    return done;
}

bool compose_loose_marks(TextUnits& line, const WordCost& words) {
    struct Loose {
        char32_t sign;
        char32_t mark;
        std::u32string_view letters;
        bool needs_known_word;  ///< the sign is common as an apostrophe or quotation mark
    };
    static constexpr std::array<Loose, 5> kLoose{{{U'\u00A8', U'\u0308', U"aouAOUeE", false},
                                                  {U'\u02DA', U'\u030A', U"aA", false},
                                                  {U'\u00B0', U'\u030A', U"aA", true},
                                                  {U'\u00B4', U'\u0301', U"eE", true},
                                                  {U'`', U'\u0300', U"aA", true}}};
    bool done = false;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const auto loose =
            std::find_if(kLoose.begin(), kLoose.end(), [&](const Loose& l) { return l.sign == line[at]; });
        if (loose == kLoose.end()) continue;
        const auto i = static_cast<std::ptrdiff_t>(at);
        const bool before = is_in(line.around(i + 1), loose->letters),
                   after = is_in(line.around(i - 1), loose->letters);
        if (!before && !after) continue;
        // Standing before its letter is how typesetters' text comes out; after it, where the letter could
        // take it only so.
        const auto reading = [&](bool sign_first) {
            const std::size_t letter = sign_first ? at + 1 : at - 1;
            return to_utf32(to_nfc(to_utf8(std::u32string{line[letter], loose->mark})));
        };
        const auto word_after = [&](bool sign_first, std::u32string_view letter) {
            const std::size_t from = sign_first ? at : at - 1;
            std::size_t begin = from, end = from + 2;
            while (begin > 0 && is_letter(line[begin - 1])) --begin;
            while (end < line.size() && is_letter(line[end])) ++end;
            std::u32string word;
            for (std::size_t k = begin; k < from; ++k) word += line[k];
            word += letter;
            for (std::size_t k = from + 2; k < end; ++k) word += line[k];
            return word;
        };
        bool sign_first = before;
        if (before && after && !words.known(word_after(true, reading(true))) &&
            words.known(word_after(false, reading(false))))
            sign_first = false;
        const auto letter = reading(sign_first);
        if (letter.size() != 1) continue;
        if (loose->needs_known_word) {
            const auto word = word_after(sign_first, letter);
            if (word.size() < 3 || !words.known(word)) continue;
        }
        line.replace(sign_first ? at : at - 1, 2, letter, kSure);
        done = true;
    }
    return done;
}

bool decode_entities(TextUnits& line) {
    if (!has(line, U"&")) return false;
    bool done = false;
    // Twice over: "&amp;auml;".
    for (int layer = 0; layer < 2; ++layer) {
        std::vector<Escape> escapes;
        std::size_t ampersands = 0;
        for (std::size_t at = 0; at < line.size();) {
            ampersands += line[at] == '&';
            if (const auto escape = entity_at(line, at)) {
                escapes.push_back(*escape);
                at += escape->count;
            } else {
                ++at;
            }
        }
        const DecodedLine decoded(line, escapes);
        const bool nested = decoded.text.find(U"uml;") != decoded.text.npos ||
                            decoded.text.find(U"ring;") != decoded.text.npos;
        if (decoded.places.empty() && !nested) return done;
        // ASCII's own signs were escaped only if every & was; in a line of markup they must stay.
        if (ampersands != escapes.size() || has(line, U"<>"))
            std::erase_if(escapes, [](const Escape& escape) { return escape.c < 0x80; });
        if (escapes.empty()) return done;
        write_decoded(line, escapes);
        done = true;
    }
    return done;
}

bool decode_quoted_printable(TextUnits& line, const WordCost& words) {
    if (!has(line, U"=")) return false;
    std::vector<Escape> escapes;
    bool all_escapes = true;
    for (std::size_t at = 0; at < line.size();) {
        const auto escape = line[at] == '=' ? hex_bytes_at(line, at, '=', true) : std::nullopt;
        if (escape && (escape->c >= 0xA0 || escape->c == '=' || escape->c == ' ')) {
            escapes.push_back(*escape);
            at += escape->count;
        } else {
            all_escapes = all_escapes && (line[at] != '=' || at + 1 == line.size());
            ++at;
        }
    }
    const DecodedLine decoded(line, escapes);
    const auto census = words.census_at(decoded.text, decoded.places);
    if (census.known == 0 || census.unknown > census.known) return false;
    if (!all_escapes) std::erase_if(escapes, [](const Escape& escape) { return escape.c < 0x80; });
    write_decoded(line, escapes);
    return true;
}

bool decode_backslash_and_percent(TextUnits& line, const WordCost& words) {
    if (!has(line, U"\\%")) return false;
    bool done = false;
    for (std::size_t at = 0; at < line.size(); ++at) {
        std::optional<Escape> escape;
        if (line[at] == '%') escape = hex_bytes_at(line, at, '%', false);
        if (line[at] == '\\' && line.around(static_cast<std::ptrdiff_t>(at) + 1) == 'u' &&
            at + 5 < line.size()) {
            char32_t value = 0;
            bool hex = true;
            for (std::size_t i = at + 2; i < at + 6; ++i) {
                const auto digit = hex_digit(line[i]);
                hex = hex && digit;
                value = value * 16 + digit.value_or(0);
            }
            if (hex) escape = Escape{at, 6, value};
        }
        if (!escape || !is_swedish_mark_letter(escape->c)) continue;
        // An address keeps its escapes, and so does code.
        const auto [begin, end] = chunk_around(line, at);
        bool address = false;
        for (std::size_t i = begin; i < end; ++i) address = address || is_in(line[i], U"/:@=&?\"'<>{}[]");
        const auto i = static_cast<std::ptrdiff_t>(at);
        const bool beside = is_letter(line.around(i - 1)) ||
                            is_letter(line.around(i + static_cast<std::ptrdiff_t>(escape->count)));
        if (address || !beside) continue;
        const std::vector<Escape> one{*escape};
        const DecodedLine decoded(line, one);
        if (words.census(decoded.text).unknown > words.census(line.text()).unknown) continue;
        write_decoded(line, one);
        done = true;
    }
    return done;
}

}  // namespace akt
