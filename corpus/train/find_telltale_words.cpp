// Makes ocr/repair/telltale_words.h: the commonest words with å ä ö of the training text whose plain form is
// hardly ever a word. usage: find_telltale_words OUT
#include <algorithm>
#include <fstream>
#include <iostream>
#include <string>
#include <unordered_map>
#include <vector>

#include "corpus/train/train_text.h"
#include "ocr/base/error.h"
#include "ocr/base/utf8.h"
#include "ocr/language/tokens.h"

namespace {

using namespace akt;

constexpr std::size_t kWords = 400, kLineCodePoints = 100;
/// The plain form must be so many times rarer.
constexpr double kTimesRarer = 150;

bool has_swedish_mark(const std::string& word) {
    const auto letters = to_utf32(word);
    return std::any_of(letters.begin(), letters.end(), [](char32_t c) {
        const Label label = label_of(c);
        return label >= kLabelAring && label <= kLabelOdots;
    });
}

std::vector<std::string> telltale_words() {
    std::unordered_map<std::string, double> counts;
    std::vector<Token> tokens;
    for_each_training_line(shared_folder() / "text" / "train", {}, [&](std::string_view line, double weight) {
        tokenize(line, tokens);
        for (const Token& token : tokens)
            if (token.kind == TokenKind::word && !token.guarded) counts[to_string(token.word)] += weight;
    });
    std::vector<std::pair<double, std::string>> found;
    for (const auto& [word, count] : counts) {
        if (!has_swedish_mark(word)) continue;
        const auto plain = counts.find(to_string(skeleton_of(*label_word(word))));
        if (plain == counts.end() || plain->second * kTimesRarer <= count) found.emplace_back(count, word);
    }
    const std::size_t kept = std::min(kWords, found.size());
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end(),
                      [](const auto& a, const auto& b) {
                          return a.first != b.first ? a.first > b.first : a.second < b.second;
                      });
    std::vector<std::string> out;
    for (std::size_t i = 0; i < kept; ++i) out.push_back(found[i].second);
    return out;
}

void write(const std::vector<std::string>& words, const std::string& path) {
    std::ofstream out(path);
    out << "#pragma once\n\n#include <string_view>\n\nnamespace akt {\n\n"
           "/// The commonest Swedish words with å ä ö that are no words at all without their marks "
           "(\"fran\", "
           "\"nar\"): those\n/// of shared/text/train whose plain form is at least 150 times rarer; the "
           "commonest 400, in order. Seeing the\n/// plain form tells that marks were lost. Written by "
           "corpus/train/find_telltale_words.\ninline constexpr std::string_view kTelltaleWords =";
    std::string line;
    const auto end_line = [&](bool last) {
        out << "\n    \"" << line << (last ? "\";\n" : " \"");
        line.clear();
    };
    for (const auto& word : words) {
        if (to_utf32(line).size() + to_utf32(word).size() + 1 > kLineCodePoints) end_line(false);
        line += (line.empty() ? "" : " ") + word;
    }
    end_line(true);
    out << "\n}  // namespace akt\n";
    if (!out.flush()) throw Error(ErrorCode::io, path, "cannot write the words");
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc != 2) {
        std::cerr << "usage: find_telltale_words OUT\n";
        return 2;
    }
    write(telltale_words(), argv[1]);
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
