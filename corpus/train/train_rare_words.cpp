// Makes rare.akt: how a word that was hardly ever seen is best read. Learns from the rare words of the
// training text that are in the first of two folds, each treated as if it had been seen once less
// (Good-Turing's argument: so the rare words of a new text are met); FOLD_FOLDER has a lexicon.akt and a
// letters.akt made without the words of that fold. usage: train_rare_words FOLD_FOLDER OUT [PARTS]
#include <algorithm>
#include <array>
#include <cmath>
#include <iostream>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

#include "corpus/train/ftrl.h"
#include "corpus/train/train_text.h"
#include "corpus/train/write_weights.h"
#include "ocr/language/rare_word_model.h"
#include "ocr/repair/candidates.h"

namespace {

using namespace akt;

constexpr int kEpochs = 3;
constexpr float kScale = 0.008F, kFaintestWeight = 0.02F;
/// Words counted more often are never among the readings the model is asked about. Those of this code are
/// lessons as of the code before, which would else be met only in wrong readings.
constexpr unsigned kRareCode = MarkCandidates::kStrongCode;
/// A word met again and again, in old text or by a list of words, teaches no more than this often.
constexpr int kMostLessons = 2;
/// Every so many-th word is only asked about, to see what was learnt.
constexpr unsigned kAskedOnly = 10;

/// One rare word where it stands.
struct Lesson {
    ContextModel::Surroundings around;
    CandidateSet set;
    std::size_t right;
    bool unseen, asked_only;
};

struct Tally {
    double all = 0, found = 0, right = 0;
};

class Lessons {
public:
    explicit Lessons(const std::filesystem::path& folder)
        : lexicon_(Lexicon::open(folder)),
          letters_(LetterModel::open(folder)),
          candidates_(lexicon_, letters_) {}

    void line(std::string_view text) {
        tokenize(text, tokens_);
        for (std::size_t at = 0; at < tokens_.size(); ++at)
            if (tokens_[at].kind == TokenKind::word && !tokens_[at].guarded) word(at);
    }

    std::vector<Lesson> all;
    Tally unseen;

private:
    void word(std::size_t at) {
        const LabelWord& truth = tokens_[at].word;
        const std::uint64_t key = skeleton_hash_of(truth);
        if (key / 2 % 2 != 0) return;
        const auto info = lexicon_.info(truth);
        if (!info || info->count_code() > kRareCode || info->count_code() == 0) return;
        if (++lessons_[hash_of(truth)] > kMostLessons) return;
        Lesson lesson;
        const unsigned code = info->count_code() - 1;
        lesson.unseen = code == 0;
        lesson.asked_only = key / 4 % kAskedOnly == 0;
        candidates_.find_as_if(skeleton_of(truth), truth, code, lesson.set);
        if (!lesson.set.rare || lesson.set.size < 2) return;
        const auto found = lesson.set.span();
        const auto right =
            std::find_if(found.begin(), found.end(), [&](const WordCandidate& c) { return c.word == truth; });
        if (lesson.unseen) ++unseen.all;
        if (right == found.end()) return;
        if (lesson.unseen) ++unseen.found;
        lesson.right = static_cast<std::size_t>(right - found.begin());
        lesson.around = ContextModel::surroundings(tokens_, at);
        all.push_back(lesson);
    }

    Lexicon lexicon_;
    LetterModel letters_;
    MarkCandidates candidates_;
    std::unordered_map<std::uint64_t, int> lessons_;
    std::vector<Token> tokens_;
};

void learn(const Lesson& lesson, Ftrl& model, Tally& taught, Tally& asked) {
    const auto candidates = lesson.set.span();
    const auto common = RareWordModel::common_of(candidates);
    std::array<float, ContextModel::kMaxCandidates> scores{};
    for (std::size_t i = 0; i < candidates.size(); ++i)
        RareWordModel::for_each_feature(lesson.around, common, candidates[i],
                                        [&](std::uint64_t f) { scores[i] += model.weight(f); });
    const auto end = scores.begin() + static_cast<std::ptrdiff_t>(candidates.size());
    const auto best = static_cast<std::size_t>(std::max_element(scores.begin(), end) - scores.begin());
    Tally& tally = lesson.asked_only ? asked : taught;
    ++tally.all;
    if (best == lesson.right) ++tally.right;
    if (lesson.asked_only) return;
    const float most = scores[best];
    float sum = 0;
    for (std::size_t i = 0; i < candidates.size(); ++i) sum += scores[i] = std::exp(scores[i] - most);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const float gradient = scores[i] / sum - (i == lesson.right ? 1.0F : 0.0F);
        RareWordModel::for_each_feature(lesson.around, common, candidates[i],
                                        [&](std::uint64_t f) { model.update(f, gradient); });
    }
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc < 3) {
        std::cerr << "usage: train_rare_words FOLD_FOLDER OUT [PARTS]\n";
        return 2;
    }
    TrainSlice slice;
    if (argc > 3) slice.parts = static_cast<unsigned>(std::stoul(argv[3]));
    Lessons lessons(argv[1]);
    for_each_training_line(shared_folder() / "text" / "train", slice,
                           [&](std::string_view line, double weight) {
                               if (weight == 1) lessons.line(line);
                           });
    std::cerr << lessons.all.size() << " lessons; of " << lessons.unseen.all << " unseen words "
              << 100 * lessons.unseen.found / lessons.unseen.all << " % among the readings\n";
    std::mt19937 random(20240524);
    Ftrl model(22, {0.1F, 1.0F, 0.3F, 1.0F});
    for (int epoch = 1; epoch <= kEpochs; ++epoch) {
        std::shuffle(lessons.all.begin(), lessons.all.end(), random);
        Tally taught, asked;
        for (const Lesson& lesson : lessons.all) learn(lesson, model, taught, asked);
        std::cerr << "epoch " << epoch << ": right " << 100 * taught.right / taught.all
                  << " %, of words not taught " << 100 * asked.right / asked.all << " %\n";
    }
    write_weights(argv[2], "rare", model.weights(), kFaintestWeight, kScale);
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
