// Makes pairs.akt: how much likelier a word is after another than anywhere. Counts the training text's pairs
// of words, marks apart, discounts them, and keeps those that tell most. usage: count_pairs OUT [PARTS]
#include <algorithm>
#include <cmath>
#include <iostream>
#include <string>
#include <unordered_map>
#include <vector>

#include "corpus/train/train_text.h"
#include "ocr/language/model_file.h"
#include "ocr/language/tokens.h"
#include "ocr/language/word_pairs.h"

namespace {

using namespace akt;

constexpr double kDiscount = 0.7;
/// What a pair must tell, in nats, summed over the text.
constexpr double kLeastTold = 20;
constexpr double kFill = 0.93;
constexpr double kOldTextShare = 0.3;

struct Pair {
    std::uint32_t first, second;
    double count;
};

class Counter {
public:
    void line(std::string_view text, double weight) {
        tokenize(text, tokens_);
        std::uint32_t before = number_of(sign_key(kBoundarySign));
        for (const Token& token : tokens_) {
            const std::uint32_t number = number_of(token.key);
            if (number != before || token.kind != TokenKind::boundary) add(before, number, weight);
            before = number;
        }
        if (!tokens_.empty()) add(before, number_of(sign_key(kBoundarySign)), weight);
    }

    /// Each pair once, by first word.
    std::vector<Pair> pairs() {
        std::sort(seen_.begin(), seen_.end(), [](const Pair& a, const Pair& b) {
            return a.first != b.first ? a.first < b.first : a.second < b.second;
        });
        std::vector<Pair> out;
        for (const Pair& pair : seen_) {
            if (!out.empty() && out.back().first == pair.first && out.back().second == pair.second)
                out.back().count += pair.count;
            else
                out.push_back(pair);
        }
        return out;
    }
    const std::vector<std::uint64_t>& keys() const { return keys_; }

private:
    std::uint32_t number_of(std::uint64_t key) {
        const auto [at, fresh] = numbers_.try_emplace(key, static_cast<std::uint32_t>(keys_.size()));
        if (fresh) keys_.push_back(key);
        return at->second;
    }
    void add(std::uint32_t first, std::uint32_t second, double weight) {
        seen_.push_back({first, second, weight});
    }

    std::vector<Token> tokens_;
    std::unordered_map<std::uint64_t, std::uint32_t> numbers_;
    std::vector<std::uint64_t> keys_;
    std::vector<Pair> seen_;
};

}  // namespace

int main(int argc, char** argv) try {
    if (argc < 2) {
        std::cerr << "usage: count_pairs OUT [PARTS]\n";
        return 2;
    }
    TrainSlice slice;
    if (argc > 2) slice.parts = static_cast<unsigned>(std::stoul(argv[2]));
    Counter counter;
    for_each_training_line(
        shared_folder() / "text" / "train", slice,
        [&](std::string_view line, double weight) { counter.line(line, weight < 1 ? kOldTextShare : 1.0); });
    const std::vector<Pair> pairs = counter.pairs();
    const auto& keys = counter.keys();
    std::vector<double> as_second(keys.size());
    double all = 0;
    for (const Pair& pair : pairs) as_second[pair.second] += pair.count, all += pair.count;
    struct Gain {
        double told;
        std::pair<std::uint64_t, float> hashed;
    };
    std::vector<Gain> gains;
    for (std::size_t from = 0; from < pairs.size();) {
        std::size_t to = from;
        double count = 0, taken = 0;
        for (; to < pairs.size() && pairs[to].first == pairs[from].first; ++to) {
            count += pairs[to].count;
            taken += std::min(kDiscount, pairs[to].count);
        }
        // Of the interpolated model; what is pruned falls back on the word alone.
        const double left_over = taken / count;
        double kept = 0, kept_alone = 0;
        const std::size_t first_gain = gains.size();
        for (std::size_t i = from; i < to; ++i) {
            const double alone = as_second[pairs[i].second] / all;
            const double p = std::max(0.0, pairs[i].count - kDiscount) / count + left_over * alone;
            const double told = pairs[i].count * std::log(p / (left_over * alone));
            if (told < kLeastTold) continue;
            kept += p, kept_alone += alone;
            gains.push_back({told,
                             {WordPairs::pair(keys[pairs[i].first], keys[pairs[i].second]),
                              static_cast<float>(std::log(p / alone))}});
        }
        const auto share = static_cast<float>(std::log((1 - kept) / (1 - kept_alone)));
        for (std::size_t i = first_gain; i < gains.size(); ++i) gains[i].hashed.second -= share;
        if (share < -WordPairs::kStep / 2)
            gains.push_back({-count * share, {WordPairs::after(keys[pairs[from].first]), share}});
        from = to;
    }
    std::sort(gains.begin(), gains.end(), [](const Gain& a, const Gain& b) {
        return a.told != b.told ? a.told > b.told : a.hashed.first < b.hashed.first;
    });
    std::vector<std::pair<std::uint64_t, float>> hashed;
    for (const Gain& gain : gains) hashed.push_back(gain.hashed);
    const auto buckets = WordPairs::pack(hashed, kFill);
    write_model_file(argv[1], "pairs", {{"buckets", std::as_bytes(std::span(buckets))}});
    std::cerr << pairs.size() << " pairs of " << keys.size() << " words, " << gains.size() << " gains kept, "
              << buckets.size() * sizeof(buckets[0]) << " bytes\n";
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
