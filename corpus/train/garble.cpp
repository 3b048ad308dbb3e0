#include "corpus/train/garble.h"

#include <utf8proc.h>

#include <cstdint>
#include <cstdlib>

#include "corpus/train/text_hash.h"
#include "ocr/base/utf8.h"
#include "ocr/language/single_byte.h"

namespace akt {

namespace {

using Class = Garbling::Class;

/// UTF-8's bytes each shown as the character `charset` has for it; iso-8859-1's control characters where it
/// has none.
std::string bytes_shown_in(std::string_view bytes, std::string_view charset_name) {
    const auto* charset = single_byte_charset(charset_name);
    std::string out;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        const char32_t shown = charset->decode(byte);
        append_utf8(out, shown == 0 && byte != 0 ? byte : shown);
    }
    return out;
}

/// Text written in one set and shown in another; characters the first lacks stay as they are.
std::string shown_in(std::string_view text, std::string_view written, std::string_view shown) {
    std::string out;
    for (const char32_t c : to_utf32(text)) {
        const auto byte = single_byte_charset(written)->encode(c);
        if (c < 0x80 || !byte) {
            append_utf8(out, c);
            continue;
        }
        out += bytes_shown_in(std::string(1, static_cast<char>(*byte)), shown);
    }
    return out;
}

std::string each(std::string_view text, const std::function<std::u32string(char32_t)>& change) {
    std::string out;
    for (const char32_t c : to_utf32(text)) out += to_utf8(change(c));
    return out;
}

constexpr std::u32string_view kSwedish = U"åäöÅÄÖ";

/// Swedish letters replaced one for one; `with` in the order å ä ö Å Ä Ö, separated by spaces.
std::string respelt(std::string_view text, std::vector<std::u32string> with) {
    return each(text, [&](char32_t c) {
        const auto place = kSwedish.find(c);
        return place == kSwedish.npos ? std::u32string(1, c) : with[place];
    });
}

std::string all_swedish_become(std::string_view text, std::u32string_view with) {
    return respelt(text, std::vector<std::u32string>(6, std::u32string(with)));
}

std::string decomposed(std::string_view text) {
    utf8proc_uint8_t* mapped = nullptr;
    const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &mapped,
                                     static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE));
    std::string out;
    if (length >= 0) out.assign(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length));
    std::free(mapped);
    return out;
}

std::string quoted_printable(std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    return each(text, [&](char32_t c) {
        if (c < 0x80 || c > 0xFF) return std::u32string(1, c);
        return std::u32string{U'=', static_cast<char32_t>(kHex[c >> 4]), static_cast<char32_t>(kHex[c & 15])};
    });
}

/// A fixed sequence of numbers in 0..99 that depends on the text only.
class Dice {
public:
    explicit Dice(std::string_view text) : state_(text_hash(text)) {}
    unsigned percent() {
        state_ ^= state_ << 13;
        state_ ^= state_ >> 7;
        state_ ^= state_ << 17;
        return static_cast<unsigned>((state_ >> 20) % 100);
    }

private:
    std::uint64_t state_;
};

}  // namespace

const std::vector<Garbling>& garblings() {
    using Text = std::string_view;
    static const std::vector<Garbling> all{
        {"utf8_as_latin1", Class::utf8, [](Text t) { return bytes_shown_in(t, "iso-8859-1"); }},
        {"utf8_as_cp1252", Class::utf8, [](Text t) { return bytes_shown_in(t, "windows-1252"); }},
        {"utf8_as_macroman", Class::utf8, [](Text t) { return bytes_shown_in(t, "macintosh"); }},
        {"utf8_as_cp850", Class::utf8, [](Text t) { return bytes_shown_in(t, "cp850"); }},
        {"utf8_as_cp437", Class::utf8, [](Text t) { return bytes_shown_in(t, "cp437"); }},
        {"double_utf8_latin1", Class::utf8,
         [](Text t) { return bytes_shown_in(bytes_shown_in(t, "iso-8859-1"), "iso-8859-1"); }},
        {"double_utf8_cp1252", Class::utf8,
         [](Text t) { return bytes_shown_in(bytes_shown_in(t, "windows-1252"), "windows-1252"); }},
        {"latin1_as_cp850", Class::reversible, [](Text t) { return shown_in(t, "iso-8859-1", "cp850"); }},
        {"latin1_as_macroman", Class::reversible,
         [](Text t) { return shown_in(t, "iso-8859-1", "macintosh"); }},
        {"macroman_as_latin1", Class::reversible,
         [](Text t) { return shown_in(t, "macintosh", "iso-8859-1"); }},
        {"cp850_as_latin1", Class::reversible, [](Text t) { return shown_in(t, "cp850", "iso-8859-1"); }},
        {"cp850_as_cp1252", Class::reversible, [](Text t) { return shown_in(t, "cp850", "windows-1252"); }},
        {"iso646_se_7bit", Class::reversible,
         [](Text t) {
             return respelt(t, {U"}", U"{", U"|", U"]", U"[", U"\\"});
         }},
        {"nfd", Class::reversible, [](Text t) { return decomposed(t); }},
        {"html_entities", Class::reversible,
         [](Text t) {
             return respelt(t, {U"&aring;", U"&auml;", U"&ouml;", U"&Aring;", U"&Auml;", U"&Ouml;"});
         }},
        {"quoted_printable_latin1", Class::reversible, [](Text t) { return quoted_printable(t); }},
        {"spacing_diaeresis", Class::reversible,
         [](Text t) {
             return respelt(t, {U"˚a", U"¨a", U"¨o", U"˚A", U"¨A", U"¨O"});
         }},
        {"latin1_as_utf8_replacement", Class::lossy, [](Text t) { return all_swedish_become(t, U"\uFFFD"); }},
        {"question_mark", Class::lossy, [](Text t) { return all_swedish_become(t, U"?"); }},
        {"dropped", Class::lossy, [](Text t) { return all_swedish_become(t, U""); }},
        {"space", Class::lossy, [](Text t) { return all_swedish_become(t, U" "); }},
        {"stripped_aao", Class::lossy,
         [](Text t) {
             return respelt(t, {U"a", U"a", U"o", U"A", U"A", U"O"});
         }},
        {"digraph_aa_ae_oe", Class::lossy,
         [](Text t) {
             return respelt(t, {U"aa", U"ae", U"oe", U"Aa", U"Ae", U"Oe"});
         }},
        {"nordic_ae_oslash", Class::lossy,
         [](Text t) {
             return respelt(t, {U"å", U"æ", U"ø", U"Å", U"Æ", U"Ø"});
         }},
    };
    return all;
}

const Garbling* garbling_named(std::string_view name) {
    for (const auto& garbling : garblings())
        if (garbling.name == name) return &garbling;
    return nullptr;
}

std::string without_rings(std::string_view text) {
    return respelt(text, {U"a", U"ä", U"ö", U"A", U"Ä", U"Ö"});
}

std::string read_as_english(std::string_view text) {
    Dice dice(text);
    return each(text, [&](char32_t c) -> std::u32string {
        switch (c) {
            case U'å': return U"a";
            case U'ä': return dice.percent() < 92 ? U"a" : U"ä";
            case U'Å':
            case U'Ä': return U"A";
            case U'Ö': return U"O";
            case U'ö': {
                const unsigned roll = dice.percent();
                return roll < 47 ? U"o" : roll < 80 ? U"é" : roll < 91 ? U"6" : roll < 94 ? U"d" : U"o";
            }
            default: return std::u32string(1, c);
        }
    });
}

std::string read_badly(std::string_view text) {
    Dice dice(text);
    return each(text, [&](char32_t c) -> std::u32string {
        if (!is_letter(c) || dice.percent() >= 4) return std::u32string(1, c);
        switch (c) {
            case U'm': return U"rn";
            case U'l': return U"1";
            case U'i': return U"l";
            case U'o': return U"0";
            case U'e': return U"c";
            case U'å': return U"ä";
            case U'ä': return U"a";
            case U'ö': return U"o";
            case U'n': return U"ri";
            case U't': return U"f";
            case U'a': return U"d";
            case U's': return U"5";
            default: return std::u32string(1, c);
        }
    });
}

}  // namespace akt
