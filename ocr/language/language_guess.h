#pragma once

#include <string_view>

namespace akt {

/// Which language a stretch of text is in, by its function words and letters.
struct LanguageGuess {
    std::string_view language;  ///< ISO 639-1: "sv", "en", "fi", "no", "da", "de"; "und" when nothing tells
    double log10_odds = 0;      ///< of that language against the next likely one; 0 for "und"
    double sv_log10_odds =
        0;  ///< of Swedish against the likeliest other language; negative when another leads
    double sv_log10_odds_of_listed = 0;  ///< the same against those above alone, not all the world's others
    double words = 0;                    ///< words of letters looked at
    double symbol_share =
        0;  ///< share of the characters that are neither letters, spaces nor everyday punctuation
};

/// Swedish is recognised also with its marks lost ("ar", "for", "fran"). Thread-safe, no model needed: the
/// word lists are in order of frequency and Zipf's law gives the rates.
LanguageGuess guess_language(std::string_view text);

}  // namespace akt
