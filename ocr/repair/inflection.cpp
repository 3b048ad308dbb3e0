#include "ocr/repair/inflection.h"

#include <algorithm>
#include <string>

#include "ocr/base/utf8.h"
#include "ocr/language/kin.h"

namespace akt {

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

}  // namespace akt
