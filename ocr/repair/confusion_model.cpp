#include "ocr/repair/confusion_model.h"

#include <algorithm>

#include "ocr/language/model_file.h"

namespace akt {

ConfusionModel::ConfusionModel(std::shared_ptr<const ModelFile> file) : file_(std::move(file)) {
    all_ = file_->section<Confusion>("rows");
    const auto key = [](const Confusion& c) {
        return std::pair<std::uint32_t, std::uint32_t>(c.reader, c.read[0]);
    };
    for (const Confusion& c : all_) {
        const bool sound = c.reader < kReaderKinds && c.read_length >= 1 && c.read_length <= 3 &&
                           c.truth_length >= 1 && c.truth_length <= 2 && c.cost >= 0 &&
                           std::all_of(c.truth.begin(), c.truth.begin() + c.truth_length,
                                       [](Label label) { return label != kNoLabel && label < kLabelCount; });
        if (!sound) file_->fail("the model is damaged");
    }
    if (!std::is_sorted(all_.begin(), all_.end(),
                        [&](const auto& a, const auto& b) { return key(a) < key(b); }))
        file_->fail("the model is damaged");
    const auto steps = file_->section<std::uint8_t>("chain");
    if (steps.size() != LetterChain::kSize) file_->fail("the model is damaged");
    chain_ = LetterChain(steps);
    for (std::uint32_t reader = 0; reader < kReaderKinds; ++reader)
        for (std::uint32_t first = 0; first <= kIndexed; ++first)
            starts_[reader][first] = position(reader, first);
}

std::uint32_t ConfusionModel::position(std::uint32_t reader, std::uint32_t first) const {
    const auto before = [](const Confusion& c, const std::pair<std::uint32_t, std::uint32_t>& wanted) {
        return std::pair<std::uint32_t, std::uint32_t>(c.reader, c.read[0]) < wanted;
    };
    const auto at = std::lower_bound(all_.begin(), all_.end(), std::pair(reader, first), before);
    return static_cast<std::uint32_t>(at - all_.begin());
}

ConfusionModel ConfusionModel::open(const std::filesystem::path& models_folder) {
    return ConfusionModel(ModelFile::open(models_folder / "confusion.akt", "confuse"));
}

std::span<const Confusion> ConfusionModel::starting_with(ReaderKind reader, char32_t first) const {
    const auto number = static_cast<std::uint32_t>(reader);
    if (first >= kIndexed) {
        const std::uint32_t from = position(number, first);
        return all_.subspan(from, position(number, first + 1) - from);
    }
    const auto& starts = starts_[number];
    return all_.subspan(starts[first], starts[first + 1] - starts[first]);
}

}  // namespace akt
