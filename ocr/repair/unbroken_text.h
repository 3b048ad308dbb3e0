#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ocr/repair/text_change.h"

namespace akt {

/// A text in which words hyphenated over line ends are whole, and the way back: a change to such a word is
/// told as changes to its halves, each in its place, so that hyphen and line end stay as they are.
class UnbrokenText {
public:
    /// `given` must outlive this.
    explicit UnbrokenText(std::string_view given);

    std::string_view text() const { return breaks_.empty() ? given_ : std::string_view(text_); }
    bool has_breaks() const { return !breaks_.empty(); }

    /// Changes to text() as changes to the text as given.
    std::vector<TextChange> broken_again(std::vector<TextChange> changes) const;

private:
    /// What stands between two halves, left out of text_.
    struct Break {
        std::size_t at = 0;      ///< in text_
        std::size_t length = 0;  ///< of what was left out
    };

    void add(const TextChange& change, std::size_t next_break, std::size_t left_out_before,
             std::vector<TextChange>& out) const;

    std::string_view given_;
    std::string text_;
    std::vector<Break> breaks_;
};

}  // namespace akt
