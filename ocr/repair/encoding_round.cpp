#include "ocr/repair/encoding_round.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "ocr/base/utf8.h"
#include "ocr/repair/mojibake.h"
#include "ocr/repair/word_cost.h"

namespace akt {

namespace {

/// What differs between a change's old and new text: without what they begin and end with alike.
struct Difference {
    std::string_view old, now;

    Difference(std::string_view block, const TextChange& change)
        : old(block.substr(change.offset_bytes, change.length_bytes)), now(change.replacement) {
        for (; !old.empty() && !now.empty() && old.front() == now.front(); now.remove_prefix(1))
            old.remove_prefix(1);
        for (; !old.empty() && !now.empty() && old.back() == now.back(); now.remove_suffix(1))
            old.remove_suffix(1);
    }
};

/// Letters for letters: what a lost mark may be mistaken for (a dropped å, a respelt ä).
bool is_about_letters(const Difference& difference) {
    return std::all_of(difference.old.begin(), difference.old.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x80 && (is_letter(byte) || is_digit(byte) || byte == ' ');
    });
}

/// Whether the token covers the byte at `at`, or ends there.
bool holds(const Token& token, std::size_t at) {
    return token.offset_bytes <= at && at <= std::size_t{token.offset_bytes} + token.length_bytes;
}

bool marks_lost_at(std::size_t offset_bytes, const BlockReading& reading) {
    return damage_at(offset_bytes, reading.stretches) == Damage::marks_lost;
}

/// Whether letters changed for letters there may be due to a wrong character set at all.
bool letters_believed(std::size_t offset_bytes, const BlockReading& reading) {
    const Damage damage = damage_at(offset_bytes, reading.stretches);
    return damage != Damage::marks_lost && damage != Damage::not_swedish;
}

/// Letter pairs å ä ö may have been written as; "aA" is none.
bool has_digraph(std::string_view text) {
    for (std::size_t at = 0; at + 1 < text.size(); ++at) {
        if (text[at] >= 'a' && text[at + 1] < 'a') continue;
        const int first = text[at] | 0x20, second = text[at + 1] | 0x20;
        if ((second == 'a' && first == 'a') || (second == 'e' && (first == 'a' || first == 'o'))) return true;
    }
    return false;
}

/// Whether the change does no more than write å ä ö for aa ae oe: the words themselves speak for that, and
/// text so written looks as if its marks were merely lost.
bool undoes_digraphs(std::string_view block, const TextChange& change) {
    const auto old = block.substr(change.offset_bytes, change.length_bytes);
    if (!has_digraph(old)) return false;
    std::string written;
    for (const char32_t c : to_utf32(to_lower(change.replacement))) {
        const std::string_view pair = c == U'å' ? "aa" : c == U'ä' ? "ae" : c == U'ö' ? "oe" : "";
        if (pair.empty())
            append_utf8(written, c);
        else
            written += pair;
    }
    return written == to_lower(old);
}

/// Letters, digits and everyday punctuation only: no wrong character set left a trace. Question marks end
/// words, and quotation marks and daggers stand in none ("f”r", "tr„d").
bool is_plain_prose(std::string_view line) {
    bool in_word = false;
    for (std::size_t at = 0; at < line.size();) {
        const auto decoded = decode_utf8(line, at);
        at += decoded.length_bytes;
        const char32_t c = decoded.code_point;
        const bool after_letter = std::exchange(in_word, is_letter(c));
        const bool quote = c > U'’' && c < U'…';
        if (quote && after_letter && at < line.size() && is_letter(decode_utf8(line, at).code_point))
            return false;
        if (c == U'?') {
            if (at < line.size() && !is_space(static_cast<unsigned char>(line[at]))) return false;
        } else if (c < 0x80) {
            const bool everyday =
                std::string_view(" .,:;-()\"'/!%+*\t").find(static_cast<char>(c)) != std::string_view::npos;
            if (!is_letter(c) && !is_digit(c) && !everyday) return false;
        } else if (c != U'§' && c != U'»' && !(c >= 0x2010 && c <= 0x2026)) {
            return false;
        }
    }
    return true;
}

/// Plain characters that are also what code and other languages are written in.
bool is_of_plain_characters(const Difference& difference) {
    return std::all_of(difference.old.begin(), difference.old.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool has_digit(std::string_view block, const TextChange& change) {
    const auto old = block.substr(change.offset_bytes, change.length_bytes);
    return std::any_of(old.begin(), old.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// What is left of a word whose å ä ö were dropped, or became spaces: "p" of "på", "fr" of "för", the "v" of
/// "v r".
bool is_fragment(const Token& token) {
    if (token.kind != TokenKind::word || token.letter_case != TokenCase::lower || token.glue != 0)
        return false;
    static constexpr std::u32string_view kLetters = U"bdfghklmnprstv";
    if (token.word.length == 1) return kLetters.find(letter_of(token.word[0])) != kLetters.npos;
    static const LabelWord kFr = *label_word("fr"), kOcks = *label_word("ocks");
    return token.word == kFr || token.word == kOcks;
}

/// Whether the letters of these words were dropped rather than read without their marks. Where they were,
/// seven words in a hundred are such fragments; in other text, whatever its damage, not one in two hundred,
/// but "f n" and the like stand in single lines.
bool letters_dropped(std::span<const Token> tokens, bool of_block) {
    std::size_t words = 0, fragments = 0;
    for (const Token& token : tokens) {
        words += token.kind == TokenKind::word;
        fragments += is_fragment(token);
    }
    const bool dense = fragments * 12 >= words;
    if (!of_block) return fragments >= 3 && dense;
    return (fragments >= 3 && fragments * 50 >= words) || (fragments >= 2 && dense);
}

/// A letter that other languages are written with and Swedish is not.
bool is_other_letter(char32_t c) {
    constexpr std::u32string_view kSwedish = U"åäöéÅÄÖÉ";
    return c >= 0x80 && is_letter(c) && kSwedish.find(c) == kSwedish.npos;
}

bool has_other_letters(std::string_view line) {
    for (std::size_t at = 0; at < line.size();) {
        const auto decoded = decode_utf8(line, at);
        at += decoded.length_bytes;
        if (decoded.valid && is_other_letter(decoded.code_point)) return true;
    }
    return false;
}

/// Whether the change writes something else for other languages' letters, one for one (ö for ø, ä for Š).
bool replaces_other_letters(std::string_view block, const TextChange& change) {
    const auto old = to_utf32(block.substr(change.offset_bytes, change.length_bytes));
    const auto now = to_utf32(change.replacement);
    if (old.size() != now.size()) return false;
    for (std::size_t at = 0; at < old.size(); ++at)
        if (old[at] != now[at] && is_other_letter(old[at])) return true;
    return false;
}

/// Whether question marks stand in words here as letters do, not as signs of code or an address do.
bool has_holes(std::string_view line) {
    constexpr int kFewest = 3;
    int holes = 0;
    for (std::size_t at = 1; at + 1 < line.size(); ++at)
        holes += line[at] == '?' && is_letter(static_cast<unsigned char>(line[at - 1])) &&
                 is_letter(static_cast<unsigned char>(line[at + 1]));
    return holes >= kFewest && line.find_first_of("=[]{}\\") == line.npos;
}

/// Whether several words come back at once that dictionaries have, longer than a formula has them, and the
/// line is Swedish then.
bool makes_swedish(std::string_view line, const std::vector<TextChange>& changes, const WordCost& words) {
    constexpr std::ptrdiff_t kFewest = 2;
    constexpr std::size_t kLongWordBytes = 6;
    constexpr double kSurelySwedish = 2;
    const auto long_ones = std::count_if(changes.begin(), changes.end(), [&](const TextChange& change) {
        const auto letters = to_utf32(change.replacement);
        const auto first = std::find_if(letters.begin(), letters.end(), is_letter);
        const auto last = std::find_if_not(first, letters.end(), is_letter);
        return change.replacement.size() >= kLongWordBytes && words.vouched({first, last});
    });
    return long_ones >= kFewest &&
           words.swedish_log10_odds(to_utf32(with_changes(line, changes))) > kSurelySwedish;
}

/// Whether what the block says of the change's surroundings lets it stand.
bool is_believed(std::string_view block, const TextChange& change, Damage damage, bool dropped, bool holes,
                 bool swedish) {
    const Difference difference(block, change);
    if (!is_of_plain_characters(difference)) return true;
    if (damage == Damage::not_swedish)
        return swedish || (holes && difference.old.find('?') != difference.old.npos);
    if (!is_about_letters(difference)) return true;
    if (has_digit(block, change)) return false;
    return damage != Damage::marks_lost || dropped || holes || swedish || undoes_digraphs(block, change);
}

/// Whether the change undoes the mix-up, letter for letter, and no more.
bool undoes(const CharsetMixup& mixup, std::string_view block, const TextChange& change) {
    const auto old = to_utf32(block.substr(change.offset_bytes, change.length_bytes));
    const auto now = to_utf32(change.replacement);
    return std::ranges::equal(old, now, [&](char32_t before, char32_t after) {
        return before == after || mixup.undo(before) == after;
    });
}

/// The mix-up that nearly all of the changes undo, if several lines have them.
const CharsetMixup* mixup_of(std::string_view block, const std::vector<TextChange>& changes) {
    constexpr std::size_t kFewestChanges = 5, kFewestLines = 2;
    for (const CharsetMixup& mixup : charset_mixups()) {
        std::size_t undone = 0, lines = 0, line_end = 0;
        for (const TextChange& change : changes) {
            if (!undoes(mixup, block, change)) continue;
            ++undone;
            if (change.offset_bytes < line_end) continue;
            ++lines;
            line_end = std::min(block.find('\n', change.offset_bytes), block.size());
        }
        if (undone >= kFewestChanges && lines >= kFewestLines && 10 * undone > 9 * changes.size())
            return &mixup;
    }
    return nullptr;
}

}  // namespace

std::vector<TextChange> EncodingRound::repair(std::string_view block, BlockReading& reading) const {
    reader_.read(block, reading);
    auto changes = repair_lines(block, reading, nullptr);
    if (const CharsetMixup* mixup = mixup_of(block, changes)) changes = repair_lines(block, reading, mixup);
    return changes;
}

std::vector<TextChange> EncodingRound::repair_lines(std::string_view block, BlockReading& reading,
                                                    const CharsetMixup* mixup) const {
    std::vector<TextChange> changes;
    const WordCost words(lexicon_);
    const bool dropped_in_block = letters_dropped(reading.tokens, true);
    int lines_rid = 0, lines_left = 0;  // of other languages' letters
    auto token = reading.tokens.begin();
    for (std::size_t at = 0; at < block.size();) {
        std::size_t end = std::min(block.find('\n', at), block.size());
        const std::size_t next = end + 1;
        if (end > at && block[end - 1] == '\r') --end;
        const auto line = block.substr(at, end - at);
        const std::size_t line_at = at;
        at = next;
        const auto first = token;
        while (token != reading.tokens.end() && token->offset_bytes < next) ++token;
        const bool dropped = dropped_in_block || letters_dropped({first, token}, false);
        if (mixup == nullptr && !dropped && is_plain_prose(line) && marks_lost_at(line_at, reading) &&
            !has_digraph(line))
            continue;
        const bool other_damage = !dropped && reading.stretches.size() > 1 &&
                                  !letters_believed(line_at, reading) && !letters_believed(end, reading);
        bool rid = false;
        auto line_changes = encoding_.repair(line, other_damage, &reading.forms, mixup);
        const bool holes = has_holes(line), swedish = makes_swedish(line, line_changes, words);
        for (TextChange& change : line_changes) {
            change.offset_bytes += line_at;
            rid = rid || replaces_other_letters(block, change);
            if (is_hole_of_another_kind(block, change)) continue;
            if (!is_believed(block, change, damage_at(change.offset_bytes, reading.stretches), dropped, holes,
                             swedish))
                continue;
            changes.push_back(std::move(change));
        }
        lines_rid += rid;
        lines_left += !rid && has_other_letters(line);
    }
    // Where most lines with such letters make no Swedish, the others are in another language too.
    if (lines_rid < lines_left)
        std::erase_if(changes,
                      [&](const TextChange& change) { return replaces_other_letters(block, change); });
    return changes;
}

/// A question mark may stand for a ligature of the font ("ti" in "?mmar") instead of å ä ö: then the word
/// with the ligature is the commoner one. And what comes of it must be a word.
bool EncodingRound::is_hole_of_another_kind(std::string_view block, const TextChange& change) const {
    const auto old = block.substr(change.offset_bytes, change.length_bytes);
    const auto hole = old.find('?');
    if (hole == std::string_view::npos) return false;
    const auto count_of_words = [&](const std::string& text) {
        std::uint32_t least = ~0U;
        std::vector<Token> tokens;
        tokenize(text, tokens);
        for (const Token& token : tokens) {
            if (token.kind != TokenKind::word || !holds(token, hole)) continue;
            const auto info = lexicon_.info(token.word);
            const bool compound = !info && !compounds_.split(to_string(token.word)).empty();
            least = std::min(least, info ? count_of_code(info->count_code()) : compound ? 1U : 0U);
        }
        return least;
    };
    const auto filled = count_of_words(change.replacement);
    if (filled == 0) return true;
    static constexpr std::array<std::string_view, 6> kLigatures{"ti", "tt", "fi", "fl", "ff", "ft"};
    return std::any_of(kLigatures.begin(), kLigatures.end(), [&](std::string_view ligature) {
        std::string other(old);
        other.replace(hole, 1, ligature);
        const auto count = count_of_words(other);
        return count != ~0U && count > filled;
    });
}

}  // namespace akt
