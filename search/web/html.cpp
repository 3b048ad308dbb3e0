#include "search/web/html.h"

#include "ocr/base/utf8.h"

namespace akt::web {

namespace {

void append_percent_encoded(std::string& out, std::string_view text) {
    for (const char byte : text) {
        const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        const bool unreserved = letter || (byte >= '0' && byte <= '9') ||
                                std::string_view("-._~").find(byte) != std::string_view::npos;
        if (unreserved) {
            out += byte;
        } else {
            out += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
        }
    }
}

}  // namespace

std::string escape_html(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    for (const char byte : to_valid_utf8(text)) {
        switch (byte) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: out += byte;
        }
    }
    return out;
}

std::string url(std::string_view path, const Parameters& parameters) {
    std::string out(path);
    char separator = '?';
    for (const auto& [name, value] : parameters) {
        if (value.empty()) continue;
        out += separator;
        append_percent_encoded(out, name);
        out += '=';
        append_percent_encoded(out, value);
        separator = '&';
    }
    return out;
}

}  // namespace akt::web
