#include "ocr/language/letter_model.h"

#include <algorithm>
#include <cmath>

namespace akt {

namespace {

constexpr float kUnlikely = 1e-6F;

}  // namespace

LetterModel LetterModel::open(const std::filesystem::path& models_folder) {
    return LetterModel(SparseWeights::open(models_folder / "letters.akt", "letters"));
}

std::size_t LetterModel::log_probabilities(const LabelWord& skeleton, std::size_t at,
                                           std::span<float, 1 + kMaxMarks> out) const {
    const auto marks = marks_of(skeleton[at]);
    out[0] = 0;
    if (marks.empty()) return 1;
    for (std::size_t i = 0; i < marks.size(); ++i) out[1 + i] = 0;
    for_each_feature(skeleton, at, [&](std::uint64_t feature) {
        for (std::size_t i = 0; i < marks.size(); ++i)
            out[1 + i] += weights_[feature_hash(feature, marks[i])];
    });
    const std::size_t choices = 1 + marks.size();
    const float most = *std::max_element(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(choices));
    float sum = 0;
    for (std::size_t i = 0; i < choices; ++i) sum += std::exp(out[i] - most);
    const float norm = most + std::log(sum);
    for (std::size_t i = 0; i < choices; ++i) out[i] = std::max(out[i] - norm, std::log(kUnlikely));
    return choices;
}

std::size_t LetterModel::readings(const LabelWord& skeleton, std::span<Reading, kMaxReadings> out) const {
    std::size_t found = 1;
    out[0] = {skeleton, 0};
    std::array<Reading, kMaxReadings*(1 + kMaxMarks)> wider;
    for (std::size_t at = 0; at < skeleton.length; ++at) {
        std::array<float, 1 + kMaxMarks> choices{};
        const std::size_t count = log_probabilities(skeleton, at, choices);
        if (count == 1) continue;
        const auto marks = marks_of(skeleton[at]);
        std::size_t size = 0;
        for (std::size_t i = 0; i < found; ++i)
            for (std::size_t choice = 0; choice < count; ++choice) {
                if (choices[choice] < -7.0F) continue;
                wider[size] = out[i];
                if (choice > 0) wider[size].word[at] = marks[choice - 1];
                wider[size].log_probability += choices[choice];
                ++size;
            }
        found = std::min(size, kMaxReadings);
        std::partial_sort(
            wider.begin(), wider.begin() + static_cast<std::ptrdiff_t>(found),
            wider.begin() + static_cast<std::ptrdiff_t>(size),
            [](const Reading& a, const Reading& b) { return a.log_probability > b.log_probability; });
        std::copy_n(wider.begin(), found, out.begin());
    }
    return found;
}

float LetterModel::log_probability(const LabelWord& word) const {
    const LabelWord skeleton = skeleton_of(word);
    float sum = 0;
    for (std::size_t at = 0; at < word.length; ++at) {
        std::array<float, 1 + kMaxMarks> choices{};
        if (log_probabilities(skeleton, at, choices) == 1) continue;
        if (word[at] == skeleton[at]) sum += choices[0];
        const auto marks = marks_of(skeleton[at]);
        for (std::size_t i = 0; i < marks.size(); ++i)
            if (word[at] == marks[i]) sum += choices[1 + i];
    }
    return sum;
}

}  // namespace akt
