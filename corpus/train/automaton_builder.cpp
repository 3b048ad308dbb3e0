#include "corpus/train/automaton_builder.h"

#include <algorithm>

#include "ocr/base/error.h"

namespace akt {

AutomatonBuilder::AutomatonBuilder() : path_(1) {
    // Index 0 means "no state", so nothing may stand there.
    edges.push_back(64U);
    skips.push_back(0);
    words_below_.push_back(0);
}

void AutomatonBuilder::add(const std::string& labels) {
    if (labels.empty() || labels <= last_)
        throw Error(ErrorCode::internal, {}, "words must come in ascending order");
    const auto common = static_cast<std::size_t>(
        std::mismatch(labels.begin(), labels.end(), last_.begin(), last_.end()).first - labels.begin());
    freeze_below(common);
    for (std::size_t i = common; i < labels.size(); ++i) {
        path_[i].push_back({static_cast<Label>(labels[i]), i + 1 == labels.size(), 0});
        path_.emplace_back();
    }
    last_ = labels;
}

void AutomatonBuilder::freeze_below(std::size_t depth) {
    while (path_.size() > depth + 1) {
        const State state = std::move(path_.back());
        path_.pop_back();
        path_.back().back().state = state.empty() ? 0 : freeze(state);
    }
}

std::uint32_t AutomatonBuilder::freeze(const State& state) {
    std::string key;
    for (const Edge& edge : state) {
        const std::uint32_t packed = edge.label | (edge.ends_word ? 128U : 0U) | edge.state << 8;
        key.append(reinterpret_cast<const char*>(&packed), sizeof packed);
    }
    if (const auto found = frozen_.find(key); found != frozen_.end()) return found->second;
    const auto first = static_cast<std::uint32_t>(edges.size());
    std::uint32_t before = 0;
    for (std::size_t i = 0; i < state.size(); ++i) {
        const Edge& edge = state[i];
        const auto at = static_cast<std::uint32_t>(edges.size());
        edges.push_back(edge.label | (i + 1 == state.size() ? 64U : 0U) | (edge.ends_word ? 128U : 0U) |
                        edge.state << 8);
        if (before < Automaton::kBigSkip) {
            skips.push_back(static_cast<std::uint16_t>(before));
        } else {
            skips.push_back(Automaton::kBigSkip);
            big_skips.push_back({at, before});
        }
        words_below_.push_back(0);
        before += (edge.ends_word ? 1U : 0U) + (edge.state == 0 ? 0U : words_below_[edge.state]);
    }
    words_below_[first] = before;
    frozen_.emplace(std::move(key), first);
    return first;
}

void AutomatonBuilder::finish() {
    freeze_below(0);
    root = path_.front().empty() ? 0 : freeze(path_.front());
    if (edges.size() >= 1U << 24U) throw Error(ErrorCode::internal, {}, "the automaton has too many edges");
}

}  // namespace akt
