#include "ocr/recognize/clutter.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <string>
#include <vector>

#include "ocr/base/utf8.h"
#include "ocr/language/lexicon.h"
#include "ocr/recognize/reading_quality.h"

namespace akt {
namespace {

struct Letters {
    int letters = 0, digits = 0, others = 0;
    std::string lower;  ///< the letters alone, in lower case
};

Letters letters_of(const Word& word) {
    Letters result;
    for (const char32_t c : to_utf32(word.raw())) {
        if (is_letter(c)) {
            ++result.letters;
            append_utf8(result.lower, to_lower(c));
        } else if (is_digit(c)) {
            ++result.digits;
        } else {
            ++result.others;
        }
    }
    return result;
}

/// Height of the page's usual word: the middle one of those with a letter and read with some confidence.
int usual_height_px(const Page& page) {
    std::vector<int> heights_px;
    for (const Line& line : page.lines) {
        for (const Word& word : line.words) {
            if (word.confidence() >= 0.6F && letters_of(word).letters > 1)
                heights_px.push_back(word.box().height_px());
        }
    }
    if (heights_px.empty()) return 0;
    const auto middle = heights_px.begin() + static_cast<std::ptrdiff_t>(heights_px.size() / 2);
    std::nth_element(heights_px.begin(), middle, heights_px.end());
    return *middle;
}

/// An upright stroke as tall as the line and read as a dash or the like is a piece of a table's rule.
bool is_rule(const Word& word, int usual_px) {
    static constexpr std::string_view kSigns = "-=_~.,:;'\"|/\\+*<>()[]{}";
    for (const char32_t c : to_utf32(word.raw())) {
        const bool dash_or_quote = c >= 0x2010 && c <= 0x201F;
        if (!dash_or_quote && (c >= 0x80 || kSigns.find(static_cast<char>(c)) == std::string_view::npos))
            return false;
    }
    const PixelBox& box = word.box();
    return word.raw() != ":" && box.height_px() >= usual_px && 2 * box.width_px() < box.height_px() &&
           word.confidence() < 0.7F;
}

/// Letters and digits are never a third as high as the page's print.
bool is_speck(const Word& word, int usual_px) {
    const Letters letters = letters_of(word);
    const int height_px = word.box().height_px();
    if (letters.letters + letters.digits == 0) {
        const bool signs_of_print =
            word.raw() == "-" || word.raw() == "–" || word.raw() == "—" || word.raw() == "•";
        return !signs_of_print && word.confidence() < 0.55F && 3 * height_px < usual_px;
    }
    return word.confidence() < 0.6F && 3 * height_px < usual_px;
}

/// Whether the word speaks for print: one of the language, read with some confidence. Of a signature's
/// strokes the recogniser makes short words too, but of the strokes' size.
bool is_known(const Word& word, int usual_px, const Lexicon* lexicon) {
    const Letters letters = letters_of(word);
    if (letters.letters < 4 || letters.digits > 0) return false;
    const int height_px = word.box().height_px();
    const bool of_usual_size = 2 * height_px <= 3 * usual_px && 2 * height_px >= usual_px;
    const float wanted = of_usual_size || letters.letters >= 6 ? 0.25F : 0.6F;
    return word.confidence() >= wanted && lexicon != nullptr && lexicon->contains(letters.lower);
}

/// A signature read as numbers: no letter in it, larger than the page's print, and nothing it is sure of. A
/// row of dashes or dots about a number has boxes of any height.
bool is_signature(const Line& line, int usual_px) {
    constexpr double kUnsure = 0.75;
    if (mean_confidence(line.words) >= kUnsure) return false;
    int tallest_px = 0;
    for (const Word& word : line.words) {
        const Letters letters = letters_of(word);
        if (letters.letters > 0) return false;
        if (letters.digits > 0) tallest_px = std::max(tallest_px, word.box().height_px());
    }
    return 2 * tallest_px > 3 * usual_px;
}

/// A line that reads badly throughout, and looks like no line of this page's print.
bool is_scribble(const Line& line, int usual_px, const Lexicon* lexicon) {
    constexpr double kBadly = 0.5;
    if (is_signature(line, usual_px)) return true;
    if (mean_confidence(line.words) >= kBadly) return false;
    int longest = 0, tallest_px = 0, shortest_px = std::numeric_limits<int>::max();
    for (const Word& word : line.words) {
        if (is_known(word, usual_px, lexicon)) return false;
        const Letters letters = letters_of(word);
        // Strokes of a signature look like digits now and then: a number speaks for nothing.
        if (word.confidence() >= 0.8F && letters.letters >= 3) return false;
        if (letters.letters + letters.digits == 0) continue;  // dots and dashes are as low as they are
        longest = std::max(longest, letters.letters + letters.digits);
        tallest_px = std::max(tallest_px, word.box().height_px());
        shortest_px = std::min(shortest_px, word.box().height_px());
    }
    const bool out_of_size = 2 * tallest_px > 3 * usual_px || 2 * shortest_px < usual_px;
    return out_of_size || longest <= 1;
}

}  // namespace

void remove_clutter(Page& page, const Lexicon* lexicon) {
    const int usual_px = usual_height_px(page);
    if (usual_px == 0) return;  // nothing on it was read with confidence; there is no measure
    OtherReading clutter{OtherReading::Source::clutter, {}};
    std::vector<Line> print;
    for (Line& line : page.lines) {
        const auto first_removed = std::stable_partition(
            line.words.begin(), line.words.end(),
            [&](const Word& word) { return !is_rule(word, usual_px) && !is_speck(word, usual_px); });
        Line removed;
        removed.words.assign(std::make_move_iterator(first_removed),
                             std::make_move_iterator(line.words.end()));
        line.words.erase(first_removed, line.words.end());
        if (!removed.words.empty()) {
            removed.box = box_around(removed.words);
            line.box = box_around(line.words);
            clutter.lines.push_back(std::move(removed));
        }
        if (line.words.empty()) continue;
        (is_scribble(line, usual_px, lexicon) ? clutter.lines : print).push_back(std::move(line));
    }
    page.lines = std::move(print);
    if (!clutter.lines.empty()) page.others.push_back(std::move(clutter));
}

}  // namespace akt
