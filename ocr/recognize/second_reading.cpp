#include "ocr/recognize/second_reading.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "ocr/base/utf8.h"
#include "ocr/pages/preprocess.h"
#include "ocr/recognize/reading_quality.h"

namespace akt {
namespace {

/// Sound print reads at 0.9 and more; of the words under this every third is misread.
constexpr float kDoubtful = 0.75F;

bool is_doubtful(const Word& word) {
    const std::u32string characters = to_utf32(word.raw());
    return word.confidence() < kDoubtful && std::any_of(characters.begin(), characters.end(), [](char32_t c) {
               return is_letter(c) || is_digit(c);
           });
}

bool any_doubtful(std::span<const Word> words) {
    return std::any_of(words.begin(), words.end(), is_doubtful);
}

/// The words with room about them for strokes that reach out of their boxes.
PixelBox with_margin(const PixelBox& words, const PageImage& page) {
    const int margin_px = words.height_px() / 2;
    return intersected({words.left_px - margin_px, words.top_px - margin_px, words.right_px + margin_px,
                        words.bottom_px + margin_px},
                       {0, 0, page.width_px(), page.height_px()});
}

PixelBox moved(const PixelBox& box, int right_px, int down_px) {
    return {box.left_px + right_px, box.top_px + down_px, box.right_px + right_px, box.bottom_px + down_px};
}

/// Whether both boxes are about the same print.
bool same_place(const PixelBox& a, const PixelBox& b) {
    return 3 * intersected(a, b).area_px2() > std::min(a.area_px2(), b.area_px2());
}

using Words = std::span<const Word>;

/// What the careful reading is asked about: of dashes, stops and spaces it knows no more than the quick one,
/// and of ü it knows less, which it takes for ö where letters are round.
std::u32string asked_about(Words words) {
    std::u32string result;
    for (const Word& word : words) {
        for (const char32_t c : to_utf32(word.raw())) {
            if (is_letter(c) || is_digit(c)) result += c == U'ü' ? U'ö' : c == U'Ü' ? U'Ö' : c;
        }
    }
    return result;
}

/// Of two readings of the same print the better one.
Words better(Words quick, Words careful) {
    if (careful.empty() || !any_doubtful(quick)) return quick;
    if (asked_about(quick) == asked_about(careful)) return quick;
    return mean_confidence(careful) > mean_confidence(quick) ? careful : quick;
}

/// The doubtful words of `quick` as `careful` has them, each of whose words stands where `quick` has one.
/// Where one reading has two words and the other one, they are taken together.
std::vector<Word> merged(Words quick, Words careful) {
    std::vector<Word> result;
    std::size_t q = 0, c = 0;
    while (q < quick.size()) {
        std::size_t q_end = q + 1, c_end = c;
        for (bool grown = true; grown;) {
            grown = false;
            while (c_end < careful.size() && same_place(careful[c_end].box(), quick[q_end - 1].box())) {
                ++c_end;
                grown = true;
            }
            while (c_end > c && q_end < quick.size() &&
                   same_place(careful[c_end - 1].box(), quick[q_end].box())) {
                ++q_end;
                grown = true;
            }
        }
        const Words taken = better(quick.subspan(q, q_end - q), careful.subspan(c, c_end - c));
        result.insert(result.end(), taken.begin(), taken.end());
        q = q_end;
        c = c_end;
    }
    return result;
}

/// Where words of `page` that are not among `shown` reach into `place`.
std::vector<PixelBox> others_in(const PixelBox& place, const Page& page, Words shown) {
    std::vector<PixelBox> boxes;
    for (const Line& line : page.lines) {
        for (const Word& word : line.words) {
            const PixelBox shared = intersected(word.box(), place);
            const bool is_shown = &word >= shown.data() && &word < shown.data() + shown.size();
            if (!is_shown && !shared.empty()) boxes.push_back(shared);
        }
    }
    return boxes;
}

/// The words from the first doubtful one to the last, with some about them: a network reads a word better
/// among others.
Words about_doubtful(Words words) {
    constexpr std::size_t kNeighbours = 2;
    std::size_t first = words.size(), last = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (is_doubtful(words[i])) first = std::min(first, i), last = i + 1;
    }
    if (last == 0) return {};
    first -= std::min(first, kNeighbours);
    return words.subspan(first, std::min(words.size(), last + kNeighbours) - first);
}

/// What the recognizer reads in `place` where `shown` are, from left to right.
std::vector<Word> read_again(Words shown, const PageImage& image, const PixelBox& place,
                             Recognizer& recognizer) {
    std::vector<Word> words;
    for (const Line& read : recognizer.recognize(image, Layout::one_column).lines) {
        for (const Word& word : read.words) {
            const PixelBox box = moved(word.box(), place.left_px, place.top_px);
            if (std::any_of(shown.begin(), shown.end(),
                            [&](const Word& first) { return same_place(first.box(), box); }))
                words.emplace_back(word.raw(), box, word.confidence());
        }
    }
    std::stable_sort(words.begin(), words.end(),
                     [](const Word& a, const Word& b) { return a.box().left_px < b.box().left_px; });
    return words;
}

}  // namespace

void read_doubtful_words_again(Page& page, const PageImage& image, Recognizer& careful) {
    for (Line& line : page.lines) {
        const Words shown = about_doubtful(line.words);
        if (shown.empty()) continue;
        const PixelBox place = with_margin(box_around(shown), image);
        if (place.empty()) continue;
        const PageImage alone = cut_out(image, place, others_in(place, page, shown));
        const std::vector<Word> read = merged(shown, read_again(shown, alone, place, careful));
        const auto first = line.words.begin() + (shown.data() - line.words.data());
        const auto rest = line.words.erase(first, first + static_cast<std::ptrdiff_t>(shown.size()));
        line.words.insert(rest, read.begin(), read.end());
        line.box = box_around(line.words);
    }
}

}  // namespace akt
