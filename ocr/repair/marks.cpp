#include "ocr/repair/marks.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

namespace akt {

namespace {

constexpr std::size_t kRememberedWords = 16384;

/// Whether `candidate` keeps every mark the word was read with.
bool keeps_marks(const LabelWord& read, const LabelWord& candidate) {
    for (std::size_t i = 0; i < read.length; ++i)
        if (read[i] > kLabelZ && read[i] != candidate[i]) return false;
    return true;
}

bool only_rings_gained(const LabelWord& read, const LabelWord& candidate) {
    for (std::size_t i = 0; i < read.length; ++i)
        if (read[i] != candidate[i] && !(read[i] == kLabelA && candidate[i] == kLabelAring)) return false;
    return true;
}

/// A compound that gains so much on a simple word, in the steps of compound_gain, is likely one.
constexpr std::uint8_t kLikelyCompound = 6;

/// What a form costs that reading did not suggest, beyond the cheapest one; nats.
constexpr float kNotSuggested = 7;

/// Weighs in how likely each candidate is read as it was.
void weigh_reading(std::span<const ReadForm> read_from, std::span<const WordCandidate> candidates,
                   std::span<float> p) {
    const auto cost_of = [&](const LabelWord& word) {
        const auto form = std::find_if(read_from.begin(), read_from.end(),
                                       [&](const ReadForm& one) { return one.word == word; });
        return form == read_from.end() ? std::numeric_limits<float>::infinity() : form->cost;
    };
    float least = std::numeric_limits<float>::infinity(), sum = 0;
    for (const WordCandidate& candidate : candidates) least = std::min(least, cost_of(candidate.word));
    if (!std::isfinite(least)) return;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        p[i] *= std::exp(-std::min(cost_of(candidates[i].word) - least, kNotSuggested));
        sum += p[i];
    }
    for (std::size_t i = 0; i < candidates.size(); ++i) p[i] /= sum;
}

/// Weighs in how likely each candidate's marks are overlooked, as they all were.
void weigh_overlooking(const Token& token, const PlainCosts& plain, std::span<const WordCandidate> candidates,
                       std::span<float> p) {
    float sum = 0;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const LabelWord& word = candidates[i].word;
        float cost = 0;
        for (std::size_t at = 0; at < word.length; ++at)
            if (word[at] >= kLabelAring && word[at] <= kLabelOdots && token.word[at] <= kLabelZ &&
                (token.upper >> at & 1U) == 0)
                cost += plain[word[at] - kLabelAring];
        p[i] *= std::exp(-cost);
        sum += p[i];
    }
    for (std::size_t i = 0; i < candidates.size(); ++i) p[i] /= sum;
}

/// What stands behind a stroke as the time that an amount is counted by: "GWh/år", "kr/mån"; nullopt: none.
/// Of the training text's words "ar" there, 34 of 37 are "år".
std::optional<LabelWord> time_unit(std::span<const Token> tokens, std::size_t at) {
    static const auto word = [](std::string_view text) { return *label_word(text); };
    static const LabelWord kYear = word("år"), kMonth = word("mån");
    static const auto keys = [] {
        std::vector<std::uint64_t> out;
        for (const char* counted : {"kr", "kronor", "tkr", "mkr", "ggr", "gång", "gånger", "tim", "timmar"})
            out.push_back(skeleton_hash_of(word(counted)));
        return out;
    }();
    const Token& token = tokens[at];
    if (at == 0 || tokens[at - 1].key != sign_key(U'/') || (token.glue & 1U) == 0 || token.has_marks)
        return std::nullopt;
    if (SameSkeleton{}(kYear, token.word)) return kYear;
    const bool counted = at > 1 && std::find(keys.begin(), keys.end(), tokens[at - 2].key) != keys.end();
    return counted && SameSkeleton{}(kMonth, token.word) ? std::optional(kMonth) : std::nullopt;
}

/// No reading is ruled out wholly.
constexpr float kLeast = 1e-5F;

}  // namespace

MarkRestorer::WorkSpace::WorkSpace() : sets_(kRememberedWords) {}

const CandidateSet& MarkRestorer::candidates_for(const LabelWord& skeleton, std::uint64_t key,
                                                 WorkSpace& work) const {
    return work.sets_.get(key, skeleton, [&](CandidateSet& set) { candidates_.find(skeleton, set); });
}

MarkDecision MarkRestorer::decide(std::span<const Token> tokens, std::size_t at,
                                  std::span<const ReadForm> read_from, const PlainCosts& plain,
                                  WorkSpace& work) const {
    const Token& token = tokens[at];
    const CandidateSet& set = candidates_for(skeleton_of(token.word), token.key, work);
    std::array<float, ContextModel::kMaxCandidates> p{1};
    if (set.size > 1 && set.rare)
        rare_words_.probabilities(tokens, at, set.span(), std::span(p).first(set.size));
    else if (set.size > 1)
        context_.probabilities(tokens, at, set.span(), std::span(p).first(set.size));
    if (!read_from.empty())
        weigh_reading(read_from, set.span(), std::span(p).first(set.size));
    else if (set.size > 1 && plain != PlainCosts{})
        weigh_overlooking(token, plain, set.span(), std::span(p).first(set.size));

    if (const auto unit = time_unit(tokens, at))
        for (std::size_t i = 0; i < set.size; ++i) p[i] = set.all[i].word == *unit ? 1.0F : 0.0F;

    MarkDecision out;
    out.word = out.ring_word = token.word;
    out.read_attested = false;
    float as_read = 0, kept = 0, rings = 0, misread = 0;
    float best = -1, ring_best = -1;
    for (std::size_t i = 0; i < set.size; ++i) {
        const WordCandidate& candidate = set.all[i];
        if (candidate.word == token.word) {
            as_read = p[i];
            out.read_attested = candidate.attested;
        }
        if (!(candidate.word == token.word) && candidate.attested &&
            candidate.info.word_case() == WordCase::lower &&
            candidate.info.count_code() >= MarkCandidates::kStrongCode) {
            const float read_so = p[i] * std::exp(-confusions_.cost_nats(token.word, candidate.word));
            if (read_so > misread) {
                misread = read_so;
                out.misread_word = candidate.word;
            }
        }
        if (token.has_marks && !keeps_marks(token.word, candidate.word)) continue;
        kept += p[i];
        if (p[i] > best) {
            best = p[i];
            out.word = candidate.word;
            out.attested = candidate.attested;
            out.vouched = candidate.info.vouched();
            out.by_letters = candidate.letter_lag == 0;
            out.compound = candidate.compound_gain <= kLikelyCompound;
            out.strength = static_cast<std::uint8_t>(candidate.info.count_code());
            out.usual_case = candidate.attested ? candidate.info.word_case() : WordCase::unseen;
        }
        if (!only_rings_gained(token.word, candidate.word)) continue;
        rings += p[i];
        if (p[i] > ring_best) {
            ring_best = p[i];
            out.ring_word = candidate.word;
        }
    }
    out.as_read = std::max(as_read, kLeast);
    out.misread_odds = misread / out.as_read;
    out.ring_readings = std::max(rings, kLeast);
    if (kept > 0) out.probability = best / kept;
    if (rings > 0) out.ring_probability = ring_best / rings;
    if (best < 0) out.attested = out.read_attested;
    return out;
}

}  // namespace akt
