#include "ocr/repair/inflection.h"

#include <algorithm>
#include <string>

#include "ocr/base/utf8.h"
#include "ocr/language/kin.h"

namespace akt {

namespace {

/// What a word costs more than another form of it, when that one is known and it is not; nats.
constexpr float kOtherFormCost = 2.5F;

}  // namespace

bool may_be_inflected(std::u32string_view read) {
    const auto ending = read.substr(read.size() - kEndingLength);
    return ending[0] != ending[1] &&
           std::all_of(ending.begin(), ending.end(), [](char32_t c) { return is_letter(c) || c == U'!'; });
}

bool is_form_of_known(const Lexicon& lexicon, std::u32string_view read) {
    if (!may_be_inflected(read)) return false;
    std::string lower;
    for (const char32_t c : read) append_utf8(lower, to_lower(c));
    const auto word = label_word(lower);
    return word && kin_code(lexicon, *word) > 0;
}

void know_by_other_forms(const Lexicon& lexicon, std::vector<Misreading>& readings) {
    for (Misreading& reading : readings) {
        const auto code = reading.attested ? 0U : kin_code(lexicon, reading.word);
        const WordInfo other_form{static_cast<std::uint8_t>(code)};
        if (code > 0)
            reading.word_cost =
                std::min(reading.word_cost, Misreadings::word_cost(other_form) + kOtherFormCost);
    }
    std::sort(readings.begin(), readings.end(), cheaper);
}

}  // namespace akt
