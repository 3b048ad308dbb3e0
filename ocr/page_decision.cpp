#include "ocr/page_decision.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "ocr/base/utf8.h"
#include "ocr/language/lexicon.h"
#include "ocr/recognize/merge.h"
#include "ocr/recognize/reading_quality.h"

namespace akt {
namespace {

constexpr double kScanShare = 0.6;            // a picture under most of the page: the page is a scan
constexpr double kTellingPictureShare = 0.1;  // large enough to hold text worth reading
constexpr int kFewWords = 20;                 // a stamp or a page number laid over a scan is no text layer
constexpr int kUnreadWordsBorne = 8;          // a signature, a logotype, a stamp
constexpr double kUnreadShareBorne = 0.04;    // of the layer's words
constexpr float kSureWord = 0.6F;             // textures and drawings read as faint nonsense

/// Share of the page under any of the boxes, on a grid of 64 x 64 cells: strips and tiles of a scan add up,
/// layers over one another do not.
double covered_share(const PageShape& shape) {
    static constexpr int kCells = 64;
    std::vector<bool> covered(kCells * kCells, false);
    for (const PixelBox& box : shape.pictures) {
        const auto cell = [](int at_px, int whole_px) {
            return std::clamp(static_cast<int>((std::int64_t{at_px} * kCells + whole_px / 2) / whole_px), 0,
                              kCells);
        };
        const int left = cell(box.left_px, shape.width_px), right = cell(box.right_px, shape.width_px);
        const int top = cell(box.top_px, shape.height_px), bottom = cell(box.bottom_px, shape.height_px);
        for (int y = top; y < bottom; ++y) {
            for (int x = left; x < right; ++x) covered[static_cast<std::size_t>(y * kCells + x)] = true;
        }
    }
    return static_cast<double>(std::count(covered.begin(), covered.end(), true)) / (kCells * kCells);
}

bool holds_a_word(const PixelBox& picture, const Page& layer) {
    for (const Line& line : layer.lines) {
        for (const Word& word : line.words) {
            if (!intersected(picture, word.box()).empty()) return true;
        }
    }
    return false;
}

/// Whether the recognised page should stand instead of a layer that is not known to be sound.
bool is_better(const Page& recognized, const Page& layer, TextCondition condition, const Lexicon* lexicon) {
    const double ours = quality_of(recognized, lexicon).known_letters;
    const double theirs = quality_of(layer, lexicon).known_letters;
    // A damaged layer has known words that are wrong: "far" for "får". One that may be sound must be beaten.
    if (condition == TextCondition::damaged) return !recognized.reads_badly && ours >= 0.8 * theirs;
    return ours > 1.05 * theirs;
}

/// A page number or a known word. What a replaced layer alone has may also be a signature read as letters.
bool is_believable(const Word& word, const Lexicon* lexicon) {
    std::string letters;
    int digits = 0, others = 0;
    for (const char32_t c : to_utf32(word.raw())) {
        if (is_letter(c))
            append_utf8(letters, to_lower(c));
        else
            ++(is_digit(c) ? digits : others);
    }
    if (letters.empty()) return digits > 0 && others <= digits + 1;
    return letters.size() >= 4 && digits == 0 && lexicon != nullptr && lexicon->contains(letters);
}

Page believable_words(Page layer, const Lexicon* lexicon) {
    for (Line& line : layer.lines)
        std::erase_if(line.words, [&](const Word& word) { return !is_believable(word, lexicon); });
    return layer;
}

/// Boxes of a page that is turned another way say nothing here.
void keep_aside(Page& page, OtherReading::Source source, std::vector<Line> lines, bool same_way_up) {
    if (lines.empty()) return;
    for (Line& line : lines) {
        line.role = LineRole::body;
        if (same_way_up) continue;
        line.box = {};
        for (Word& word : line.words) word = Word(word.raw(), {}, word.confidence());
    }
    page.others.push_back({source, std::move(lines)});
}

}  // namespace

bool is_scan(const PageEvidence& evidence) {
    return evidence.pictured_share >= kScanShare;
}

Page combined(Page layer, Page recognized, const PageEvidence& evidence, const Lexicon* lexicon) {
    if (recognized.lines.empty()) return layer;
    const bool same_way_up = layer.turned_degrees == recognized.turned_degrees;
    const bool in_doubt = is_scan(evidence) && evidence.condition != TextCondition::sound;
    if (in_doubt && is_better(recognized, layer, evidence.condition, lexicon)) {
        recognized.how = PageReading::both;
        // A lone page number in a corner is often missed.
        if (same_way_up) add_words_outside(recognized, believable_words(layer, lexicon), 0);
        keep_aside(recognized, OtherReading::Source::text_layer, std::move(layer.lines), same_way_up);
        return recognized;
    }
    layer.how = PageReading::both;
    if (same_way_up) add_words_outside(layer, recognized, kSureWord);
    keep_aside(layer, OtherReading::Source::ocr, std::move(recognized.lines), same_way_up);
    return layer;
}

PageEvidence evidence_of(const PageShape& shape, const Page& layer, const TextJudge& judge) {
    PageEvidence evidence;
    evidence.can_be_rendered = shape.dpi > 0;
    for (const Line& line : layer.lines) evidence.layer_words += static_cast<int>(line.words.size());
    if (!evidence.can_be_rendered || shape.pictures.empty()) return evidence;

    evidence.pictured_share = covered_share(shape);
    // Nothing hangs on it elsewhere.
    if (is_scan(evidence) && evidence.layer_words > 0 && judge) evidence.condition = judge(text_of(layer));
    const double page_area = static_cast<double>(shape.width_px) * shape.height_px;
    for (const PixelBox& picture : shape.pictures) {
        const double share = static_cast<double>(picture.width_px()) * picture.height_px() / page_area;
        // A turned page's words are in other coordinates; its pictures then count as silent only when it has
        // none.
        const bool silent =
            layer.turned_degrees == 0 ? !holds_a_word(picture, layer) : evidence.layer_words == 0;
        if (silent) evidence.silent_picture_share = std::max(evidence.silent_picture_share, share);
    }
    return evidence;
}

PageReading decide_reading(const PageEvidence& evidence, const ReadOptions& options) {
    if (!evidence.can_be_rendered) return PageReading::text_layer;
    if (options.redo_ocr) return PageReading::ocr;
    if (evidence.layer_words == 0) return PageReading::ocr;
    if (options.keep_text_layer) return PageReading::text_layer;
    if (is_scan(evidence)) {
        const double borne = std::max<double>(kUnreadWordsBorne, kUnreadShareBorne * evidence.layer_words);
        const bool is_whole = evidence.layer_words >= kFewWords && evidence.unread_words <= borne;
        return evidence.condition == TextCondition::sound && is_whole ? PageReading::text_layer
                                                                      : PageReading::both;
    }
    // The letters of a damaged layer without a scan under it are drawn wrong too, or right and only named
    // wrong: repair mends both, and recognition would add errors of its own.
    return evidence.silent_picture_share >= kTellingPictureShare ? PageReading::both
                                                                 : PageReading::text_layer;
}

}  // namespace akt
