#include "ocr/repair/text_change.h"

namespace akt {

std::string with_changes(std::string_view text, const std::vector<TextChange>& changes) {
    std::string out;
    out.reserve(text.size());
    std::size_t copied = 0;
    for (const auto& change : changes) {
        out.append(text.substr(copied, change.offset_bytes - copied));
        out.append(change.replacement);
        copied = change.offset_bytes + change.length_bytes;
    }
    out.append(text.substr(copied));
    return out;
}

}  // namespace akt
