#include "tests/bench/reading/marked_words.h"

#include <algorithm>
#include <map>
#include <string>

#include "ocr/base/utf8.h"

namespace akt::bench {
namespace {

/// Runs of letters, with how often each stands in the text.
std::map<std::u32string, std::size_t> words_in(std::string_view text) {
    std::map<std::u32string, std::size_t> words;
    std::u32string word;
    for (const char32_t c : to_utf32(to_nfc(text)) + U' ') {
        if (is_letter(c)) {
            word += c;
        } else if (!word.empty()) {
            ++words[word];
            word.clear();
        }
    }
    return words;
}

bool has_mark(const std::u32string& word) {
    return word.find_first_of(U"åäöéÅÄÖÉ") != std::u32string::npos;
}

}  // namespace

MarkedWords marked_words(std::string_view truth, std::string_view read) {
    const std::map<std::u32string, std::size_t> read_words = words_in(read);
    MarkedWords result;
    for (const auto& [word, count] : words_in(truth)) {
        if (!has_mark(word)) continue;
        result.in_truth += count;
        const auto found = read_words.find(word);
        if (found != read_words.end()) result.right += std::min(count, found->second);
    }
    return result;
}

}  // namespace akt::bench
