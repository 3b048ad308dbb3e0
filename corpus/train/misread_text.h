#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ocr/repair/confusion_model.h"

namespace akt {

/// Misreads sound text as the confusion model says that a recogniser does, letter by letter and by pairs: as
/// much of it as is wanted, no word of it twice the same unless chance has it so. It misreads letters only,
/// no signs, spaces or lines. The same text is always read the same way.
class TextMisreader {
public:
    TextMisreader(const ConfusionModel& confusions, ReaderKind reader);

    std::string misread(std::string_view text) const;

private:
    struct Way {
        char32_t second = 0;  ///< the other letter of a pair, or 0
        std::u32string read;
        double probability = 0;
    };
    /// Ways to misread what begins with a letter, by label.
    std::vector<std::vector<Way>> ways_;
};

}  // namespace akt
