#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ocr/repair/text_change.h"

namespace akt {

/// A text after a first round of changes, and the way back: later changes, made to the changed text, are told
/// as changes to the text as given.
class WorkingText {
public:
    /// `raw` must outlive this. `first_round`: ordered, not overlapping.
    WorkingText(std::string_view raw, std::vector<TextChange> first_round);

    /// The text after the first round.
    std::string_view text() const { return first_round_.empty() ? raw_ : std::string_view(text_); }

    /// Both rounds as one list over the raw text. Where a later change touches what the first round changed,
    /// they become one, with the reason `encoding`.
    std::vector<TextChange> with(std::vector<TextChange> second_round) const;

private:
    std::string_view raw_;
    std::vector<TextChange> first_round_;
    std::vector<std::size_t> starts_;  ///< of each first-round change in text_
    std::string text_;
};

}  // namespace akt
