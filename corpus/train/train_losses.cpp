// Makes losses.akt: which of the words that look the same without å ä ö stands where, by the words around it.
// Trained on shared/text/train; counts and weights only. usage: train_losses LEXICON_FOLDER OUT [PARTS]
//   PARTS  leave out the training lines whose hash is divisible by PARTS, to measure on them
#include <algorithm>
#include <cmath>
#include <iostream>
#include <map>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

#include "corpus/train/ftrl.h"
#include "corpus/train/train_text.h"
#include "corpus/train/write_weights.h"
#include "ocr/base/utf8.h"
#include "ocr/language/lexicon.h"
#include "ocr/repair/loss_context.h"
#include "ocr/repair/word_cost.h"

namespace {

using namespace akt;

constexpr int kEpochs = 2;
constexpr float kScale = 0.008F;
constexpr double kFill = 0.85;
constexpr std::size_t kMostWeights = 120000;  ///< 280 KB
/// A word takes part when it is at least this share of the commonest it is mistaken for, and so often seen.
constexpr double kLeastShare = 0.002;
constexpr unsigned kLeastCountCode = 4;

struct Group {
    std::vector<std::u32string> words;
    std::vector<float> log_rates;
};

std::u32string without_marks(std::u32string_view word) {
    std::u32string out;
    for (const char32_t c : word)
        if (c != U'å' && c != U'ä' && c != U'ö') out += c;
    return out;
}

void collect(const Lexicon& lexicon, const Automaton::Place& place, LabelWord& word,
             std::map<std::u32string, std::vector<std::pair<double, std::u32string>>>& groups) {
    if (place.ends_word) {
        const WordInfo info = lexicon.info_of_number(place.number);
        const auto letters = to_utf32(to_string(word));
        if (info.count_code() >= kLeastCountCode)
            groups[without_marks(letters)].emplace_back(WordCost::of(info), letters);
    }
    lexicon.automaton().for_each_edge(place, [&](Label label, const Automaton::Place& next) {
        if (word.full()) return;
        word.push(label);
        collect(lexicon, next, word, groups);
        --word.length;
    });
}

/// Groups of two words or more, by what is left of them.
std::map<std::u32string, Group> ambiguous_groups(const Lexicon& lexicon) {
    std::map<std::u32string, std::vector<std::pair<double, std::u32string>>> all;
    LabelWord word;
    collect(lexicon, lexicon.automaton().root(), word, all);
    std::map<std::u32string, Group> groups;
    for (auto& [key, words] : all) {
        std::sort(words.begin(), words.end());
        Group group;
        for (const auto& [cost, letters] : words) {
            if (cost > words[0].first - std::log10(kLeastShare) || group.words.size() == 8) break;
            group.words.push_back(letters);
            group.log_rates.push_back(static_cast<float>(-cost * std::log(10.0)));
        }
        if (group.words.size() > 1) groups.emplace(key, std::move(group));
    }
    return groups;
}

struct Example {
    const Group* group;
    std::size_t truth;
    std::array<std::uint64_t, LossContext::kFeatures> features;
    float weight;
};

void add_examples(std::string_view line, float weight, const std::map<std::u32string, Group>& groups,
                  std::vector<Example>& examples) {
    std::vector<std::u32string> tokens;
    std::vector<std::uint64_t> keys;
    const auto text = to_utf32(to_lower(to_nfc(line)));
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at + 1;
        if (is_letter(text[at]))
            while (end < text.size() && is_letter(text[end])) ++end;
        else if (is_digit(text[at]))
            while (end < text.size() && is_digit(text[end])) ++end;
        if (!is_space(text[at])) {
            tokens.push_back(text.substr(at, end - at));
            keys.push_back(is_digit(text[at]) ? LossContext::number_key()
                                              : LossContext::key_of(tokens.back()));
        }
        at = end;
    }
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        if (!is_letter(tokens[at][0])) continue;
        const auto group = groups.find(without_marks(tokens[at]));
        if (group == groups.end()) continue;
        const auto& words = group->second.words;
        const auto truth = std::find(words.begin(), words.end(), tokens[at]);
        if (truth == words.end()) continue;
        examples.push_back({&group->second, static_cast<std::size_t>(truth - words.begin()),
                            LossContext::features(keys, at), weight});
    }
}

double learn(Ftrl& model, const Example& example) {
    const auto& group = *example.group;
    std::array<float, 8> p{};
    float most = -1e30F, sum = 0;
    for (std::size_t i = 0; i < group.words.size(); ++i) {
        p[i] = group.log_rates[i];
        const auto hash = LossContext::hash_of(group.words[i]);
        for (const auto feature : example.features) p[i] += model.weight(feature_hash(feature, hash));
        most = std::max(most, p[i]);
    }
    for (std::size_t i = 0; i < group.words.size(); ++i) sum += p[i] = std::exp(p[i] - most);
    for (std::size_t i = 0; i < group.words.size(); ++i) {
        const float probability = p[i] / sum;
        const float gradient = example.weight * (probability - (i == example.truth ? 1.0F : 0.0F));
        if (std::fabs(gradient) < 1e-4F) continue;
        const auto hash = LossContext::hash_of(group.words[i]);
        for (const auto feature : example.features) model.update(feature_hash(feature, hash), gradient);
    }
    return -std::log(std::max(1e-9F, p[example.truth] / sum));
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc < 3) {
        std::cerr << "usage: train_losses LEXICON_FOLDER OUT [PARTS]\n";
        return 2;
    }
    const Lexicon lexicon = Lexicon::open(argv[1]);
    const auto groups = ambiguous_groups(lexicon);
    const unsigned parts = argc > 3 ? static_cast<unsigned>(std::stoul(argv[3])) : 0;
    std::vector<Example> examples;
    for_each_training_line(shared_folder() / "text" / "train", {parts, false},
                           [&](std::string_view line, double weight) {
                               add_examples(line, static_cast<float>(weight), groups, examples);
                           });
    std::cerr << groups.size() << " groups, " << examples.size() << " examples\n";
    std::mt19937 random(20240524);
    Ftrl model(23, {0.1F, 1.0F, 1.0F, 0.5F});
    for (int epoch = 0; epoch < kEpochs; ++epoch) {
        std::shuffle(examples.begin(), examples.end(), random);
        double loss = 0;
        for (const auto& example : examples) loss += learn(model, example);
        std::cerr << "epoch " << epoch + 1 << ": " << loss / static_cast<double>(examples.size())
                  << " nats a word\n";
    }
    auto weights = model.weights();
    std::sort(weights.begin(), weights.end(), [](const auto& a, const auto& b) {
        const float left = std::fabs(a.second), right = std::fabs(b.second);
        return left != right ? left > right : a.first < b.first;
    });
    if (weights.size() > kMostWeights) weights.resize(kMostWeights);
    write_weights(argv[2], "losses", std::move(weights), 0, kScale, kFill);
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
