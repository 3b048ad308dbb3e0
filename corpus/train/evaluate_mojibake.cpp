// Measures EncodingRepairer: sentences exactly right and words right, by kind of damage, beside the words
// right as they are, as the most frequent form of each skeleton, and as hunspell first suggests; and, as
// `akt repair` does it, words right when each sentence is a text of its own, and sentences and words right
// when all of a kind stand in one text, a line each. Then the commonest words that EncodingRepairer leaves
// wrong. usage: evaluate_mojibake [--slice N] [--kind KIND]… [--errors N] [--no-hunspell]
//   --slice N    every N-th line of the training text, garbled here in each way: what to tune on; without it
//                shared/mojibake: swedish.jsonl by kind, ftfy's cases, and its negative ones
//   --kind KIND  only this kind; and print the sentences of it that came out wrong, at most forty

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "corpus/train/baselines.h"
#include "corpus/train/evaluation.h"
#include "corpus/train/garble.h"
#include "corpus/train/train_text.h"
#include "ocr/base/error.h"
#include "ocr/base/resources.h"
#include "ocr/base/utf8.h"
#include "ocr/repair/encoding.h"
#include "ocr/repair/repairer.h"
#include "ocr/repair/text_filter.h"

namespace {

using namespace akt;

/// Tokens with a letter in them.
std::vector<std::string> alpha_words(std::string_view text) {
    auto words = words_of(text);
    std::erase_if(words, [](const std::string& word) { return !has_letter(word); });
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
    std::size_t sentences = 0, exact = 0, words = 0, right = 0, alone = 0, as_is = 0, frequent = 0,
                hunspell = 0;
    Commonest errors;
    std::vector<std::string> truths;
    std::string text;  ///< the garbled sentences, a line each
};

/// What `akt repair` makes of a text.
std::vector<std::string> lines_repaired(const std::string& text, const Repairer& repairer) {
    std::string out;
    TextFilter filter([&](std::string_view block) { return repairer.repair_text(block); },
                      [&](std::string_view block, const std::vector<TextChange>& changes, TextPlace) {
                          out += with_changes(block, changes);
                      });
    filter.write(text);
    filter.finish();
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < out.size();) {
        const std::size_t end = std::min(out.find('\n', at), out.size());
        lines.push_back(out.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

struct Options {
    unsigned slice = 0;
    std::set<std::string> kinds;
    std::size_t listed = 20;
    bool with_hunspell = true;
};

class Evaluation {
public:
    Evaluation(const EncodingRepairer& repairer, const Repairer& whole, const Lexicon& lexicon,
               const Options& options)
        : repairer_(repairer), whole_(whole), baselines_(lexicon, options.with_hunspell), options_(options) {}

    void measure(const std::string& kind, const std::string& truth, const std::string& garbled) {
        if (!options_.kinds.empty() && !options_.kinds.contains(kind)) return;
        const auto repaired = with_changes(garbled, repairer_.repair(garbled));
        auto& score = scores_[kind];
        const auto wanted = alpha_words(truth), got = alpha_words(repaired);
        ++score.sentences;
        score.truths.push_back(truth);
        score.text += garbled + "\n";
        score.exact += repaired == truth;
        score.words += wanted.size();
        score.right += words_right(wanted, got);
        score.alone += words_right(wanted, alpha_words(with_changes(garbled, whole_.repair_text(garbled))));
        score.as_is += words_right(wanted, alpha_words(garbled));
        score.frequent += words_right(wanted, alpha_words(baselines_.most_frequent(garbled)));
        score.hunspell += words_right(wanted, alpha_words(baselines_.first_suggestion(garbled)));
        if (repaired == truth) return;
        const auto beside = aligned(wanted, got);
        for (std::size_t i = 0; i < wanted.size(); ++i)
            if (wanted[i] != beside[i]) score.errors.add(wanted[i] + " → " + beside[i]);
        if (!options_.kinds.empty() && shown_++ < 40)
            std::cout << "truth    " << truth << "\nrepaired " << repaired << "\n\n";
    }

    void print() const {
        std::printf("%-28s %9s %8s %8s %8s %8s %8s %8s %8s %15s\n", "kind", "sentences", "exact %", "words",
                    "right %", "alone", "as is", "frequent", "hunspell", "in one text: %");
        for (const auto& [kind, score] : in_order()) {
            const Score* const s = score;
            const auto share = [&](std::size_t part) {
                return percent(static_cast<double>(part), static_cast<double>(s->words));
            };
            const auto lines = lines_repaired(s->text, whole_);
            std::size_t exact = 0, right = 0;
            for (std::size_t i = 0; i < std::min(lines.size(), s->truths.size()); ++i) {
                exact += lines[i] == s->truths[i];
                right += words_right(alpha_words(s->truths[i]), alpha_words(lines[i]));
            }
            const auto of_sentences = [&](std::size_t part) {
                return percent(static_cast<double>(part), static_cast<double>(s->sentences));
            };
            std::printf("%-28s %9zu %8.2f %8zu %8.2f %8.2f %8.2f %8.2f %8.2f %9.2f %6.2f\n", kind.c_str(),
                        s->sentences, of_sentences(s->exact), s->words, share(s->right), share(s->alone),
                        share(s->as_is), share(s->frequent), share(s->hunspell), of_sentences(exact),
                        share(right));
        }
        for (const auto& [kind, s] : in_order()) {
            if (s->exact == s->sentences) continue;
            std::printf("\n%s\n", kind.c_str());
            s->errors.print(options_.listed);
        }
    }

private:
    std::vector<std::pair<std::string, const Score*>> in_order() const {
        std::vector<std::pair<std::string, const Score*>> out;
        for (const auto& garbling : garblings())
            if (const auto found = scores_.find(std::string(garbling.name)); found != scores_.end())
                out.emplace_back(found->first, &found->second);
        return out;
    }

    const EncodingRepairer& repairer_;
    const Repairer& whole_;
    Baselines baselines_;
    const Options& options_;
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

Options options_of(const std::vector<std::string>& arguments) {
    Options options;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const bool more = i + 1 < arguments.size();
        if (arguments[i] == "--slice" && more)
            options.slice = static_cast<unsigned>(std::stoul(arguments[++i]));
        else if (arguments[i] == "--kind" && more)
            options.kinds.insert(arguments[++i]);
        else if (arguments[i] == "--errors" && more)
            options.listed = std::stoul(arguments[++i]);
        else if (arguments[i] == "--no-hunspell")
            options.with_hunspell = false;
        else
            throw Error(ErrorCode::usage, arguments[i], "no such option");
    }
    return options;
}

int evaluate(const std::vector<std::string>& arguments) {
    const Options options = options_of(arguments);
    const auto models = RepairModels::open(models_folder());
    const EncodingRepairer repairer(models.lexicon, &models.losses);
    const Repairer whole(models);
    Evaluation evaluation(repairer, whole, models.lexicon, options);
    if (options.slice > 0) {
        for_each_training_line(shared_folder() / "text" / "train", {options.slice, true},
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
