#include "ocr/repair/working_text.h"

#include <algorithm>

namespace akt {

WorkingText::WorkingText(std::string_view raw, std::vector<TextChange> first_round)
    : raw_(raw), first_round_(std::move(first_round)) {
    if (first_round_.empty()) return;
    std::size_t at = 0;
    for (const TextChange& change : first_round_) {
        text_.append(raw_, at, change.offset_bytes - at);
        starts_.push_back(text_.size());
        text_ += change.replacement;
        at = change.offset_bytes + change.length_bytes;
    }
    text_.append(raw_, at, std::string_view::npos);
}

std::vector<TextChange> WorkingText::with(std::vector<TextChange> second_round) const {
    if (first_round_.empty()) return second_round;
    std::vector<TextChange> out;
    std::size_t first = 0;
    std::ptrdiff_t shift = 0;  // offset in raw minus offset in text, after first_round_[first - 1]
    const auto pass = [&](const TextChange& change) {
        shift += static_cast<std::ptrdiff_t>(change.length_bytes) -
                 static_cast<std::ptrdiff_t>(change.replacement.size());
        ++first;
    };
    for (std::size_t i = 0; i < second_round.size(); ++i) {
        TextChange& change = second_round[i];
        while (first < first_round_.size() &&
               starts_[first] + first_round_[first].replacement.size() <= change.offset_bytes) {
            out.push_back(first_round_[first]);
            pass(first_round_[first]);
        }
        std::size_t from = change.offset_bytes, to = change.offset_bytes + change.length_bytes;
        std::string replacement = change.replacement;
        const std::ptrdiff_t shift_before = shift;
        std::size_t raw_from = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(from) + shift_before);
        bool touched = false;
        while (first < first_round_.size() && starts_[first] < to) {
            const TextChange& earlier = first_round_[first];
            if (starts_[first] < from) {
                replacement.insert(0, text_, starts_[first], from - starts_[first]);
                from = starts_[first];
                raw_from = earlier.offset_bytes;
            }
            const std::size_t end = starts_[first] + earlier.replacement.size();
            // Later changes may touch the same earlier one: take them in here.
            while (end > to) {
                if (i + 1 < second_round.size() && second_round[i + 1].offset_bytes < end) {
                    const TextChange& next = second_round[++i];
                    replacement.append(text_, to, next.offset_bytes - to);
                    replacement += next.replacement;
                    to = next.offset_bytes + next.length_bytes;
                } else {
                    replacement.append(text_, to, end - to);
                    to = end;
                }
            }
            touched = true;
            pass(earlier);
        }
        TextChange whole = change;
        whole.offset_bytes = raw_from;
        whole.length_bytes = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(to) + shift) - raw_from;
        whole.replacement = std::move(replacement);
        if (touched) whole.reason = RepairReason::encoding;
        if (raw_.substr(whole.offset_bytes, whole.length_bytes) != whole.replacement)
            out.push_back(std::move(whole));
    }
    for (; first < first_round_.size(); ++first) out.push_back(first_round_[first]);
    return out;
}

}  // namespace akt
