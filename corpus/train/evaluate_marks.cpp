// Takes every å ä ö é ü … from the development texts, has them brought back, and prints how many words come
// out right, by kind of text, beside the text as it is and two simpler ways. usage: evaluate_marks [--models
// FOLDER] [--errors N] [--context-free] [FILE…]
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <unordered_set>
#include <vector>

#include "corpus/train/train_text.h"
#include "ocr/base/error.h"
#include "ocr/base/fold.h"
#include "ocr/base/resources.h"
#include "ocr/base/utf8.h"
#include "ocr/language/tokens.h"
#include "ocr/repair/marks.h"

namespace {

using namespace akt;

struct Score {
    double words = 0, right = 0, as_is = 0, frequent = 0;
    double marked = 0, marked_right = 0;
    double unseen = 0, unseen_right = 0;
    std::map<std::string, int> errors;

    void add(const Score& other) {
        words += other.words, right += other.right, as_is += other.as_is, frequent += other.frequent;
        marked += other.marked, marked_right += other.marked_right;
        unseen += other.unseen, unseen_right += other.unseen_right;
        for (const auto& [error, times] : other.errors) errors[error] += times;
    }
};

std::string text_of_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw Error(ErrorCode::not_found, path.string(), "cannot read this text");
    return {std::istreambuf_iterator<char>(in), {}};
}

double percent(double part, double whole) {
    return whole > 0 ? 100 * part / whole : 0;
}

void print_row(const std::string& name, const Score& s) {
    std::printf("%-30s %8.0f %7.2f %7.2f %7.2f %7.2f %7.2f %6.0f\n", name.c_str(), s.words,
                percent(s.as_is, s.words), percent(s.frequent, s.words), percent(s.right, s.words),
                percent(s.marked_right, s.marked), percent(s.unseen_right, s.unseen), s.unseen);
}

}  // namespace

int main(int argc, char** argv) try {
    std::filesystem::path models = models_folder();
    std::size_t listed = 0;
    std::vector<std::filesystem::path> files;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        if (argument == "--models" && i + 1 < argc)
            models = argv[++i];
        else if (argument == "--errors" && i + 1 < argc)
            listed = std::stoul(argv[++i]);
        else
            files.emplace_back(argument);
    }
    if (files.empty())
        for (const auto& entry : std::filesystem::directory_iterator(shared_folder() / "text" / "dev"))
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    const Lexicon lexicon = Lexicon::open(models);
    const LetterModel letters = LetterModel::open(models);
    const ContextModel context = ContextModel::open(models);
    const MarkRestorer restorer(lexicon, letters, context);
    MarkRestorer::WorkSpace work;
    std::printf("%-30s %8s %7s %7s %7s %7s %7s %6s\n", "% of words right", "words", "as is", "common", "akt",
                "w/ åäö", "unseen", "n");
    Score all;
    std::vector<Token> tokens, truth;
    for (const auto& file : files) {
        Score score;
        std::istringstream text(text_of_file(file));
        for (std::string line; std::getline(text, line);) {
            line = to_nfc(line);
            const std::string stripped = strip_marks(line);
            tokenize(line, truth);
            tokenize(stripped, tokens);
            if (tokens.size() != truth.size()) continue;
            for (std::size_t i = 0; i < tokens.size(); ++i) {
                if (tokens[i].kind != TokenKind::word) continue;
                const LabelWord& wanted = truth[i].word;
                const MarkDecision decision = tokens[i].guarded
                                                  ? MarkDecision{tokens[i].word, 1, 1, true, true}
                                                  : restorer.decide(tokens, i, work);
                std::array<LexiconForm, Lexicon::kMaxForms> forms;
                const auto found = lexicon.forms_of_skeleton(tokens[i].word, forms);
                const bool right = decided == wanted;
                const bool marked = !(wanted == tokens[i].word);
                const auto known = lexicon.info(wanted);
                const bool unseen = !known || known->count_code() == 0;
                ++score.words;
                score.right += right;
                score.as_is += !marked;
                score.frequent += (found > 0 ? forms[0].word : tokens[i].word) == wanted;
                score.marked += marked, score.marked_right += marked && right;
                score.unseen += unseen, score.unseen_right += unseen && right;
                if (!right)
                    ++score.errors[to_string(wanted) + " → " + to_string(decided) +
                                   (unseen ? " (unseen)" : "")];
            }
        }
        print_row(file.stem().string(), score);
        all.add(score);
    }
    print_row("all", all);
    std::vector<std::pair<int, std::string>> errors;
    for (const auto& [error, times] : all.errors) errors.emplace_back(times, error);
    std::sort(errors.rbegin(), errors.rend());
    for (std::size_t i = 0; i < std::min(listed, errors.size()); ++i)
        std::printf("%5d %s\n", errors[i].first, errors[i].second.c_str());
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
