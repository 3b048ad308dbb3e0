#include "search/cli/repair_output.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "ocr/base/utf8.h"

namespace akt {

namespace {

std::string hex_of(std::string_view bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string hex;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        hex += kDigits[byte >> 4];
        hex += kDigits[byte & 15];
    }
    return hex;
}

/// What a terminal may be shown: bytes that are no text, and control characters other than tab, as U+FFFD.
std::string shown(std::string_view text) {
    std::string out;
    for (const char32_t c : to_utf32(text)) {
        const bool control = (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0);
        append_utf8(out, control ? kReplacementCharacter : c);
    }
    return out;
}

}  // namespace

std::string render_changes_json(std::string_view block, const std::vector<TextChange>& changes,
                                TextPlace start, std::string_view file) {
    std::string out;
    std::size_t counted = 0;
    for (const auto& change : changes) {
        start.advance(block.substr(counted, change.offset_bytes - counted));
        counted = change.offset_bytes;
        const auto old = block.substr(change.offset_bytes, change.length_bytes);
        nlohmann::ordered_json one;
        if (!file.empty()) one["file"] = to_valid_utf8(file);
        one["line"] = start.line;
        one["column"] = start.column;
        one["old"] = to_valid_utf8(old);
        one["new"] = to_valid_utf8(change.replacement);
        one["reason"] = name_of(change.reason);
        one["log10_odds"] = std::round(change.log10_odds * 100) / 100;
        one["uncertain"] = change.uncertain;
        if (!is_valid_utf8(old)) one["old_bytes"] = hex_of(old);
        out += one.dump();
        out += '\n';
    }
    return out;
}

std::string render_changes_diff(std::string_view block, const std::vector<TextChange>& changes,
                                TextPlace start, bool colored) {
    const std::string_view red = colored ? "\x1b[31m" : "[-", green = colored ? "\x1b[32m" : "{+";
    const std::string_view red_end = colored ? "\x1b[0m" : "-]", green_end = colored ? "\x1b[0m" : "+}";
    const std::string_view faint = colored ? "\x1b[2m" : "", faint_end = colored ? "\x1b[0m" : "";
    std::string out;
    std::size_t line_begin = 0;
    for (auto change = changes.begin(); change != changes.end();) {
        while (true) {
            const auto end = block.find('\n', line_begin);
            if (end == block.npos || end >= change->offset_bytes) break;
            line_begin = end + 1;
            ++start.line;
        }
        out.append(faint).append(std::to_string(start.line)).append(":").append(faint_end).append(" ");
        std::size_t at = line_begin, line_end = 0;
        // A change may reach over a line end; what follows it on the next line is shown here too.
        do {
            out += shown(block.substr(at, change->offset_bytes - at));
            const auto old = block.substr(change->offset_bytes, change->length_bytes);
            if (!old.empty()) out.append(red).append(shown(old)).append(red_end);
            if (!change->replacement.empty())
                out.append(green).append(shown(change->replacement)).append(green_end);
            at = change->offset_bytes + change->length_bytes;
            line_end = std::min(block.find('\n', at), block.size());
            ++change;
        } while (change != changes.end() && change->offset_bytes < line_end);
        std::string_view rest = block.substr(at, line_end - at);
        if (!rest.empty() && rest.back() == '\r') rest.remove_suffix(1);
        out += shown(rest);
        out += '\n';
    }
    return out;
}

}  // namespace akt
