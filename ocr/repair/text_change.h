#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ocr/document.h"

namespace akt {

/// One proposed change to a stretch of text. Offsets and lengths are bytes of the text as given, so the
/// change is reversible: the old bytes are text.substr(offset_bytes, length_bytes). A list of changes is
/// ordered by offset and its changes do not overlap; length 0 is an insertion.
struct TextChange {
    std::size_t offset_bytes = 0, length_bytes = 0;
    std::string replacement;
    RepairReason reason = RepairReason::encoding;
    double log10_odds =
        0;  ///< log10 of p(replacement) / p(as it stood); of a misread word, of p(right) / p(wrong)
    bool uncertain = false;  ///< a person should look
    friend bool operator==(const TextChange&, const TextChange&) = default;
};

/// `text` with all `changes` made.
std::string with_changes(std::string_view text, const std::vector<TextChange>& changes);

}  // namespace akt
