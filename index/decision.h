#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "ocr/document.h"

namespace akt {

/// Where a word stands in a document: page by its number, line and word counted from 1. Line 0 is where
/// decisions are kept whose word was not found again when the page was read anew.
struct WordPlace {
    int page = 0, line = 0, word = 0;
    friend auto operator<=>(const WordPlace&, const WordPlace&) = default;
};

std::string to_string(const WordPlace& place);                     ///< "2.14.3"
std::optional<WordPlace> parse_word_place(std::string_view text);  ///< nullopt: it is no such thing

/// What a person can say of a word.
enum class Verdict {
    accepted,   ///< the reading shown is right
    rejected,   ///< the repair is wrong, the word was read rightly
    corrected,  ///< neither is right, but this
};

std::string_view name_of(Verdict verdict);  ///< "accepted", "rejected", "corrected"
std::optional<Verdict> verdict_named(std::string_view name);

/// A person's decision on one word, kept with the document. It says enough to be found again when the
/// document is read anew, to be undone, and to be evidence for other documents.
struct Decision {
    WordPlace place;
    PixelBox box;      ///< of the word; empty in text files
    std::string raw;   ///< the word as it was read
    std::string text;  ///< as it is right
    Verdict verdict = Verdict::accepted;
    std::optional<Repair> proposed;  ///< the repair there was; it comes back when the decision is undone
    std::string before, after;       ///< the words beside it as they were read; empty where there is none
    std::string at;                  ///< ISO 8601 UTC; who it was stands in the history of versions
    friend bool operator==(const Decision&, const Decision&) = default;
};

}  // namespace akt
