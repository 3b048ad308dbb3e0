#include "ocr/repair/spaced_words.h"

#include "ocr/base/utf8.h"

namespace akt {

std::vector<SpacedWord> spaced_words(std::string_view text) {
    std::vector<SpacedWord> words;
    bool line_start = true;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = text.find_first_not_of(" \t\r\n\f", at);
        for (; at < text.size() && at < from; ++at)
            if (text[at] == '\n') line_start = true;
        if (from == text.npos) break;
        if (line_start && !words.empty()) words.back().ends_line = true;
        const std::size_t to = std::min(text.find_first_of(" \t\r\n\f", from), text.size());
        words.push_back({text.substr(from, to - from), from, line_start, false});
        line_start = false;
        at = to;
    }
    if (!words.empty()) words.back().ends_line = true;
    return words;
}

bool starts_with_capital(std::string_view word) {
    if (word.empty()) return false;
    return is_upper(decode_utf8(word, 0).code_point);
}

bool starts_with_small_letter(std::string_view word) {
    if (word.empty()) return false;
    const char32_t first = decode_utf8(word, 0).code_point;
    return is_letter(first) && !is_upper(first);
}

}  // namespace akt
