#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ocr/repair/text_change.h"

namespace akt {

/// Bytes that are no UTF-8 stand in a TextUnit as kRawByte + byte; not a Unicode scalar value, no letter, no
/// space.
inline constexpr char32_t kRawByte = 0x110000;
constexpr bool is_raw_byte(char32_t c) {
    return c >= kRawByte && c < kRawByte + 0x100;
}

/// One character of a line being repaired, and the bytes of the given line it stands for (none for a
/// character that was added beside another).
struct TextUnit {
    char32_t c = 0;
    std::uint32_t begin = 0, end = 0;
    bool changed = false;
    bool uncertain = false;
    float log10_odds = 0;  ///< of the change that made it
};

/// A line as characters that remember where they came from. Repair stages rewrite it in place; in the end the
/// difference to the given line becomes changes of whole words.
class TextUnits {
public:
    explicit TextUnits(std::string_view line);

    std::size_t size() const { return units_.size(); }
    char32_t operator[](std::size_t at) const { return units_[at].c; }
    /// A space beyond the ends, so neighbours can be asked for anywhere.
    char32_t around(std::ptrdiff_t at) const {
        return at < 0 || at >= static_cast<std::ptrdiff_t>(units_.size())
                   ? U' '
                   : units_[static_cast<std::size_t>(at)].c;
    }
    bool changed(std::size_t at) const { return units_[at].changed; }
    std::u32string text() const;

    /// Puts `replacement` (not empty) in the place of `count` (≥ 1) characters from `at`.
    void replace(std::size_t at, std::size_t count, std::u32string_view replacement, double log10_odds,
                 bool uncertain = false);

    /// The changes from the given line, each a stretch without white space at its ends where the reading
    /// allows.
    std::vector<TextChange> changes() const;

private:
    std::string_view line_;
    std::vector<TextUnit> units_;
};

}  // namespace akt
