#pragma once

#include <array>
#include <limits>

#include "ocr/language/alphabet.h"

namespace akt {

class ConfusionModel;

/// How readily a Swedish recogniser takes a å ä for each other, and o ö: the confusion model's rows of one
/// small letter for another of the same base. Immutable.
class MarkConfusions {
public:
    explicit MarkConfusions(const ConfusionModel& confusions);

    /// −ln p(`read` | `printed`) of words that differ in such letters; infinite where they differ otherwise.
    float cost_nats(const LabelWord& read, const LabelWord& printed) const;

private:
    static constexpr float kNever = std::numeric_limits<float>::infinity();

    std::array<std::array<float, kLabelCount>, kLabelCount> costs_{};  ///< [printed][read]
};

}  // namespace akt
