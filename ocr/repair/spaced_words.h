#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace akt {

/// What stands between white space, and where.
struct SpacedWord {
    std::string_view text;
    std::size_t from_bytes = 0;
    bool starts_line = false, ends_line = false;
    std::size_t to_bytes() const { return from_bytes + text.size(); }
};

/// Views into `text`, which may be any bytes.
std::vector<SpacedWord> spaced_words(std::string_view text);

bool starts_with_capital(std::string_view word);
bool starts_with_small_letter(std::string_view word);

}  // namespace akt
