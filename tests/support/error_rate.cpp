#include "tests/support/error_rate.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "ocr/base/utf8.h"

namespace akt::test {
namespace {

std::vector<std::u32string> words_of(std::string_view text) {
    std::vector<std::u32string> words;
    bool inside = false;
    for (const char32_t c : to_utf32(to_nfc(text))) {
        if (is_space(c)) {
            inside = false;
            continue;
        }
        if (!inside) words.emplace_back();
        inside = true;
        words.back() += c;
    }
    return words;
}

std::u32string joined(const std::vector<std::u32string>& words) {
    std::u32string text;
    for (const std::u32string& word : words) text += (text.empty() ? U"" : U" ") + word;
    return text;
}

/// Levenshtein's distance, one row at a time.
template <class Sequence>
std::size_t distance(const Sequence& a, const Sequence& b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
        }
    }
    return row.back();
}

std::size_t words_in_both(const std::vector<std::u32string>& truth, const std::vector<std::u32string>& read) {
    std::map<std::u32string, std::size_t> left;
    for (const std::u32string& word : truth) ++left[word];
    std::size_t both = 0;
    for (const std::u32string& word : read) {
        const auto found = left.find(word);
        if (found == left.end() || found->second == 0) continue;
        --found->second;
        ++both;
    }
    return both;
}

}  // namespace

ErrorRate error_rate(std::string_view truth, std::string_view read) {
    const std::vector<std::u32string> truth_words = words_of(truth), read_words = words_of(read);
    const std::u32string truth_text = joined(truth_words), read_text = joined(read_words);
    ErrorRate rate;
    rate.characters = truth_text.size();
    rate.character_errors = distance(truth_text, read_text);
    rate.words = truth_words.size();
    rate.word_errors = distance(truth_words, read_words);
    rate.words_read = read_words.size();
    rate.words_found = words_in_both(truth_words, read_words);
    return rate;
}

}  // namespace akt::test
