#include "search/leaf.h"

#include <algorithm>
#include <utility>

#include "index/index_terms.h"
#include "index/index_words.h"
#include "ocr/base/fold.h"
#include "ocr/language/stemmer.h"

namespace akt {

namespace {

using namespace reading_prefix;

TermPattern inflected(const std::string& word) {
    return {term(kFoldedStem, stem_folded(fold(word))), false};
}
TermPattern part(const std::string& word) {
    return {term(kPart, stem_folded(fold(word))), false};
}
TermPattern exact(const std::string& word) {
    return {term(kFolded, fold(word)), false};
}

Sequence one(std::vector<TermPattern> terms) {
    return {{std::move(terms)}, 1, true};
}

/// One place a word, side by side.
template <class Terms>
Sequence side_by_side(const std::vector<std::string>& words, Terms terms) {
    Sequence sequence{{}, static_cast<std::uint32_t>(words.size()), true};
    for (const auto& word : words) sequence.places.push_back({terms(word)});
    return sequence;
}

std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words;
    for (auto& word : split_words(text)) words.push_back(std::move(word.text));
    return words;
}

struct WaysOf {
    const CompoundSplit& split;

    std::vector<Sequence> operator()(const OneWord& word) const {
        std::vector<Sequence> ways{one({inflected(word.text), part(word.text)})};
        // A compound is also found where it stands written apart.
        const auto parts = split ? split(word.text) : std::vector<std::string>{};
        if (parts.size() > 1) ways.push_back(side_by_side(parts, inflected));
        return ways;
    }
    std::vector<Sequence> operator()(const Prefix& prefix) const {
        return {one({{term(kFolded, fold(prefix.text)), true}})};
    }
    std::vector<Sequence> operator()(const Phrase& phrase) const {
        return {side_by_side(phrase.words, exact)};
    }
    std::vector<Sequence> operator()(const Hyphenated& word) const {
        std::string whole;
        for (const auto& piece : word.words) whole += piece;
        return {side_by_side(word.words, inflected), one({inflected(whole), part(whole)})};
    }
    std::vector<Sequence> operator()(const Near& near) const {
        Sequence sequence{{}, 0, false};
        for (const auto& word : near.words) sequence.places.push_back({inflected(word), part(word)});
        sequence.window =
            static_cast<std::uint32_t>(near.distance) * static_cast<std::uint32_t>(near.words.size() - 1) + 1;
        return {std::move(sequence)};
    }
    std::vector<Sequence> operator()(const CaseNumber& number) const {
        return {side_by_side(words_of(canonical(number.dnr)), exact)};
    }
    std::vector<Sequence> operator()(const SectionSign& section) const {
        return {side_by_side({"§", section.number}, exact)};
    }
    template <class Other>
    std::vector<Sequence> operator()(const Other&) const {
        return {};
    }
};

void collect(const Query& query, const CompoundSplit& split, std::vector<Leaf>& leaves) {
    const std::vector<Query>* parts = nullptr;
    if (const auto* all = std::get_if<All>(&query.node)) parts = &all->parts;
    if (const auto* any = std::get_if<Any>(&query.node)) parts = &any->parts;
    if (parts) {
        for (const auto& inner : *parts) collect(inner, split, leaves);
        return;
    }
    auto leaf = leaf_of(query, split);
    if (!leaf.ways.empty()) leaves.push_back(std::move(leaf));
}

using Positions = std::vector<std::vector<std::uint32_t>>;

std::vector<std::uint32_t> consecutive(const Positions& positions) {
    std::vector<std::uint32_t> found;
    for (const auto first : positions.front()) {
        bool whole = true;
        for (std::size_t i = 1; whole && i < positions.size(); ++i)
            whole = std::ranges::binary_search(positions[i], first + static_cast<std::uint32_t>(i));
        for (std::size_t i = 0; whole && i < positions.size(); ++i)
            found.push_back(first + static_cast<std::uint32_t>(i));
    }
    return found;
}

/// Slides over all positions in order; wherever every place is filled within the window, what fills it
/// matches.
std::vector<std::uint32_t> within(const Positions& positions, std::uint32_t window) {
    std::vector<std::pair<std::uint32_t, std::size_t>> events;
    for (std::size_t place = 0; place < positions.size(); ++place)
        for (const auto position : positions[place]) events.emplace_back(position, place);
    std::ranges::sort(events);
    std::vector<std::uint32_t> found;
    std::vector<std::size_t> filled(positions.size(), 0);
    std::size_t first = 0;
    for (std::size_t last = 0; last < events.size(); ++last) {
        ++filled[events[last].second];
        while (events[last].first - events[first].first >= window) --filled[events[first++].second];
        if (std::ranges::find(filled, std::size_t{0}) != filled.end()) continue;
        for (std::size_t i = first; i <= last; ++i) found.push_back(events[i].first);
    }
    return found;
}

}  // namespace

Leaf leaf_of(const Query& query, const CompoundSplit& split) {
    return {print(query), std::visit(WaysOf{split}, query.node)};
}

std::vector<Leaf> leaves_of(const Query& query, const CompoundSplit& split) {
    std::vector<Leaf> leaves;
    collect(query, split, leaves);
    return leaves;
}

std::vector<std::uint32_t> matching_positions(const Sequence& sequence, const Positions& positions) {
    if (positions.empty()) return {};
    auto found = sequence.in_order ? consecutive(positions) : within(positions, sequence.window);
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

}  // namespace akt
