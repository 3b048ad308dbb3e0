#include "ocr/language/letter_fit.h"

#include <string_view>

#include "ocr/base/utf8.h"

namespace akt {

namespace {

bool is_one_of(char32_t code_point, std::u32string_view set) {
    return set.find(code_point) != set.npos;
}

bool is_box_drawing(char32_t code_point) {
    return code_point >= 0x2500 && code_point <= 0x259F;
}

}  // namespace

double letter_fit_log10(char32_t before, char32_t code_point, char32_t after) {
    if (code_point == 0 || (code_point >= 0x80 && code_point < 0xA0)) return -8;
    const bool letter_before = is_letter(before), letter_after = is_letter(after);
    if (is_letter(code_point)) {
        double fit = is_one_of(code_point, U"åäö")                    ? 0
                     : is_one_of(code_point, U"ÅÄÖ")                  ? -0.7
                     : is_one_of(code_point, U"éèàáüÉæøÆØÜëêçñôíóúß") ? -2
                     : code_point < 0x180                             ? -3.5
                                                                      : -5;
        if (!letter_before && !letter_after) fit -= 1;
        if (is_upper(code_point) && letter_before && !is_upper(before)) fit -= 3;
        return fit;
    }
    if (is_box_drawing(code_point)) return is_box_drawing(before) || is_box_drawing(after) ? -0.5 : -4;
    double fit = is_one_of(code_point, U"–—”“’‘§°€½•…»«´\u00A0\u00AD£²³") ? -1.5 : -3.5;
    if (letter_before && letter_after && !is_one_of(code_point, U"’´\u00AD\u00A0")) fit -= 3;
    return fit;
}

}  // namespace akt
