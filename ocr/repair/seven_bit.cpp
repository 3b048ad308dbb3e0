#include "ocr/base/utf8.h"
#include "ocr/language/language_guess.h"
#include "ocr/repair/escapes.h"
#include "ocr/repair/loss_words.h"

namespace akt {

namespace {

bool is_plain_letter(char32_t c) {
    return c < 0x80 && is_letter(c);
}

std::size_t chunk_end(const TextUnits& line, std::size_t at) {
    while (at < line.size() && !is_space(line[at])) ++at;
    return at;
}

/// Whether what would be a capital stands after a small letter: "-n\tavbryt", "namn]".
bool is_capital_amid_small(const TextUnits& line, std::size_t begin, std::size_t at) {
    return is_one_of(line[at], U"[\\]") && at > begin && is_plain_letter(line[at - 1]) &&
           !is_upper(line[at - 1]);
}

}  // namespace

bool decode_seven_bit(TextUnits& line, const WordCost& words) {
    constexpr std::size_t kLongWord = 6, kSureWord = 5;
    static constexpr std::u32string_view kSigns = U"{|}[\\]`@", kLetters = U"äöåÄÖÅéÉ";
    if (!has_any(line, U"{|}[\\]")) return false;
    const auto letter_for = [&](char32_t c) {
        const auto found = kSigns.find(c);
        return found == kSigns.npos ? c : kLetters[found];
    };
    if (has_any(line, U"åäöÅÄÖ")) return false;
    // Signs that are letters stand in a word: before a letter, or after one at its end. Brackets that close
    // what they open around sound words are brackets.
    struct Chunk {
        std::size_t begin, end;
    };
    std::vector<Chunk> chunks;
    int gained = 0, gained_long = 0, gained_sure = 0, other_signs = 0, code_signs = 0;
    for (std::size_t begin = 0; begin < line.size();) {
        if (is_space(line[begin])) {
            ++begin;
            continue;
        }
        const auto end = chunk_end(line, begin);
        std::u32string as_is, mapped;
        int national = 0, inner = 0, opening = 0, closing = 0;
        bool letters = false;
        for (std::size_t i = begin; i < end; ++i) {
            as_is += line[i];
            mapped += letter_for(line[i]);
            national += is_one_of(line[i], U"{|}[\\]");
            inner += is_one_of(line[i], U"{|}[\\]") && i > begin && is_plain_letter(line[i - 1]) &&
                     i + 1 < end && is_plain_letter(line[i + 1]);
            opening += is_one_of(line[i], U"{[");
            closing += is_one_of(line[i], U"}]");
            letters = letters || is_plain_letter(line[i]);
            // Quotes and backslashes together are a program's; a bar before a number parts columns.
            const char32_t next = line.around(static_cast<std::ptrdiff_t>(i) + 1);
            const bool one_letter = is_plain_letter(next) && !(i + 2 < end && is_plain_letter(line[i + 2]));
            code_signs += is_capital_amid_small(line, begin, i);
            code_signs +=
                is_one_of(line[i], U";=<>$#*_+^%") || (line[i] == '|' && (is_digit(next) || next == '-')) ||
                (is_one_of(line[i], U"'\"`") && is_one_of(next, U"{|}[\\]")) ||
                (line[i] == '\\' &&
                 (is_one_of(next, U"(&") || (next == '-' && i + 2 < end && !is_one_of(line[i + 2], U".,)")) ||
                  (next == 'f' && i + 2 < end && is_upper(line[i + 2])) ||
                  (next == 's' && i + 2 < end && (is_digit(line[i + 2]) || is_one_of(line[i + 2], U"+-"))) ||
                  (one_letter && !is_upper(next)) || is_one_of(next, U"'\"\\")));
        }
        const auto before = words.census(as_is), after = words.census(mapped);
        const bool balanced =
            opening > 0 && opening == closing && is_one_of(line[begin], U"{[") && before.unknown == 0;
        const bool better = national > 0 && letters && after.unknown == 0 && after.known > 0 && !balanced &&
                            after.known <= before.known + before.unknown + 1;
        if (better) {
            ++gained;
            const bool inside = is_plain_letter(line[begin]) && national > 0 && mapped.size() >= kLongWord;
            gained_sure += inner == national && mapped.size() >= kSureWord;
            gained_long += words.common(mapped) || inside;
            chunks.push_back({begin, end});
        } else if (national > 0 && letters && !balanced) {
            chunks.push_back({begin, end});
            ++other_signs;
        } else {
            other_signs += national > 0;
        }
        begin = end;
    }
    const auto whole = words.census(line.text());
    const bool code = code_signs * 4 > gained || other_signs > gained;
    std::u32string mapped_line;
    for (std::size_t i = 0; i < line.size(); ++i) mapped_line += letter_for(line[i]);
    const bool swedish = guess_language(to_utf8(mapped_line)).language == "sv";
    const bool plain = swedish && other_signs == 0 && code_signs == 0;
    // A known word that holds its signs between letters needs no sentence around it.
    const bool sure = gained_sure > 0 && other_signs == 0 && code_signs == 0;
    if (!sure &&
        (code || (gained_long < 1 && !(plain && gained > 0)) || (gained < 2 && !swedish && whole.known < 2)))
        return false;
    for (const auto& chunk : chunks) {
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
            const char32_t letter = letter_for(line[i]);
            const auto at = static_cast<std::ptrdiff_t>(i);
            if (letter == line[i] || !(is_letter(line.around(at - 1)) || is_letter(line.around(at + 1)) ||
                                       is_one_of(line.around(at + 1), kSigns) || line.around(at + 1) == '.'))
                continue;
            line.replace(i, 1, std::u32string(1, letter), 1.0 + gained);
        }
    }
    return true;
}

}  // namespace akt
