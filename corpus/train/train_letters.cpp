// Makes letters.akt: which marks the letters of an unknown word have. Learns from the forms of lexicon.akt,
// each once: those seen in text count fully, those only made by hunspell-sv's rules less. usage:
// train_letters LEXICON_FOLDER OUT [FOLD FOLDS]   (leaves out the forms of one fold; to train what reads
// them)
#include <algorithm>
#include <array>
#include <cmath>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "corpus/train/ftrl.h"
#include "corpus/train/write_weights.h"
#include "ocr/language/letter_model.h"
#include "ocr/language/lexicon.h"
#include "ocr/language/tokens.h"

namespace {

using namespace akt;

constexpr int kEpochs = 3;
constexpr float kUnseenWeight = 0.2F;
constexpr float kScale = 0.008F;
constexpr float kFaintestWeight = 0.03F;

struct Example {
    LabelWord word;
    float weight;
};

void collect(const Lexicon& lexicon, const Automaton::Place& place, LabelWord& word,
             std::vector<Example>& out) {
    if (place.ends_word && word.length >= 3) {
        const WordInfo info = lexicon.info_of_number(place.number);
        out.push_back({word, info.count_code() > 0 ? 1.0F : kUnseenWeight});
    }
    lexicon.automaton().for_each_edge(place, [&](Label label, const Automaton::Place& next) {
        if (word.full()) return;
        word.push(label);
        collect(lexicon, next, word, out);
        --word.length;
    });
}

/// One step on the letter at `at`; returns its log loss before the step.
double learn(Ftrl& model, const LabelWord& skeleton, std::size_t at, Label truth, float weight) {
    const auto marks = marks_of(skeleton[at]);
    std::array<float, kMaxMarks> scores{};
    LetterModel::for_each_feature(skeleton, at, [&](std::uint64_t feature) {
        for (std::size_t i = 0; i < marks.size(); ++i)
            scores[i] += model.weight(feature_hash(feature, marks[i]));
    });
    float sum = 1;
    for (std::size_t i = 0; i < marks.size(); ++i) sum += scores[i] = std::exp(std::min(scores[i], 30.0F));
    double right = 1;
    std::array<float, kMaxMarks> gradients{};
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const float p = scores[i] / sum;
        gradients[i] = weight * (p - (truth == marks[i] ? 1.0F : 0.0F));
        if (truth == marks[i]) right = p;
    }
    if (truth == skeleton[at]) right = 1 / sum;
    LetterModel::for_each_feature(skeleton, at, [&](std::uint64_t feature) {
        for (std::size_t i = 0; i < marks.size(); ++i)
            model.update(feature_hash(feature, marks[i]), gradients[i]);
    });
    return -std::log(std::max(right, 1e-9));
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc < 3) {
        std::cerr << "usage: train_letters LEXICON_FOLDER OUT [FOLD FOLDS]\n";
        return 2;
    }
    const Lexicon lexicon = Lexicon::open(argv[1]);
    std::vector<Example> examples;
    LabelWord word;
    collect(lexicon, lexicon.automaton().root(), word, examples);
    if (argc > 4) {
        const auto fold = std::stoull(argv[3]), folds = std::stoull(argv[4]);
        std::erase_if(examples, [&](const Example& example) {
            return skeleton_hash_of(example.word) / 2 % folds == fold;
        });
    }
    std::mt19937 random(20240524);
    Ftrl model(24, {0.15F, 1.0F, 0.3F, 0.5F});
    for (int epoch = 0; epoch < kEpochs; ++epoch) {
        std::shuffle(examples.begin(), examples.end(), random);
        double loss = 0, letters = 0;
        for (const Example& example : examples) {
            const LabelWord skeleton = skeleton_of(example.word);
            for (std::size_t at = 0; at < skeleton.length; ++at) {
                if (marks_of(skeleton[at]).empty()) continue;
                loss += learn(model, skeleton, at, example.word[at], example.weight) *
                        static_cast<double>(example.weight);
                letters += static_cast<double>(example.weight);
            }
        }
        std::cerr << "epoch " << epoch + 1 << ": " << loss / letters << " nats a letter\n";
    }
    write_weights(argv[2], "letters", model.weights(), kFaintestWeight, kScale);
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
