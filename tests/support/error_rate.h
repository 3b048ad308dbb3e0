#pragma once

#include <cstddef>
#include <string_view>

namespace akt::test {

/// Reading errors of one text against its truth. White space counts as one space wherever there is any; both
/// texts are brought to NFC.
struct ErrorRate {
    std::size_t character_errors = 0, characters = 0;  ///< edit distance; length of the truth
    std::size_t word_errors = 0, words = 0;            ///< the same over words
    std::size_t words_found = 0, words_read = 0;  ///< words of the truth read, in whatever order; words read

    double cer() const { return share(character_errors, characters); }
    double wer() const { return share(word_errors, words); }
    /// Harmonic mean of the shares of words found and of words read rightly, irrespective of order.
    double word_f1() const { return share(2 * words_found, words + words_read); }

private:
    static double share(std::size_t part, std::size_t whole) {
        return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
    }
};

ErrorRate error_rate(std::string_view truth, std::string_view read);

}  // namespace akt::test
