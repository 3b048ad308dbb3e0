#include "ocr/recognize/read_picture.h"

#include <utility>

#include "ocr/pages/columns.h"
#include "ocr/pages/preprocess.h"
#include "ocr/recognize/clutter.h"
#include "ocr/recognize/reading_quality.h"

namespace akt {
namespace {

/// A reading of a page with what is thought of it.
struct Attempt {
    Page page;
    ReadingQuality quality;
};

Page empty_page(const PageImage& upright) {
    Page page;
    page.how = PageReading::ocr;
    page.width_px = upright.width_px();
    page.height_px = upright.height_px();
    page.dpi = upright.dpi();
    return page;
}

/// What is asked of a page before it is read shows as well in a coarse picture of it, for a fraction of the
/// time.
constexpr int kPreviewDpi = 150;

class PictureReader {
public:
    PictureReader(const PageImage& picture, const PageImage& preview, Recognizer& recognizer,
                  const Lexicon* lexicon, bool thorough)
        : picture_(picture),
          preview_(preview),
          recognizer_(recognizer),
          lexicon_(lexicon),
          thorough_(thorough) {}

    Page read() {
        const Orientation orientation = find_orientation(preview_);
        constexpr double kLikely = 5, kSure = 9;
        int turn = orientation.confidence >= kLikely ? orientation.turned_degrees : 0;
        Attempt best = attempt(turn, Preparation{});
        if (!reads_well(best) && (orientation.confidence < kSure || turn != 0)) {
            for (const int other : {0, 90, 180, 270}) {
                if (other == turn) continue;
                keep_better(best, attempt(other, Preparation{}));
                if (reads_well(best)) break;
            }
        }
        if (is_doubtful(best))
            try_again(best);
        else if (best.quality.letters < kFewLetters)
            look_beneath_the_paper(best);
        best.page.reads_badly =
            best.quality.letters >= kFewLetters && best.quality.mean_confidence < kBadConfidence;
        return std::move(best.page);
    }

private:
    static constexpr double kFewLetters = 20, kBadConfidence = 0.75;
    static constexpr Preparation kSmoothedWhite{.dpi = 200, .even_light = true, .smooth = true};

    static bool reads_well(const Attempt& attempt) {
        return attempt.quality.mean_confidence >= 0.75 && attempt.quality.known_share >= 0.5;
    }

    /// Sound print reads at 0.93 and more on average; faded, broken or tiny print below this.
    static bool is_doubtful(const Attempt& attempt) {
        return attempt.quality.letters >= kFewLetters && attempt.quality.mean_confidence < 0.88;
    }

    static void keep_better(Attempt& best, Attempt other) {
        if (other.quality.believed_letters > best.quality.believed_letters) best = std::move(other);
    }

    /// Thin, broken strokes join when the page is read coarser and smoothed; grey paper and shadows go when
    /// its light is evened.
    void try_again(Attempt& best) {
        const int turn = best.page.turned_degrees;
        keep_better(best, attempt(turn, kSmoothedWhite));
        if (!thorough_) return;
        for (const Preparation& how : {Preparation{.dpi = 300, .even_light = true},
                                       {.dpi = 300, .even_light = true, .smooth = true},
                                       {.dpi = 400, .even_light = true},
                                       {.dpi = 150, .even_light = true, .smooth = true}})
            keep_better(best, attempt(turn, how));
    }

    /// Print on grey or dithered paper with white beside it, such as the corners of a sheet that lay askew,
    /// may all be taken for a picture. What is really a picture reads badly this way too.
    void look_beneath_the_paper(Attempt& best) {
        Attempt white = attempt(best.page.turned_degrees, kSmoothedWhite);
        if (white.quality.letters >= kFewLetters && reads_well(white)) best = std::move(white);
    }

    Attempt attempt(int turn, Preparation how) {
        const PageImage upright = turned(picture_, turn), coarse = turned(preview_, turn);
        if (!how.even_light) how.even_light = has_uneven_light(preview_);
        how.skew_degrees = find_skew_degrees(coarse);
        const PreparedImage prepared = prepare(upright, how);
        const Page read = recognizer_.recognize(prepared.image(), layout_of(coarse, how));
        Attempt result{empty_page(upright), {}};
        result.page.turned_degrees = turn;
        for (const Line& line : read.lines) {
            Line placed;
            placed.block = line.block;
            for (const Word& word : line.words) {
                placed.words.emplace_back(word.raw(), prepared.on_page(word.box()), word.confidence());
                placed.box = united(placed.box, placed.words.back().box());
            }
            result.page.lines.push_back(std::move(placed));
        }
        remove_clutter(result.page, lexicon_);
        result.quality = quality_of(result.page, lexicon_);
        return result;
    }

    /// The recogniser's own look at the layout costs a sixth of reading: most pages show without it that they
    /// have no columns.
    Layout layout_of(const PageImage& coarse, const Preparation& how) const {
        const PreparedImage level = prepare(
            coarse, {.dpi = coarse.dpi(), .even_light = how.even_light, .skew_degrees = how.skew_degrees});
        return may_have_columns(level.image()) ? recognizer_.find_layout(level.image()) : Layout::one_column;
    }

    const PageImage& picture_;
    const PageImage& preview_;
    Recognizer& recognizer_;
    const Lexicon* lexicon_;
    bool thorough_;
};

Page read_even_picture(const PageImage& picture, Recognizer& recognizer, const Lexicon* lexicon,
                       bool thorough) {
    const PageImage preview = at_resolution(picture, kPreviewDpi);
    if (is_blank(preview)) return empty_page(picture);
    return PictureReader(picture, preview, recognizer, lexicon, thorough).read();
}

}  // namespace

Page read_picture(const PageImage& picture, Recognizer& recognizer, const Lexicon* lexicon, bool thorough) {
    if (is_dithered(picture)) return read_even_picture(smoothed(picture), recognizer, lexicon, thorough);
    return read_even_picture(picture, recognizer, lexicon, thorough);
}

}  // namespace akt
