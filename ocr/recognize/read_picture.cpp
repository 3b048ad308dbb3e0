#include "ocr/recognize/read_picture.h"

#include <optional>
#include <utility>
#include <vector>

#include "ocr/pages/columns.h"
#include "ocr/pages/preprocess.h"
#include "ocr/recognize/clutter.h"
#include "ocr/recognize/reading_quality.h"
#include "ocr/recognize/second_reading.h"

namespace akt {
namespace {

/// The page turned one way.
struct Turned {
    int degrees;  ///< clockwise
    PageImage picture, preview;
    double skew_degrees;
};

/// A reading of a page, what it was read from, and what is thought of it.
struct Attempt {
    int turned_degrees;
    PreparedImage prepared;
    Page read;  ///< boxes in pixels of the prepared picture
    ReadingQuality quality;
};

Page empty_page(const PageImage& picture) {
    Page page;
    page.how = PageReading::ocr;
    page.width_px = picture.width_px();
    page.height_px = picture.height_px();
    page.dpi = picture.dpi();
    return page;
}

/// The lines with their boxes where they stand on the page.
std::vector<Line> placed(const std::vector<Line>& lines, const PreparedImage& prepared) {
    std::vector<Line> result;
    for (const Line& line : lines) {
        Line& on_page = result.emplace_back();
        on_page.block = line.block;
        for (const Word& word : line.words) {
            on_page.words.emplace_back(word.raw(), prepared.on_page(word.box()), word.confidence());
            on_page.box = united(on_page.box, on_page.words.back().box());
        }
    }
    return result;
}

/// What is asked of a page before it is read shows as well in a coarse picture of it, for a fraction of the
/// time.
constexpr int kPreviewDpi = 150;

class PictureReader {
public:
    PictureReader(const PageImage& picture, const PageImage& preview, Recognizer& recognizer,
                  Recognizer* careful, const Lexicon* lexicon, bool thorough)
        : picture_(picture),
          preview_(preview),
          recognizer_(recognizer),
          careful_(careful),
          lexicon_(lexicon),
          thorough_(thorough),
          has_uneven_light_(has_uneven_light(preview)) {}

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
        if (careful_ != nullptr && best.quality.letters > 0) {
            read_doubtful_words_again(best.read, best.prepared.image(), *careful_);
            best.quality = quality_of(best.read, lexicon_);
        }
        Page page = on_page(best);
        page.reads_badly =
            best.quality.letters >= kFewLetters && best.quality.mean_confidence < kBadConfidence;
        return page;
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
        const int turn = best.turned_degrees;
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
        Attempt white = attempt(best.turned_degrees, kSmoothedWhite);
        if (white.quality.letters >= kFewLetters && reads_well(white)) best = std::move(white);
    }

    Attempt attempt(int turn, Preparation how) {
        const Turned& page = turned_page(turn);
        how.even_light = how.even_light || has_uneven_light_;
        how.skew_degrees = page.skew_degrees;
        PreparedImage prepared = prepare(page.picture, how);
        Page read = recognizer_.recognize(prepared.image(), layout_of(page.preview, how));
        remove_clutter(read, lexicon_);
        const ReadingQuality quality = quality_of(read, lexicon_);
        return {turn, std::move(prepared), std::move(read), quality};
    }

    /// The last one is kept: a doubtful page is read several times the same way up.
    const Turned& turned_page(int degrees) {
        if (!turned_ || turned_->degrees != degrees) {
            PageImage preview = turned(preview_, degrees);
            const double skew_degrees = find_skew_degrees(preview);
            turned_.emplace(Turned{degrees, turned(picture_, degrees), std::move(preview), skew_degrees});
        }
        return *turned_;
    }

    Page on_page(const Attempt& attempt) const {
        Page page = empty_page(picture_);
        page.turned_degrees = attempt.turned_degrees;
        if (attempt.turned_degrees % 180 != 0) std::swap(page.width_px, page.height_px);
        page.lines = placed(attempt.read.lines, attempt.prepared);
        for (const OtherReading& other : attempt.read.others)
            page.others.push_back({other.source, placed(other.lines, attempt.prepared)});
        return page;
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
    Recognizer* careful_;
    const Lexicon* lexicon_;
    bool thorough_;
    bool has_uneven_light_;
    std::optional<Turned> turned_;
};

Page read_even_picture(const PageImage& picture, Recognizer& recognizer, Recognizer* careful,
                       const Lexicon* lexicon, bool thorough) {
    const PageImage preview = at_resolution(picture, kPreviewDpi);
    if (is_blank(preview)) return empty_page(picture);
    return PictureReader(picture, preview, recognizer, careful, lexicon, thorough).read();
}

}  // namespace

Page read_picture(const PageImage& picture, Recognizer& recognizer, Recognizer* careful,
                  const Lexicon* lexicon, bool thorough) {
    if (is_dithered(picture))
        return read_even_picture(smoothed(picture), recognizer, careful, lexicon, thorough);
    return read_even_picture(picture, recognizer, careful, lexicon, thorough);
}

}  // namespace akt
