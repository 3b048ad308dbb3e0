#include "ocr/recognize/reading_quality.h"

#include <string>

#include "ocr/base/utf8.h"
#include "ocr/language/lexicon.h"

namespace akt {

double mean_confidence(std::span<const Word> words) {
    double sum = 0, length = 0;
    for (const Word& word : words) {
        const auto characters = static_cast<double>(length_code_points(word.raw()));
        sum += characters * word.confidence();
        length += characters;
    }
    return length > 0 ? sum / length : 0;
}

ReadingQuality quality_of(const Page& page, const Lexicon* lexicon) {
    ReadingQuality quality;
    double characters = 0, confidence_sum = 0, tested = 0, known = 0;
    for (const Line& line : page.lines) {
        for (const Word& word : line.words) {
            int letters = 0, digits = 0, others = 0;
            std::string lower;
            for (const char32_t c : to_utf32(word.raw())) {
                if (is_letter(c)) {
                    ++letters;
                    append_utf8(lower, to_lower(c));
                } else if (is_digit(c)) {
                    ++digits;
                } else {
                    ++others;
                }
            }
            const double length = letters + digits + others;
            characters += length;
            confidence_sum += length * word.confidence();
            quality.letters += letters + digits;
            const bool is_word = letters >= 3 && digits == 0;
            const bool is_known = lexicon == nullptr || !is_word || lexicon->contains(lower);
            if (is_word) {
                tested += letters;
                if (is_known) known += letters;
            }
            quality.believed_letters += static_cast<double>(letters + digits) *
                                        static_cast<double>(word.confidence()) * (is_known ? 1.0 : 0.5);
        }
    }
    if (characters > 0) quality.mean_confidence = confidence_sum / characters;
    if (tested > 0) quality.known_share = known / tested;
    quality.known_letters = known;
    return quality;
}

}  // namespace akt
