#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ocr/document.h"

namespace akt {

/// A word of running text as search knows it: lower case, NFC, without soft hyphens (U+00AD) and at most
/// kMaxWordBytes long. "§" is a word; the ":s" of "EU:s" is none.
struct TextWord {
    std::string text;
    std::size_t begin = 0, end = 0;  ///< bytes of the text it was split from
    bool hyphen_before = false;      ///< nothing but one hyphen between it and the word before: EU-länderna
};

/// Leaves room for a term's prefix within Xapian's 245 bytes.
inline constexpr std::size_t kMaxWordBytes = 200;

/// The words of `text`, in order. Index and queries are split alike by this one function.
std::vector<TextWord> split_words(std::string_view text);

/// One way a place on a page can be read. Several readings may share a position.
struct Reading {
    std::string text;
    std::uint32_t position = 0;  ///< counted in words, from 0 at the page's first
    std::size_t line = 0, word = 0;
    bool onto_next_line =
        false;         ///< the word goes on as the first of the next line (hyphenated at the line's end)
    bool raw = false;  ///< as read, where a certain repair says otherwise
    friend bool operator==(const Reading&, const Reading&) = default;
};

/// Every reading of a page in order of position: repaired and raw words; hyphenated words whole and in their
/// parts.
std::vector<Reading> readings_of(const Page& page);

/// How many positions readings_of uses: one more than the last.
std::uint32_t position_count(const std::vector<Reading>& readings);

}  // namespace akt
