#pragma once

namespace akt {

/// How well a character beyond ASCII sits between its neighbours in Swedish or English text: log10, relative
/// to å ä ö inside a word, which is 0; seldom letters and signs amid letters are far below. 0 as `code_point`
/// is "no character".
double letter_fit_log10(char32_t before, char32_t code_point, char32_t after);

}  // namespace akt
