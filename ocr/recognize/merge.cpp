#include "ocr/recognize/merge.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace akt {
namespace {

constexpr float kSurestRecognised = 0.99F;

bool stands_in(const PixelBox& word, const Page& page) {
    double covered = 0;
    for (const Line& line : page.lines) {
        if (intersected(line.box, word).empty()) continue;
        for (const Word& other : line.words) covered += intersected(other.box(), word).area_px2();
    }
    return covered > 0.2 * word.area_px2();
}

}  // namespace

void add_words_outside(Page& page, const Page& recognized, float min_confidence) {
    std::vector<Line> added;
    for (const Line& line : recognized.lines) {
        Line outside;
        outside.block = line.block;
        for (const Word& word : line.words) {
            if (word.confidence() < min_confidence || stands_in(word.box(), page)) continue;
            outside.words.emplace_back(word.raw(), word.box(),
                                       std::min(word.confidence(), kSurestRecognised));
            outside.box = united(outside.box, word.box());
        }
        if (!outside.words.empty()) added.push_back(std::move(outside));
    }
    for (Line& line : added) {
        // Before the first line that begins below it: the layer's own order is kept.
        const auto place = std::find_if(page.lines.begin(), page.lines.end(), [&](const Line& other) {
            return other.box.top_px >= line.box.bottom_px;
        });
        const int block = place == page.lines.begin() ? 0 : std::prev(place)->block + 1;
        const auto shift_from = page.lines.insert(place, std::move(line));
        shift_from->block = block;
        for (auto later = std::next(shift_from); later != page.lines.end(); ++later) later->block += 2;
    }
    int number = -1, last = -1;
    for (Line& line : page.lines) {
        if (number < 0 || line.block != last) ++number;
        last = std::exchange(line.block, number);
    }
}

}  // namespace akt
