#include "ocr/language/context_model.h"

#include <algorithm>
#include <cmath>

namespace akt {

namespace {

/// A token as its neighbours see it; beyond a boundary there is nothing.
class Around {
public:
    Around(std::span<const Token> tokens, std::size_t at)
        : tokens_(tokens), at_(static_cast<std::ptrdiff_t>(at)) {
        first_ = last_ = at_;
        while (first_ > 0 && at_ - first_ < kReach && !ends(first_ - 1)) --first_;
        while (last_ + 1 < static_cast<std::ptrdiff_t>(tokens.size()) && last_ - at_ < kReach &&
               !ends(last_ + 1))
            ++last_;
    }
    std::uint64_t key(std::ptrdiff_t offset) const {
        const auto i = at_ + offset;
        return i < first_ || i > last_ ? kNothing : tokens_[static_cast<std::size_t>(i)].key;
    }
    std::uint64_t tail(std::ptrdiff_t offset) const {
        const auto i = at_ + offset;
        return i < first_ || i > last_ ? kNothing : tokens_[static_cast<std::size_t>(i)].tail;
    }
    /// The nearest word in a direction, `skip` words further; signs do not count.
    std::uint64_t word(std::ptrdiff_t step, int skip) const {
        for (auto i = at_ + step; i >= first_ && i <= last_; i += step) {
            const Token& token = tokens_[static_cast<std::size_t>(i)];
            if (token.kind == TokenKind::word && skip-- == 0) return token.key;
        }
        return kNothing;
    }

private:
    static constexpr std::ptrdiff_t kReach = 8;
    static constexpr std::uint64_t kNothing = 0x6A09E667F3BCC909U;
    bool ends(std::ptrdiff_t i) const {
        return tokens_[static_cast<std::size_t>(i)].kind == TokenKind::boundary;
    }

    std::span<const Token> tokens_;
    std::ptrdiff_t at_, first_, last_;
};

}  // namespace

void set_hashes(WordCandidate& candidate) {
    candidate.hash = hash_of(candidate.word);
    candidate.tail = hash_of(candidate.word, candidate.word.length > 3 ? candidate.word.length - 3U : 0U);
}

ContextModel ContextModel::open(const std::filesystem::path& models_folder) {
    return ContextModel(SparseWeights::open(models_folder / "context.akt", "context"));
}

ContextModel::Surroundings ContextModel::surroundings(std::span<const Token> tokens, std::size_t at) {
    const Around a(tokens, at);
    const Token& token = tokens[at];
    Surroundings out;
    out.letter_case = token.letter_case;
    out.sentence_start = token.sentence_start;
    std::size_t used = 0;
    const auto add = [&](std::uint64_t kind, std::uint64_t value) {
        out.around[used++] = feature_hash(kind + 1, value);
    };
    const auto pair = [](std::uint64_t x, std::uint64_t y) { return feature_hash(x, y); };
    add(0, 0);
    add(1, a.key(-1));
    add(2, a.key(1));
    add(3, a.key(-2));
    add(4, a.key(2));
    add(5, pair(a.key(-1), a.key(1)));
    add(6, pair(a.key(-2), a.key(-1)));
    add(7, pair(a.key(1), a.key(2)));
    add(8, a.key(-3));
    add(9, a.key(3));
    add(10, a.tail(-1));
    add(11, a.tail(1));
    add(12, pair(a.tail(-1), a.tail(1)));
    add(13,
        static_cast<std::uint64_t>(token.letter_case) << 8 | (token.sentence_start ? 4U : 0U) | token.glue);
    add(14, pair(pair(a.key(-2), a.key(-1)), a.key(1)));
    add(15, pair(pair(a.key(-1), a.key(1)), a.key(2)));
    add(16, pair(a.tail(-2), a.tail(-1)));
    add(17, pair(a.tail(1), a.tail(2)));
    add(18, pair(a.key(-3), pair(a.key(-2), a.key(-1))));
    add(19, pair(a.key(1), pair(a.key(2), a.key(3))));
    // Words in the neighbourhood irrespective of place.
    add(20, a.word(-1, 1));
    add(20, a.word(-1, 2));
    add(20, a.word(-1, 3));
    add(21, a.word(1, 1));
    add(21, a.word(1, 2));
    add(21, a.word(1, 3));
    add(22, pair(a.word(-1, 0), a.word(1, 0)));
    out.near = {feature_hash(30, 0), feature_hash(31, a.key(-1)), feature_hash(32, a.key(1)),
                feature_hash(33, a.tail(-1)), feature_hash(34, a.tail(1))};
    return out;
}

void ContextModel::probabilities(std::span<const Token> tokens, std::size_t at,
                                 std::span<const WordCandidate> candidates, std::span<float> out) const {
    const Surroundings around = surroundings(tokens, at);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        for_each_feature(around, candidates, i, [&](std::uint64_t feature) { weights_.prefetch(feature); });
        out[i] = 0;
        for_each_feature(around, candidates, i, [&](std::uint64_t feature) { out[i] += weights_[feature]; });
    }
    const float most = *std::max_element(out.begin(), out.end());
    float sum = 0;
    for (float& score : out) sum += score = std::exp(score - most);
    for (float& score : out) score /= sum;
}

}  // namespace akt
