#include "ocr/page_decision.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace akt {
namespace {

constexpr double kScanShare = 0.6;            // a picture under most of the page: the page is a scan
constexpr double kTellingPictureShare = 0.1;  // large enough to hold text worth reading
constexpr int kFewWords = 20;                 // a stamp or a page number laid over a scan is no text layer

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

}  // namespace

PageEvidence evidence_of(const PageShape& shape, const Page& layer, const TextJudge& judge) {
    PageEvidence evidence;
    evidence.can_be_rendered = shape.dpi > 0;
    for (const Line& line : layer.lines) evidence.layer_words += static_cast<int>(line.words.size());
    if (evidence.layer_words > 0 && judge) evidence.condition = judge(text_of(layer));
    if (!evidence.can_be_rendered || shape.pictures.empty()) return evidence;

    evidence.pictured_share = covered_share(shape);
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
    if (evidence.pictured_share >= kScanShare) {
        if (evidence.condition == TextCondition::damaged) return PageReading::ocr;
        if (evidence.layer_words < kFewWords) return PageReading::both;
        return PageReading::text_layer;
    }
    // The letters of a damaged layer without a scan under it are drawn wrong too, or right and only named
    // wrong: repair mends both, and recognition would add errors of its own.
    return evidence.silent_picture_share >= kTellingPictureShare ? PageReading::both
                                                                 : PageReading::text_layer;
}

}  // namespace akt
