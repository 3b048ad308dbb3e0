// Takes every å ä ö é ü … from the development texts, has them brought back, and prints how many words come
// out right, case and all, by kind of text; beside the text as it is, the most frequent form of each
// skeleton, and hunspell's first suggestion. A word is a stretch between white space that has a letter in it.
// "sound": without the words whose truth is itself hurt (is_broken_truth in evaluation.h). Then the commonest
// errors of each kind, and how often changes are right by their odds. usage: evaluate_marks [--models FOLDER]
// [--errors N] [--no-hunspell] [FILE…]
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <string>
#include <unordered_set>
#include <vector>

#include "corpus/train/baselines.h"
#include "corpus/train/evaluation.h"
#include "corpus/train/train_text.h"
#include "ocr/base/fold.h"
#include "ocr/base/resources.h"
#include "ocr/base/utf8.h"
#include "ocr/language/tokens.h"
#include "ocr/repair/repairer.h"

namespace {

using namespace akt;

struct Share {
    double of = 0, right = 0;
    void count(bool is_right) {
        ++of;
        if (is_right) ++right;
    }
    void add(const Share& other) { of += other.of, right += other.right; }
    double percent() const { return akt::percent(right, of); }
};

struct Score {
    Share akt, as_is, frequent, hunspell, marked, unseen, sound, sound_unseen;
    Commonest errors;

    void add(const Score& other) {
        akt.add(other.akt), as_is.add(other.as_is), frequent.add(other.frequent);
        hunspell.add(other.hunspell), marked.add(other.marked), unseen.add(other.unseen);
        sound.add(other.sound), sound_unseen.add(other.sound_unseen);
        errors.add(other.errors);
    }
};

/// The words of the training text, by hash.
using Vocabulary = std::unordered_set<std::uint64_t>;

Vocabulary read_vocabulary() {
    Vocabulary out;
    std::vector<Token> tokens;
    for_each_training_line(shared_folder() / "text" / "train", {}, [&](std::string_view line, double) {
        tokenize(line, tokens);
        for (const Token& token : tokens)
            if (token.kind == TokenKind::word) out.insert(hash_of(token.word));
    });
    return out;
}

bool is_unseen(const Vocabulary& vocabulary, const std::string& word) {
    std::vector<Token> tokens;
    tokenize(word, tokens);
    return std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
        return token.kind == TokenKind::word && !vocabulary.contains(hash_of(token.word));
    });
}

/// How often changes are right, by what is claimed for them.
class Reliability {
public:
    void add(const TextChange& change, bool right) {
        const auto bin = static_cast<std::size_t>(
            std::upper_bound(kBounds.begin(), kBounds.end(), change.log10_odds) - kBounds.begin());
        bins_[bin].count(right);
        (change.uncertain ? uncertain_ : sure_).count(right);
    }
    void print() const {
        std::printf("\nchanges by log10 odds, and %% of them right\n");
        for (std::size_t i = 0; i < bins_.size(); ++i) {
            const std::string from = i == 0 ? "  …  " : text_of(kBounds[i - 1]);
            const std::string to = i == kBounds.size() ? "  …  " : text_of(kBounds[i]);
            std::printf("    %s to %s %8.0f %8.2f\n", from.c_str(), to.c_str(), bins_[i].of,
                        bins_[i].percent());
        }
        std::printf("    marked uncertain %7.0f %8.2f\n    not so          %8.0f %8.2f\n", uncertain_.of,
                    uncertain_.percent(), sure_.of, sure_.percent());
    }

private:
    static constexpr std::array kBounds{0.0, 0.2, 0.4, 0.6, 0.8, 1.0, 1.5, 2.0, 3.0};
    static std::string text_of(double bound) {
        char out[16];
        std::snprintf(out, sizeof out, "%5.2f", bound);
        return out;
    }
    std::array<Share, kBounds.size() + 1> bins_;
    Share uncertain_, sure_;
};

void score_line(std::string_view truth, std::string_view stripped, std::string_view repaired,
                Baselines& baselines, const Vocabulary& vocabulary, const Lexicon& lexicon, Score& score) {
    const auto wanted = words_of(truth), as_is = words_of(stripped);
    const auto got = aligned(wanted, words_of(repaired));
    const auto frequent = words_of(baselines.most_frequent(stripped));
    const auto suggested = aligned(wanted, words_of(baselines.first_suggestion(stripped)));
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (!has_letter(wanted[i])) continue;
        const bool right = wanted[i] == got[i], unseen = is_unseen(vocabulary, wanted[i]);
        const bool broken = is_broken_truth(wanted[i], lexicon);
        score.akt.count(right);
        score.as_is.count(wanted[i] == as_is[i]);
        score.frequent.count(frequent[i] == wanted[i]);
        score.hunspell.count(suggested[i] == wanted[i]);
        if (wanted[i] != as_is[i]) score.marked.count(right);
        if (unseen) score.unseen.count(right);
        if (!broken) score.sound.count(right);
        if (unseen && !broken) score.sound_unseen.count(right);
        if (!right)
            score.errors.add(wanted[i] + " → " + got[i] + (broken ? " (broken)" : unseen ? " (unseen)" : ""));
    }
}

/// The text each change stands for in `truth`, of which `stripped` has each character.
void judge_changes(const std::string& truth, const std::string& stripped,
                   const std::vector<TextChange>& changes, Reliability& reliability) {
    std::size_t in_truth = 0, in_stripped = 0;
    const auto forward = [&](std::size_t to) {
        while (in_stripped < to) {
            in_stripped += decode_utf8(stripped, in_stripped).length_bytes;
            in_truth += decode_utf8(truth, in_truth).length_bytes;
        }
    };
    for (const TextChange& change : changes) {
        forward(change.offset_bytes);
        const std::size_t from = in_truth;
        forward(change.offset_bytes + change.length_bytes);
        reliability.add(change, truth.substr(from, in_truth - from) == change.replacement);
    }
}

void print_row(const std::string& name, const Score& s) {
    std::printf("%-26s %7.0f %7.2f %8.2f %8.2f %7.2f %8.2f %7.2f %6.0f | %7.2f %7.2f %6.0f\n", name.c_str(),
                s.akt.of, s.as_is.percent(), s.frequent.percent(), s.hunspell.percent(), s.akt.percent(),
                s.marked.percent(), s.unseen.percent(), s.unseen.of, s.sound.percent(),
                s.sound_unseen.percent(), s.akt.of - s.sound.of);
}

}  // namespace

int main(int argc, char** argv) try {
    std::filesystem::path folder = models_folder();
    std::size_t listed = 20;
    bool with_hunspell = true;
    std::vector<std::filesystem::path> files;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        if (argument == "--models" && i + 1 < argc)
            folder = argv[++i];
        else if (argument == "--errors" && i + 1 < argc)
            listed = std::stoul(argv[++i]);
        else if (argument == "--no-hunspell")
            with_hunspell = false;
        else
            files.emplace_back(argument);
    }
    const RepairModels models = RepairModels::open(folder);
    const Repairer repairer(models);
    Baselines baselines(models.lexicon, with_hunspell);
    std::printf("%-26s %7s %7s %8s %8s %7s %8s %7s %6s | %7s %7s %6s\n", "% of words right", "words", "as is",
                "frequent", "hunspell", "akt", "w/ marks", "unseen", "of", "sound", "unseen", "broken");
    const Vocabulary vocabulary = read_vocabulary();
    Score all;
    Reliability reliability;
    std::vector<std::pair<std::string, Commonest>> errors;
    for (const auto& [name, truth] : evaluation_texts(files)) {
        const std::string stripped = strip_marks(truth);
        const auto changes = repairer.repair_text(stripped);
        const std::string repaired = with_changes(stripped, changes);
        judge_changes(truth, stripped, changes, reliability);
        Score score;
        std::string_view lines = truth, stripped_lines = stripped, repaired_lines = repaired;
        while (!lines.empty())
            score_line(next_line(lines), next_line(stripped_lines), next_line(repaired_lines), baselines,
                       vocabulary, models.lexicon, score);
        print_row(name, score);
        errors.emplace_back(name, score.errors);
        all.add(score);
    }
    print_row("all", all);
    reliability.print();
    for (const auto& [name, commonest] : errors) {
        std::printf("\n%s\n", name.c_str());
        commonest.print(listed);
    }
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
