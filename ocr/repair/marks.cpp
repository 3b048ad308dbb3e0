#include "ocr/repair/marks.h"

#include <algorithm>

namespace akt {

namespace {

constexpr std::size_t kRememberedWords = 4096;

/// Whether `candidate` keeps every mark the word was read with.
bool keeps_marks(const LabelWord& read, const LabelWord& candidate) {
    for (std::size_t i = 0; i < read.length; ++i)
        if (read[i] > kLabelZ && read[i] != candidate[i]) return false;
    return true;
}

}  // namespace

struct MarkRestorer::WorkSpace::Entry {
    std::uint64_t key = 0;
    CandidateSet set;
};

MarkRestorer::WorkSpace::WorkSpace() : entries_(kRememberedWords) {}
MarkRestorer::WorkSpace::~WorkSpace() = default;

const CandidateSet& MarkRestorer::candidates_for(const LabelWord& skeleton, std::uint64_t key,
                                                 WorkSpace& work) const {
    WorkSpace::Entry& entry = work.entries_[(key >> 20) % kRememberedWords];
    if (entry.key != key) {
        candidates_.find(skeleton, entry.set);
        entry.key = key;
    }
    return entry.set;
}

MarkDecision MarkRestorer::decide(std::span<const Token> tokens, std::size_t at, WorkSpace& work) const {
    const Token& token = tokens[at];
    const CandidateSet& set = candidates_for(skeleton_of(token.word), token.key, work);
    MarkDecision out;
    out.word = token.word;
    out.read_attested =
        std::any_of(set.all.begin(), set.all.begin() + static_cast<std::ptrdiff_t>(set.size),
                    [&](const WordCandidate& c) { return c.attested && c.word == token.word; });
    out.attested = out.read_attested;
    if (set.size == 1) {
        const WordCandidate& only = set.all[0];
        if (!keeps_marks(token.word, only.word)) return out;
        out.word = only.word;
        out.attested = only.attested;
        if (!(only.word == token.word)) out.as_read = 1e-4F;
        return out;
    }
    std::array<float, ContextModel::kMaxCandidates> p{};
    context_.probabilities(tokens, at, set.span(), std::span(p).first(set.size));
    float kept = 0, best = -1;
    out.as_read = 0;
    for (std::size_t i = 0; i < set.size; ++i) {
        if (token.has_marks && !keeps_marks(token.word, set.all[i].word)) continue;
        kept += p[i];
        if (set.all[i].word == token.word) out.as_read = p[i];
        if (p[i] <= best) continue;
        best = p[i];
        out.word = set.all[i].word;
        out.attested = set.all[i].attested;
    }
    if (best < 0) {
        out.probability = out.as_read = 1;
        return out;
    }
    out.probability = best / kept;
    out.as_read = std::max(out.as_read / kept, 1e-6F);
    return out;
}

}  // namespace akt
