#include "ocr/base/utf8.h"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

#include "ocr/base/error.h"

namespace akt {

namespace {

constexpr DecodedCodePoint kInvalidByte{kReplacementCharacter, 1, false};

utf8proc_category_t category(char32_t code_point) {
    return utf8proc_category(static_cast<utf8proc_int32_t>(code_point));
}

/// Valid, and of nothing but code points under U+0300 and dashes, quotes and dots (U+2002 to U+203F): all of
/// these are composed as they are, and nearly every word is of them. False when in doubt.
bool is_surely_nfc(std::string_view text) {
    const auto continues = [&](std::size_t i) {
        return i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto first = static_cast<unsigned char>(text[i]);
        if (first < 0x80) continue;
        if (first >= 0xC2 && first <= 0xCB && continues(i + 1)) {
            ++i;
        } else if (first == 0xE2 && continues(i + 1) && static_cast<unsigned char>(text[i + 1]) == 0x80 &&
                   continues(i + 2) && static_cast<unsigned char>(text[i + 2]) >= 0x82) {
            i += 2;
        } else {
            return false;
        }
    }
    return true;
}

}  // namespace

DecodedCodePoint decode_utf8(std::string_view text, std::size_t offset_bytes) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[offset_bytes + i]); };
    const unsigned first = byte(0);
    if (first < 0x80) return {first, 1, true};

    std::size_t length = 0;
    char32_t minimum = 0;
    char32_t code_point = 0;
    if (first >= 0xC2 && first <= 0xDF) {
        length = 2, minimum = 0x80, code_point = first & 0x1F;
    } else if (first >= 0xE0 && first <= 0xEF) {
        length = 3, minimum = 0x800, code_point = first & 0x0F;
    } else if (first >= 0xF0 && first <= 0xF4) {
        length = 4, minimum = 0x10000, code_point = first & 0x07;
    } else {
        return kInvalidByte;
    }
    if (text.size() - offset_bytes < length) return kInvalidByte;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return kInvalidByte;
        code_point = (code_point << 6) | (byte(i) & 0x3F);
    }
    const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
    if (code_point < minimum || surrogate || code_point > 0x10FFFF) return kInvalidByte;
    return {code_point, length, true};
}

void append_utf8(std::string& out, char32_t code_point) {
    const auto push = [&](char32_t bits) {
        out.push_back(static_cast<char>(static_cast<unsigned char>(bits)));
    };
    if (code_point < 0x80) {
        push(code_point);
    } else if (code_point < 0x800) {
        push(0xC0 | (code_point >> 6));
        push(0x80 | (code_point & 0x3F));
    } else if (code_point < 0x10000) {
        push(0xE0 | (code_point >> 12));
        push(0x80 | ((code_point >> 6) & 0x3F));
        push(0x80 | (code_point & 0x3F));
    } else {
        push(0xF0 | (code_point >> 18));
        push(0x80 | ((code_point >> 12) & 0x3F));
        push(0x80 | ((code_point >> 6) & 0x3F));
        push(0x80 | (code_point & 0x3F));
    }
}

std::string to_utf8(std::u32string_view code_points) {
    std::string out;
    out.reserve(code_points.size());
    for (const char32_t code_point : code_points) append_utf8(out, code_point);
    return out;
}

std::u32string to_utf32(std::string_view text) {
    std::u32string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto decoded = decode_utf8(text, at);
        out.push_back(decoded.code_point);
        at += decoded.length_bytes;
    }
    return out;
}

bool is_valid_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto decoded = decode_utf8(text, at);
        if (!decoded.valid) return false;
        at += decoded.length_bytes;
    }
    return true;
}

std::string to_valid_utf8(std::string_view text) {
    if (is_valid_utf8(text)) return std::string(text);
    return to_utf8(to_utf32(text));
}

std::string to_nfc(std::string_view text) {
    if (is_surely_nfc(text)) return std::string(text);
    const std::string valid = to_valid_utf8(text);
    utf8proc_uint8_t* mapped = nullptr;
    const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(valid.data()),
                                     static_cast<utf8proc_ssize_t>(valid.size()), &mapped,
                                     static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
    if (length < 0) throw Error(ErrorCode::internal, {}, utf8proc_errmsg(length));
    return std::string(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length));
}

char32_t to_lower(char32_t code_point) {
    if (code_point < 0x80) return code_point >= 'A' && code_point <= 'Z' ? code_point + 32 : code_point;
    return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(code_point)));
}

char32_t to_upper(char32_t code_point) {
    if (code_point < 0x80) return code_point >= 'a' && code_point <= 'z' ? code_point - 32 : code_point;
    return static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(code_point)));
}

std::string to_lower(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto decoded = decode_utf8(text, at);
        append_utf8(out, to_lower(decoded.code_point));
        at += decoded.length_bytes;
    }
    return out;
}

bool is_letter(char32_t code_point) {
    if (code_point < 0x80) return (code_point | 32) >= 'a' && (code_point | 32) <= 'z';
    const auto kind = category(code_point);
    return kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_LO;
}

bool is_upper(char32_t code_point) {
    if (code_point < 0x80) return code_point >= 'A' && code_point <= 'Z';
    const auto kind = category(code_point);
    return kind == UTF8PROC_CATEGORY_LU || kind == UTF8PROC_CATEGORY_LT;
}

bool is_digit(char32_t code_point) {
    if (code_point < 0x80) return code_point >= '0' && code_point <= '9';
    return category(code_point) == UTF8PROC_CATEGORY_ND;
}

bool is_space(char32_t code_point) {
    if (code_point < 0x80) return code_point == ' ' || (code_point >= '\t' && code_point <= '\r');
    if (code_point == 0x85) return true;
    const auto kind = category(code_point);
    return kind == UTF8PROC_CATEGORY_ZS || kind == UTF8PROC_CATEGORY_ZL || kind == UTF8PROC_CATEGORY_ZP;
}

bool is_mark(char32_t code_point) {
    if (code_point < 0x80) return false;
    const auto kind = category(code_point);
    return kind >= UTF8PROC_CATEGORY_MN && kind <= UTF8PROC_CATEGORY_ME;
}

std::size_t length_code_points(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) at += decode_utf8(text, at).length_bytes;
    return count;
}

}  // namespace akt
