#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "ocr/language/automaton.h"

namespace akt {

/// Builds the arrays of an Automaton from words (strings of labels) given in strictly ascending order: the
/// incremental construction of Daciuk, Mihov, Watson & Watson (2000).
class AutomatonBuilder {
public:
    AutomatonBuilder();
    void add(const std::string& labels);
    void finish();

    std::vector<std::uint32_t> edges;
    std::vector<std::uint16_t> skips;
    std::vector<Automaton::BigSkip> big_skips;
    std::uint32_t root = 0;

private:
    struct Edge {
        Label label;
        bool ends_word;
        std::uint32_t state;
    };
    using State = std::vector<Edge>;

    std::uint32_t freeze(const State& state);
    void freeze_below(std::size_t depth);

    std::vector<State> path_;  ///< the states of the last word, not frozen yet
    std::string last_;
    std::unordered_map<std::string, std::uint32_t> frozen_;
    std::vector<std::uint32_t> words_below_;  ///< by first edge: words a state and those after it hold
};

}  // namespace akt
