// Measures EncodingRepairer: sentences exactly right and words right, by kind of damage.
// usage: evaluate_mojibake [cases] [slice N] [worst KIND]
//   cases       shared/mojibake (default): swedish.jsonl by kind, ftfy's cases, and its negative ones
//   slice N     every N-th line of the training text, garbled here in each way: what to tune on
//   worst KIND  also print the sentences of this kind that came out wrong, at most forty

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "corpus/train/garble.h"
#include "corpus/train/train_text.h"
#include "ocr/base/error.h"
#include "ocr/base/resources.h"
#include "ocr/base/utf8.h"
#include "ocr/language/lexicon.h"
#include "ocr/repair/encoding.h"
#include "ocr/repair/loss_context.h"

namespace {

using namespace akt;

/// Tokens with a letter in them.
std::vector<std::string> alpha_words(const std::string& text) {
    std::vector<std::string> words;
    std::string word;
    bool letter = false;
    for (const char32_t c : to_utf32(text) + U" ") {
        if (!is_space(c)) {
            append_utf8(word, c);
            letter = letter || is_letter(c);
            continue;
        }
        if (letter) words.push_back(word);
        word.clear();
        letter = false;
    }
    return words;
}

/// Length of the longest common subsequence: words of `truth` that `text` has right.
std::size_t words_right(const std::vector<std::string>& truth, const std::vector<std::string>& text) {
    std::vector<std::size_t> row(text.size() + 1, 0);
    for (const auto& word : truth) {
        std::size_t diagonal = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const std::size_t above = row[i + 1];
            row[i + 1] = word == text[i] ? diagonal + 1 : std::max(above, row[i]);
            diagonal = above;
        }
    }
    return row[text.size()];
}

struct Score {
    std::size_t sentences = 0, exact = 0, words = 0, right = 0, right_before = 0;
};

class Evaluation {
public:
    Evaluation(const EncodingRepairer& repairer, std::string worst)
        : repairer_(repairer), worst_(std::move(worst)) {}

    void measure(const std::string& kind, const std::string& truth, const std::string& garbled) {
        const auto repaired = with_changes(garbled, repairer_.repair(garbled));
        auto& score = scores_[kind];
        const auto truth_words = alpha_words(truth);
        ++score.sentences;
        score.exact += repaired == truth;
        score.words += truth_words.size();
        score.right += words_right(truth_words, alpha_words(repaired));
        score.right_before += words_right(truth_words, alpha_words(garbled));
        if (kind == worst_ && repaired != truth && shown_++ < 40)
            std::cout << "truth    " << truth << "\nrepaired " << repaired << "\n\n";
    }

    void print() const {
        std::printf("%-28s %9s %8s %8s %8s %8s\n", "kind", "sentences", "exact %", "words", "right %",
                    "before %");
        for (const auto& garbling : garblings()) {
            const auto found = scores_.find(std::string(garbling.name));
            if (found == scores_.end()) continue;
            const auto& s = found->second;
            const auto percent = [](std::size_t part, std::size_t all) {
                return all == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(all);
            };
            std::printf("%-28s %9zu %8.2f %8zu %8.2f %8.2f\n", found->first.c_str(), s.sentences,
                        percent(s.exact, s.sentences), s.words, percent(s.right, s.words),
                        percent(s.right_before, s.words));
        }
    }

private:
    const EncodingRepairer& repairer_;
    std::string worst_;
    int shown_ = 0;
    std::map<std::string, Score> scores_;
};

void measure_ftfy(const EncodingRepairer& repairer, const std::filesystem::path& folder) {
    for (const std::string name :
         {"negative", "in-the-wild", "synthetic", "language-names", "known-failures"}) {
        std::ifstream file(folder / (name + ".json"));
        const auto cases = nlohmann::json::parse(file);
        std::size_t meant_to_change = 0, changed_right = 0, meant_to_stay = 0, stayed = 0;
        for (const auto& one : cases) {
            const auto original = one.at("original").get<std::string>();
            const auto fixed = one.value("fixed-encoding", one.at("fixed").get<std::string>());
            const auto repaired = with_changes(original, repairer.repair(original));
            const bool stay = name == "negative" || fixed == original;
            (stay ? meant_to_stay : meant_to_change) += 1;
            if (stay) {
                stayed += repaired == original;
                if (repaired != original)
                    std::cout << "changed: " << original << "\n      -> " << repaired << '\n';
            } else {
                changed_right += repaired == fixed;
            }
        }
        std::printf("%-16s meant to stay %3zu, stayed %3zu; meant to change %3zu, right %3zu\n", name.c_str(),
                    meant_to_stay, stayed, meant_to_change, changed_right);
    }
}

int evaluate(const std::vector<std::string>& arguments) {
    unsigned slice = 0;
    std::string worst;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == "slice" && i + 1 < arguments.size())
            slice = static_cast<unsigned>(std::stoul(arguments[++i]));
        if (arguments[i] == "worst" && i + 1 < arguments.size()) worst = arguments[++i];
    }
    const auto lexicon = Lexicon::open(models_folder());
    const auto context = LossContext::open(models_folder());
    const EncodingRepairer repairer(lexicon, &context);
    Evaluation evaluation(repairer, worst);
    if (slice > 0) {
        for_each_training_line(shared_folder() / "text" / "train", {slice, true},
                               [&](std::string_view line, double weight) {
                                   if (weight < 1 || line.size() > 1000) return;
                                   const std::string truth = to_nfc(line);
                                   for (const auto& garbling : garblings())
                                       if (const auto garbled = garbling.garble(truth); garbled != truth)
                                           evaluation.measure(std::string(garbling.name), truth, garbled);
                               });
        evaluation.print();
        return 0;
    }
    const auto folder = shared_folder() / "mojibake";
    if (!std::filesystem::exists(folder)) {
        std::cerr << "skipped: no " << folder.string() << '\n';
        return 0;
    }
    std::ifstream file(folder / "swedish.jsonl");
    for (std::string line; std::getline(file, line);) {
        const auto one = nlohmann::json::parse(line);
        evaluation.measure(one.at("kind"), one.at("original"), one.at("garbled"));
    }
    evaluation.print();
    measure_ftfy(repairer, folder);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return evaluate({argv + 1, argv + argc});
    } catch (const std::exception& error) {
        std::cerr << "evaluate_mojibake: " << error.what() << '\n';
        return 1;
    }
}
