#include <cstddef>
#include <cstdint>
#include <optional>

#include "ocr/alto_profile.h"
#include "ocr/base/utf8.h"

namespace akt::alto {

namespace {

constexpr std::size_t kEscapeBytes = 6;  // \uXXXX

std::optional<std::uint32_t> hex_value(char digit) {
    if (digit >= '0' && digit <= '9') return static_cast<std::uint32_t>(digit - '0');
    if (digit >= 'A' && digit <= 'F') return static_cast<std::uint32_t>(digit - 'A' + 10);
    if (digit >= 'a' && digit <= 'f') return static_cast<std::uint32_t>(digit - 'a' + 10);
    return std::nullopt;
}

/// The code point of the escape that starts at `offset_bytes`, if one does. Surrogates are no code points.
std::optional<char32_t> escape_at(std::string_view text, std::size_t offset_bytes) {
    if (text.size() - offset_bytes < kEscapeBytes || text[offset_bytes] != '\\' ||
        text[offset_bytes + 1] != 'u')
        return std::nullopt;
    std::uint32_t value = 0;
    for (std::size_t i = 2; i < kEscapeBytes; ++i) {
        const auto digit = hex_value(text[offset_bytes + i]);
        if (!digit) return std::nullopt;
        value = value * 16 + *digit;
    }
    if (value >= 0xD800 && value <= 0xDFFF) return std::nullopt;
    return static_cast<char32_t>(value);
}

void append_escape(std::string& out, unsigned value) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) out += kDigits[(value >> shift) & 0xF];
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
    std::string repaired;
    if (!is_valid_utf8(text)) {
        repaired = to_valid_utf8(text);
        text = repaired;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char byte = text[i];
        switch (byte) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\\':
                if (escape_at(text, i))
                    append_escape(out, '\\');
                else
                    out += byte;
                break;
            default:
                if (static_cast<unsigned char>(byte) < 0x20) {
                    append_escape(out, static_cast<unsigned char>(byte));
                } else if (byte == '\xEF' && text.substr(i + 1, 1) == "\xBF" && text[i + 2] >= '\xBE') {
                    append_escape(out, text[i + 2] == '\xBE' ? 0xFFFEU : 0xFFFFU);  // EF BF BE and EF BF BF
                    i += 2;
                } else {
                    out += byte;
                }
        }
    }
}

std::string without_escapes(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        if (const auto code_point = escape_at(text, i)) {
            append_utf8(out, *code_point);
            i += kEscapeBytes;
        } else {
            out += text[i++];
        }
    }
    return out;
}

}  // namespace akt::alto
