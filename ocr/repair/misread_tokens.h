#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "ocr/language/tokens.h"

namespace akt {

/// Tokens [first, end) that touch and may be one misread word.
struct MisreadGroup {
    std::size_t first = 0, end = 0;
    std::size_t letters = 0, small_letters = 0, words = 0;
    bool odd = false;  ///< has signs or digits, or letters that Swedish words hardly have
    bool address = false;
};

/// The group that begins with tokens[first]; empty where no misread word can begin.
MisreadGroup group_at(std::string_view text, std::span<const Token> tokens, std::size_t first,
                      std::size_t limit);
std::string_view text_of(std::string_view text, std::span<const Token> tokens, const MisreadGroup& group);

/// Letters and signs that touch, some of them such as words have beside them or between them, not in them:
/// quotes, colons, brackets. Empty where none begins.
MisreadGroup group_with_signs_at(std::string_view text, std::span<const Token> tokens, std::size_t first,
                                 std::size_t limit);

/// Two such groups, or just words, on both sides of one space or of a stop and a space: maybe one word of
/// which a letter was not seen. Empty where none begin.
MisreadGroup group_across_gap_at(std::string_view text, std::span<const Token> tokens, std::size_t first,
                                 std::size_t limit);

/// Small letters with one ! or digit among them, in text whose marks stand: "rättighe!er". Empty elsewhere.
MisreadGroup word_with_sign_at(std::string_view text, std::span<const Token> tokens, std::size_t first,
                               std::size_t limit);

/// Makes one word of the group's tokens, in place of its first, with new letters.
void become(std::span<Token> tokens, const MisreadGroup& group, const LabelWord& word, std::uint64_t upper);

/// Where the stop at `at` may have been a space, though what touches it on both sides looks like an address
/// ("anslutning.efter"), opens the tokens around it to changes; which ones.
MisreadGroup open_words_around_stop(std::string_view text, std::span<Token> tokens, std::size_t at);

/// "Hold'em", "don't": what touches an apostrophe is no word of its own.
bool follows_apostrophe(std::string_view text, const Token& token);

/// A capital amid small letters.
bool oddly_capital(const Token& token);
/// Capitals, two or more, and then four small letters or more: "EGdirektivet".
bool begins_with_acronym(const Token& token);
/// Small letters and one capital A or O: å, ä or ö, seen with its mark as a taller letter ("sA", "fOr").
bool has_mark_as_capital(const Token& token);

/// A bar or the like, standing alone where a word is wanted, is the word "I", or "i" within a sentence; but
/// the number 1 where a chapter or section is counted.
bool is_lone_bar(std::string_view text, std::span<const Token> tokens, std::size_t at);
/// Whether a sign at `at`, if it were a word, would begin a sentence or stand among capitals.
bool wants_capital(std::string_view text, std::span<const Token> tokens, std::size_t at);

}  // namespace akt
