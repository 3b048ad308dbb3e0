#pragma once

#include <span>

#include "ocr/document.h"

namespace akt {

class Lexicon;

/// How well a recognised page seems to have been read. All without truth: from confidences and known words.
struct ReadingQuality {
    double letters = 0;          ///< letters and digits read
    double mean_confidence = 0;  ///< 0..1, weighted by word length
    double known_share = 0;      ///< share of the letters in words of three and more that are in the lexicon
    double known_letters = 0;    ///< letters in words of three and more that are in the lexicon
    /// Letters read that may be believed: by confidence, and half of it where the word is unknown. The better
    /// of two readings of one page has more.
    double believed_letters = 0;
};

/// Of the words, 0..1, each weighing as many as it has characters; 0 when there are none.
double mean_confidence(std::span<const Word> words);

/// `lexicon` may be null; then every word counts as known.
ReadingQuality quality_of(const Page& page, const Lexicon* lexicon);

}  // namespace akt
