#include "search/page_matches.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "index/index_terms.h"
#include "ocr/base/fold.h"
#include "ocr/language/stemmer.h"
#include "search/searcher.h"

namespace akt {

namespace {

/// A word's terms, as the index has them; its parts are worked out when asked for.
class WordTerms {
public:
    WordTerms(std::string word, const CompoundSplit& split)
        : word_(std::move(word)), split_(split), folded_(fold(word_)), stem_(stem_folded(folded_)) {}

    bool has(const TermPattern& pattern) const {
        using namespace reading_prefix;
        const std::string_view wanted = pattern.term;
        const auto word = wanted.substr(1);
        if (pattern.is_prefix) return wanted.starts_with(kFolded) && folded_.starts_with(word);
        if (wanted.starts_with(kFolded)) return folded_ == word;
        if (wanted.starts_with(kFoldedStem)) return stem_ == word;
        return wanted.starts_with(kPart) && has_part(word);
    }

private:
    bool has_part(std::string_view stem_of_part) const {
        // Splitting is costly; a part's stem and the word share the beginning of their letters.
        constexpr std::size_t kSharedBytes = 3;
        if (!split_ || folded_.find(stem_of_part.substr(0, kSharedBytes)) == std::string::npos) return false;
        if (!part_stems_) {
            part_stems_.emplace();
            for (const auto& part : split_(word_)) part_stems_->push_back(stem_folded(fold(part)));
        }
        return std::ranges::find(*part_stems_, stem_of_part) != part_stems_->end();
    }

    std::string word_;
    const CompoundSplit& split_;
    std::string folded_, stem_;
    mutable std::optional<std::vector<std::string>> part_stems_;
};

}  // namespace

std::vector<LeafMatch> leaf_matches(const Page& page, const std::vector<Leaf>& leaves,
                                    const CompoundSplit& split) {
    const auto readings = readings_of(page);
    static const CompoundSplit kNoSplit;  // raw readings have no parts
    std::map<std::pair<std::string_view, bool>, WordTerms> known;
    std::vector<const WordTerms*> terms;
    for (const auto& reading : readings) {
        const std::pair<std::string_view, bool> name(reading.text, reading.raw);
        const auto found = known.try_emplace(name, reading.text, reading.raw ? kNoSplit : split).first;
        terms.push_back(&found->second);
    }

    std::vector<LeafMatch> matches;
    for (std::size_t leaf = 0; leaf < leaves.size(); ++leaf) {
        std::vector<bool> matched(readings.size(), false);
        for (const auto& way : leaves[leaf].ways) {
            std::vector<std::vector<std::uint32_t>> positions(way.places.size());
            std::vector<bool> fills(readings.size(), false);
            for (std::size_t place = 0; place < way.places.size(); ++place)
                for (std::size_t i = 0; i < readings.size(); ++i) {
                    const auto& patterns = way.places[place];
                    if (!std::ranges::any_of(patterns,
                                             [&](const auto& pattern) { return terms[i]->has(pattern); }))
                        continue;
                    positions[place].push_back(readings[i].position);
                    fills[i] = true;
                }
            const auto found = matching_positions(way, positions);
            for (std::size_t i = 0; i < readings.size(); ++i)
                if (fills[i] && std::ranges::binary_search(found, readings[i].position)) matched[i] = true;
        }
        for (std::size_t i = 0; i < readings.size(); ++i)
            if (matched[i]) matches.push_back({leaf, readings[i]});
    }
    std::ranges::stable_sort(matches, {}, [](const LeafMatch& match) { return match.reading.position; });
    return matches;
}

std::vector<WordMatch> words_of(const Page& page, const std::vector<LeafMatch>& leaf_matches) {
    std::vector<std::pair<std::size_t, std::size_t>> words;
    for (const auto& [leaf, reading] : leaf_matches) {
        words.emplace_back(reading.line, reading.word);
        if (reading.onto_next_line) words.emplace_back(reading.line + 1, 0);
    }
    std::ranges::sort(words);
    words.erase(std::unique(words.begin(), words.end()), words.end());
    std::vector<WordMatch> matches;
    for (const auto& [line, word] : words)
        matches.push_back({line, word, page.lines[line].words[word].box()});
    return matches;
}

std::vector<WordMatch> matches_on(const Page& page, const Query& query, const CompoundSplit& split) {
    return words_of(page, leaf_matches(page, leaves_of(query, split), split));
}

}  // namespace akt
