#pragma once

#include <cstddef>
#include <span>

#include "ocr/repair/damage.h"

namespace akt {

/// How much of a text a recogniser misread.
enum class Misread {
    no,    ///< nothing more than people misprint
    some,  ///< about one word in a hundred
    much,  ///< by a Swedish one, of a poor picture: more than one in fifty
};

/// A paragraph, heading or list item: what is judged as one.
struct Stretch {
    std::size_t first_token = 0, end_token = 0;
    std::size_t from_bytes = 0, to_bytes = 0;
    bool begins_page = false;  ///< a form feed stands before it
    /// log10 p(text | marks lost) / p(text | clean), and the same for rings, summed over the words.
    double marks_log10_odds = 0, rings_log10_odds = 0;
    double swedish_log10_odds = 0;  ///< against the likeliest other language
    double telling_log10_odds = 0;  ///< the same without what other stretches told already
    /// What dictionaries say of its words, where its function words say little.
    double dictionary_log10_odds = 0;
    double words = 0;
    Damage damage = Damage::clean;  ///< clean, marks_lost, rings_lost or not_swedish, once judged
    double misread_words = 0;       ///< that a Swedish recogniser surely misread, where marks stand
    double unexplained_words = 0;   ///< that nobody knows, there, nor what they were misread from
    Misread misread = Misread::no;  ///< once judged
};

/// Sets every stretch's damage: the likeliest course through the text when damage seldom begins or ends, so
/// that a short heading goes with what surrounds it. Stretches of another language stay out of it.
void judge_stretches(std::span<Stretch> stretches);

/// Sets how much of every stretch is misread: of those that lost their marks by whether a recogniser of
/// another language misread the text, of the others by the `misread_words` and `unexplained_words` of the
/// whole text, and the `misread_words` of their page.
void judge_misread(std::span<Stretch> stretches, bool wrong_language);

/// Of the stretch a byte is in, or comes after; before the first, of the first.
Damage damage_at(std::size_t offset_bytes, std::span<const Stretch> stretches);
Misread misread_at(std::size_t offset_bytes, std::span<const Stretch> stretches);

}  // namespace akt
