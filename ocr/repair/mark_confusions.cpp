#include "ocr/repair/mark_confusions.h"

#include "ocr/repair/confusion_model.h"

namespace akt {

MarkConfusions::MarkConfusions(const ConfusionModel& confusions) {
    for (auto& row : costs_) row.fill(kNever);
    for (const Label read : {kLabelA, kLabelO, kLabelAring, kLabelAdots, kLabelOdots})
        for (const Confusion& row : confusions.starting_with(ReaderKind::swedish, letter_of(read)))
            if (row.read_length == 1 && row.truth_length == 1 && base_of(row.truth[0]) == base_of(read))
                costs_[row.truth[0]][read] = row.cost;
}

float MarkConfusions::cost_nats(const LabelWord& read, const LabelWord& printed) const {
    if (read.length != printed.length) return kNever;
    float cost = 0;
    for (std::size_t i = 0; i < read.length; ++i)
        if (read[i] != printed[i]) cost += costs_[printed[i]][read[i]];
    return cost;
}

}  // namespace akt
