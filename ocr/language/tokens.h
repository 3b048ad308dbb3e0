#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ocr/language/alphabet.h"

namespace akt {

enum class TokenKind : std::uint8_t {
    word,      ///< letters of the alphabet
    foreign,   ///< letters, some of them outside the alphabet, or too long a word
    number,    ///< digits with what joins them
    sign,      ///< one other character
    boundary,  ///< an empty line, or a line end that ends a heading or list item
};

enum class TokenCase : std::uint8_t { lower, title, upper, mixed };

/// One token of a text, with what the models look at.
struct Token {
    std::uint32_t offset_bytes = 0, length_bytes = 0;
    TokenKind kind = TokenKind::sign;
    TokenCase letter_case = TokenCase::lower;
    bool guarded = false;     ///< inside an address, a path, code or a mixed code: never to be changed
    bool in_address = false;  ///< the part of `guarded` that holds even where digits are misread letters
    bool sentence_start = false;
    bool has_marks = false;  ///< a word with å ä ö é … in it already
    std::uint8_t glue =
        0;  ///< bit 0: touches what stands before, bit 1: touches what stands after (no space)
    std::uint64_t upper = 0;  ///< bit i: letter i is upper case
    LabelWord word;           ///< lower case, as written
    std::uint64_t key = 0;    ///< hash of the skeleton, or of the sign: what neighbours see
    std::uint64_t tail = 0;   ///< hash of the skeleton's last three letters
};

/// A hash of a word's labels; never 0.
std::uint64_t hash_of(const LabelWord& word, std::size_t from = 0);
std::uint64_t skeleton_hash_of(const LabelWord& word, std::size_t from = 0);

/// For sets and maps in which words that differ in marks only are one.
struct SkeletonHash {
    std::size_t operator()(const LabelWord& word) const { return skeleton_hash_of(word); }
};
struct SameSkeleton {
    bool operator()(const LabelWord& a, const LabelWord& b) const;
};

/// The key neighbours see for what is no word.
std::uint64_t sign_key(char32_t sign);
inline constexpr char32_t kNumberSign = U'0', kBoundarySign = U'\n';

/// Sets key and tail from `word`.
void set_keys(Token& token);

/// Sets letter_case from `upper`.
void set_case(Token& token);

/// Cuts `text` into tokens; `out` is reused. White space makes none. Any bytes are accepted.
/// A word in camel case is cut where a new capital begins, if both halves have three letters or more.
void tokenize(std::string_view text, std::vector<Token>& out);

}  // namespace akt
