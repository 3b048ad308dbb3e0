#include "index/metadata/plain_text.h"

#include "ocr/base/fold.h"
#include "ocr/base/utf8.h"

namespace akt {

namespace {

char plain_of(char32_t code_point) {
    if (code_point < 0x80) {
        if (is_space(code_point)) return ' ';
        if (code_point < 0x20 || code_point == 0x7F) return kPlainOther;
        return static_cast<char>(to_lower(code_point));
    }
    switch (code_point) {
        case 0xA7:
        case 0xB6: return kPlainSection;
        case 0xAD:                // soft hyphen
        case 0x2010:              // hyphen
        case 0x2011:              // non-breaking hyphen
        case 0x2012:              // figure dash
        case 0x2013:              // en dash
        case 0x2014:              // em dash
        case 0x2015:              // horizontal bar
        case 0x2212: return '-';  // minus
        case 0x2044: return '/';  // fraction slash
        case 0x2018:
        case 0x2019: return '\'';
        case 0x201C:
        case 0x201D: return '"';
        default: break;
    }
    if (is_space(code_point)) return ' ';
    const char32_t bare = to_lower(without_marks(code_point));
    return bare < 0x80 ? static_cast<char>(bare) : kPlainOther;
}

}  // namespace

std::string to_plain(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto decoded = decode_utf8(text, at);
        out.push_back(plain_of(decoded.code_point));
        at += decoded.length_bytes;
    }
    return out;
}

std::string_view code_points(std::string_view text, std::size_t from, std::size_t to) {
    std::size_t at = 0, count = 0;
    for (; at < text.size() && count < from; ++count) at += decode_utf8(text, at).length_bytes;
    const std::size_t begin = at;
    for (; at < text.size() && count < to; ++count) at += decode_utf8(text, at).length_bytes;
    return text.substr(begin, at - begin);
}

bool nearly_equal(std::string_view a, std::string_view b) {
    if (a.size() > b.size()) std::swap(a, b);
    if (b.size() - a.size() > 1) return false;
    std::size_t same = 0;
    while (same < a.size() && a[same] == b[same]) ++same;
    if (same == a.size()) return true;
    if (a.size() < b.size()) return a.substr(same) == b.substr(same + 1);
    if (a.substr(same + 1) == b.substr(same + 1)) return true;
    return same + 1 < a.size() && a[same] == b[same + 1] && a[same + 1] == b[same] &&
           a.substr(same + 2) == b.substr(same + 2);
}

}  // namespace akt
