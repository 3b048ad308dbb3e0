// Counts what the repairer changes in text that is sound: every change is wrong. Prints changes per 10,000
// words by file, beside those of the most frequent form of each skeleton and of hunspell's first suggestion;
// and the commonest. usage: evaluate_harm [--models FOLDER] [--list N] [--no-hunspell] [--left-out PARTS]
// [FILE…] Without files: the development texts, and with --left-out the training lines left out of models
// made with PARTS.
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "corpus/train/baselines.h"
#include "corpus/train/evaluation.h"
#include "corpus/train/train_text.h"
#include "ocr/base/resources.h"
#include "ocr/language/tokens.h"
#include "ocr/repair/repairer.h"

namespace {

using namespace akt;

/// As much as the filter takes at a time.
constexpr std::size_t kBlockBytes = 64 * 1024;

struct Harm {
    double words = 0, changes = 0, frequent = 0, hunspell = 0;
    Commonest kinds;

    void add(const Harm& other) {
        words += other.words, changes += other.changes;
        frequent += other.frequent, hunspell += other.hunspell;
    }
};

class Meter {
public:
    Meter(const Repairer& repairer, Baselines& baselines) : repairer_(repairer), baselines_(baselines) {}

    void line(std::string_view line) {
        block_ += line;
        block_ += '\n';
        if (block_.size() >= kBlockBytes) flush();
    }
    Harm finish() {
        flush();
        return std::move(harm_);
    }

private:
    void flush() {
        tokenize(block_, tokens_);
        harm_.words +=
            static_cast<double>(std::count_if(tokens_.begin(), tokens_.end(), [](const Token& token) {
                return token.kind == TokenKind::word || token.kind == TokenKind::foreign;
            }));
        for (const TextChange& change : repairer_.repair_text(block_)) {
            ++harm_.changes;
            harm_.kinds.add(block_.substr(change.offset_bytes, change.length_bytes) + " → " +
                            change.replacement + " (" + std::string(name_of(change.reason)) + ")");
        }
        harm_.frequent += words_changed(baselines_.most_frequent(block_));
        harm_.hunspell += words_changed(baselines_.first_suggestion(block_));
        block_.clear();
    }

    /// White space is never changed, so the words stand beside each other unless one became two.
    double words_changed(const std::string& text) const {
        const auto before = words_of(block_), after = words_of(text);
        double changed = 0;
        for (std::size_t i = 0; i < std::min(before.size(), after.size()); ++i)
            if (before[i] != after[i] && before.size() == after.size()) ++changed;
        return before.size() == after.size()
                   ? changed
                   : std::abs(static_cast<double>(before.size()) - static_cast<double>(after.size()));
    }

    const Repairer& repairer_;
    Baselines& baselines_;
    std::string block_;
    std::vector<Token> tokens_;
    Harm harm_;
};

void print(const std::string& name, const Harm& harm, std::size_t listed) {
    const auto per_ten_thousand = [&](double times) {
        return harm.words > 0 ? times / harm.words * 10'000 : 0;
    };
    std::printf("%-30s %9.0f words %6.0f changes %8.2f per 10,000 | frequent %8.2f hunspell %8.2f\n",
                name.c_str(), harm.words, harm.changes, per_ten_thousand(harm.changes),
                per_ten_thousand(harm.frequent), per_ten_thousand(harm.hunspell));
    harm.kinds.print(listed);
}

}  // namespace

int main(int argc, char** argv) try {
    std::filesystem::path models = models_folder();
    std::size_t listed = 20;
    bool with_hunspell = true;
    TrainSlice slice{0, true};
    std::vector<std::filesystem::path> files;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        if (argument == "--models" && i + 1 < argc)
            models = argv[++i];
        else if (argument == "--list" && i + 1 < argc)
            listed = std::stoul(argv[++i]);
        else if (argument == "--no-hunspell")
            with_hunspell = false;
        else if (argument == "--left-out" && i + 1 < argc)
            slice.parts = static_cast<unsigned>(std::stoul(argv[++i]));
        else
            files.emplace_back(argument);
    }
    const RepairModels repair_models = RepairModels::open(models);
    const Repairer repairer(repair_models);
    Baselines baselines(repair_models.lexicon, with_hunspell);
    Harm all;
    for (const auto& [name, text] : evaluation_texts(files)) {
        Meter meter(repairer, baselines);
        std::string_view lines = text;
        while (!lines.empty()) meter.line(next_line(lines));
        const Harm harm = meter.finish();
        all.add(harm);
        print(name, harm, listed);
    }
    if (slice.parts != 0) {
        Meter meter(repairer, baselines);
        for_each_training_line(shared_folder() / "text" / "train", slice,
                               [&](std::string_view line, double) { meter.line(line); });
        const Harm harm = meter.finish();
        all.add(harm);
        print("left out of training", harm, listed);
    }
    print("all", all, 0);
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
