// Makes context.akt: which reading of a word its surroundings ask for. Learns from every word of the training
// text that can be read in several ways once its marks are gone, as if it had been seen once less; rare words
// are train_rare_words' business. usage: train_context MODELS_FOLDER OUT [PARTS]
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
#include "ocr/language/context_model.h"
#include "ocr/repair/candidates.h"

namespace {

using namespace akt;

constexpr int kEpochs = 8;
constexpr float kScale = 0.008F;
constexpr float kFaintestWeight = 0.08F;
constexpr double kOldTextShare = 0.3;
constexpr unsigned kCommonCode = 6;

/// What a count code would be had the word been seen once less.
unsigned code_without_one(unsigned code) {
    return code <= 1 ? 0 : code <= 4 ? code - 1 : code;
}

struct TextLine {
    std::string text;
    float weight;
};

class Trainer {
public:
    Trainer(const Lexicon& lexicon, const LetterModel& letters)
        : candidates_(lexicon, letters), lexicon_(lexicon), model_(25, {0.2F, 1.0F, 0.6F, 1.0F}) {}

    void line(const TextLine& line) {
        tokenize(line.text, tokens_);
        for (std::size_t at = 0; at < tokens_.size(); ++at) {
            const Token& token = tokens_[at];
            if (token.kind == TokenKind::word && !token.guarded) word(at, line.weight);
        }
    }
    void report(int epoch) {
        std::cerr << "epoch " << epoch << ": " << choices_ << " choices, " << 100 * (1 - wrong_ / choices_)
                  << " % right before learning, " << loss_ / choices_ << " nats\n";
        choices_ = wrong_ = loss_ = 0;
    }
    const Ftrl& model() const { return model_; }

private:
    /// Taking one sighting away changes nothing for common words: theirs are remembered.
    const CandidateSet& candidates(const LabelWord& skeleton, const LabelWord& truth) {
        const std::uint64_t key = skeleton_hash_of(truth);
        const auto info = lexicon_.info(truth);
        const bool common = info && info->count_code() >= kCommonCode;
        if (common)
            if (const auto known = common_.find(key); known != common_.end()) return known->second;
        const unsigned code = code_without_one(info ? info->count_code() : 0);
        set_.size = 0;
        if (!is_rare(skeleton, truth, code)) candidates_.find_as_if(skeleton, truth, code, set_);
        if (common) common_.emplace(key, set_);
        return set_;
    }

    /// Whether the letters would be asked about the word had `truth` this code.
    bool is_rare(const LabelWord& skeleton, const LabelWord& truth, unsigned code) const {
        std::array<LexiconForm, Lexicon::kMaxForms> forms;
        const std::size_t found = lexicon_.forms_of_skeleton(skeleton, forms);
        for (std::size_t i = 0; i < found; ++i)
            if ((forms[i].word == truth ? code : forms[i].info.count_code()) >= MarkCandidates::kStrongCode)
                return false;
        return true;
    }

    void word(std::size_t at, float weight) {
        const LabelWord& truth = tokens_[at].word;
        const LabelWord skeleton = skeleton_of(truth);
        const CandidateSet& set = candidates(skeleton, truth);
        if (set.size < 2) return;
        const auto candidates = set.span();
        const auto right =
            static_cast<std::size_t>(std::find_if(candidates.begin(), candidates.end(),
                                                  [&](const auto& c) { return c.word == truth; }) -
                                     candidates.begin());
        if (right == candidates.size()) return;
        learn(ContextModel::surroundings(tokens_, at), candidates, right, weight);
    }

    void learn(const ContextModel::Surroundings& around, std::span<const WordCandidate> candidates,
               std::size_t right, float weight) {
        std::array<float, ContextModel::kMaxCandidates> scores{};
        for (std::size_t i = 0; i < candidates.size(); ++i)
            ContextModel::for_each_feature(around, candidates, i,
                                           [&](std::uint64_t f) { scores[i] += model_.weight(f); });
        const auto end = scores.begin() + static_cast<std::ptrdiff_t>(candidates.size());
        const auto best = static_cast<std::size_t>(std::max_element(scores.begin(), end) - scores.begin());
        const float most = scores[best];
        float sum = 0;
        for (std::size_t i = 0; i < candidates.size(); ++i) sum += scores[i] = std::exp(scores[i] - most);
        ++choices_;
        if (best != right) ++wrong_;
        loss_ -= std::log(std::max(1e-9F, scores[right] / sum));
        for (std::size_t i = 0; i < candidates.size(); ++i) {
            const float gradient = weight * (scores[i] / sum - (i == right ? 1.0F : 0.0F));
            // What is already certain teaches nothing and costs most of the time.
            if (std::fabs(gradient) < 0.0005F) continue;
            ContextModel::for_each_feature(around, candidates, i,
                                           [&](std::uint64_t f) { model_.update(f, gradient); });
        }
    }

    MarkCandidates candidates_;
    const Lexicon& lexicon_;
    Ftrl model_;
    std::vector<Token> tokens_;
    CandidateSet set_;
    std::unordered_map<std::uint64_t, CandidateSet> common_;
    double choices_ = 0, wrong_ = 0, loss_ = 0;
};

}  // namespace

int main(int argc, char** argv) try {
    if (argc < 3) {
        std::cerr << "usage: train_context MODELS_FOLDER OUT [PARTS]\n";
        return 2;
    }
    TrainSlice slice;
    if (argc > 3) slice.parts = static_cast<unsigned>(std::stoul(argv[3]));
    const Lexicon lexicon = Lexicon::open(argv[1]);
    const LetterModel letters = LetterModel::open(argv[1]);
    std::vector<TextLine> lines;
    for_each_training_line(
        shared_folder() / "text" / "train", slice, [&](std::string_view line, double weight) {
            lines.push_back({std::string(line), weight < 1 ? static_cast<float>(kOldTextShare) : 1.0F});
        });
    std::mt19937 random(20240524);
    Trainer trainer(lexicon, letters);
    for (int epoch = 1; epoch <= kEpochs; ++epoch) {
        std::shuffle(lines.begin(), lines.end(), random);
        for (const TextLine& line : lines) trainer.line(line);
        trainer.report(epoch);
    }
    write_weights(argv[2], "context", trainer.model().weights(), kFaintestWeight, kScale);
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
