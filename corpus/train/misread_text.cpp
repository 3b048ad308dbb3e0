#include "corpus/train/misread_text.h"

#include <cmath>
#include <cstdint>
#include <random>

#include "corpus/train/text_hash.h"
#include "ocr/base/utf8.h"

namespace akt {

namespace {

/// Beyond the characters that recognisers of Latin script print.
constexpr char32_t kEndOfCharacters = 0x2600;

}  // namespace

TextMisreader::TextMisreader(const ConfusionModel& confusions, ReaderKind reader) : ways_(kLabelCount) {
    for (char32_t first = 1; first < kEndOfCharacters; ++first) {
        for (const Confusion& confusion : confusions.starting_with(reader, first)) {
            Way way;
            if (confusion.truth_length == 2) way.second = letter_of(confusion.truth[1]);
            way.read.assign(confusion.read.begin(), confusion.read.begin() + confusion.read_length);
            way.probability = std::exp(-static_cast<double>(confusion.cost));
            ways_[confusion.truth[0]].push_back(std::move(way));
        }
    }
}

std::string TextMisreader::misread(std::string_view text) const {
    const std::u32string truth = to_utf32(text);
    std::mt19937_64 dice(text_hash(text));
    std::string out;
    for (std::size_t at = 0; at < truth.size();) {
        const char32_t lower = to_lower(truth[at]);
        const char32_t next = at + 1 < truth.size() ? to_lower(truth[at + 1]) : U' ';
        // Uniform in [0, 1), the same everywhere.
        double rest = static_cast<double>(dice() >> 11) * 0x1p-53;
        const Way* read_as = nullptr;
        for (const Way& way : ways_[label_of(lower)]) {
            if (way.second != 0 && way.second != next) continue;
            rest -= way.probability;
            if (rest >= 0) continue;
            read_as = &way;
            break;
        }
        if (read_as == nullptr) {
            append_utf8(out, truth[at]);
            ++at;
            continue;
        }
        const bool capital = truth[at] != lower;
        for (const char32_t c : read_as->read) append_utf8(out, capital ? to_upper(c) : c);
        at += read_as->second != 0 ? 2 : 1;
    }
    return out;
}

}  // namespace akt
