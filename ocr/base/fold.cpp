#include "ocr/base/fold.h"

#include <utf8proc.h>

#include <array>

#include "ocr/base/utf8.h"

namespace akt {

namespace {

/// Letters Unicode does not decompose but people type without their stroke or ligature.
char32_t without_stroke(char32_t code_point) {
    switch (code_point) {
        case U'ø': return U'o';
        case U'Ø': return U'O';
        case U'æ': return U'a';
        case U'Æ': return U'A';
        case U'ł': return U'l';
        case U'Ł': return U'L';
        case U'đ': return U'd';
        case U'Đ': return U'D';
        case U'ß': return U's';
        default: return code_point;
    }
}

}  // namespace

char32_t without_marks(char32_t code_point) {
    if (code_point < 0xC0) return code_point;
    std::array<utf8proc_int32_t, 8> parts{};
    int boundary = 0;
    const auto count =
        utf8proc_decompose_char(static_cast<utf8proc_int32_t>(code_point), parts.data(),
                                static_cast<utf8proc_ssize_t>(parts.size()), UTF8PROC_DECOMPOSE, &boundary);
    if (count < 2 || !is_letter(static_cast<char32_t>(parts[0])) || !is_mark(static_cast<char32_t>(parts[1])))
        return without_stroke(code_point);
    return without_stroke(static_cast<char32_t>(parts[0]));
}

std::string strip_marks(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto decoded = decode_utf8(text, at);
        at += decoded.length_bytes;
        if (!is_mark(decoded.code_point)) append_utf8(out, without_marks(decoded.code_point));
    }
    return out;
}

std::string fold(std::string_view text) {
    return strip_marks(to_lower(text));
}

}  // namespace akt
