#pragma once

#include <cstddef>
#include <span>

#include "ocr/repair/damage.h"

namespace akt {

/// A paragraph, heading or list item: what is judged as one.
struct Stretch {
    std::size_t first_token = 0, end_token = 0;
    std::size_t from_bytes = 0, to_bytes = 0;
    /// log10 p(text | marks lost) / p(text | clean), and the same for rings, summed over the words.
    double marks_log10_odds = 0, rings_log10_odds = 0;
    double swedish_log10_odds = 0;  ///< against the likeliest other language
    double telling_log10_odds = 0;  ///< the same without what other stretches told already
    /// What dictionaries say of its words, where its function words say little.
    double dictionary_log10_odds = 0;
    double words = 0;
    Damage damage = Damage::clean;  ///< clean, marks_lost, rings_lost or not_swedish, once judged
};

/// Sets every stretch's damage: the likeliest course through the text when damage seldom begins or ends, so
/// that a short heading goes with what surrounds it. Stretches of another language stay out of it.
void judge_stretches(std::span<Stretch> stretches);

/// Of the stretch a byte is in, or comes after; before the first, of the first.
Damage damage_at(std::size_t offset_bytes, std::span<const Stretch> stretches);

}  // namespace akt
