#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace akt {

/// What a person said of one reading in some document.
struct DecidedReading {
    std::string raw;            ///< the word as it was read
    std::string text;           ///< as it is right; equal to `raw` when it was read rightly
    std::string before, after;  ///< the words beside it as they were read; empty where there was none

    friend bool operator==(const DecidedReading&, const DecidedReading&) = default;
};

/// A word no lexicon knows, lower case, and how many sound documents spell it so.
struct AttestedWord {
    std::string word;
    std::uint32_t documents = 0;

    friend bool operator==(const AttestedWord&, const AttestedWord&) = default;
};

/// What other documents teach about spelling. Only people's decisions and sound text count: nothing that a
/// repair made is in it, so it cannot confirm itself.
struct Evidence {
    std::vector<DecidedReading> decided;
    std::vector<AttestedWord> attested;

    bool empty() const { return decided.empty() && attested.empty(); }
};

}  // namespace akt
