#include "ocr/read_document.h"

#include <exception>
#include <new>
#include <utility>
#include <vector>

#include "ocr/base/error.h"
#include "ocr/language/lexicon.h"
#include "ocr/page_decision.h"
#include "ocr/pages/marked_picture.h"
#include "ocr/pages/page_picture.h"
#include "ocr/pages/preprocess.h"
#include "ocr/pages/unread_words.h"
#include "ocr/recognize/read_picture.h"
#include "ocr/recognize/tesseract_recognizer.h"
#include "ocr/text_judge.h"

namespace akt {
namespace {

std::vector<PixelBox> word_boxes(const Page& page) {
    std::vector<PixelBox> boxes;
    for (const Line& line : page.lines) {
        for (const Word& word : line.words) boxes.push_back(word.box());
    }
    return boxes;
}

Page read(PageSource& source, int number, PageReaderTools& tools, const ReadOptions& options) {
    const PageShape shape = source.shape(number);
    Page layer = source.text_layer(number);
    PageEvidence evidence = evidence_of(shape, layer, tools.judge);
    PageReading how = decide_reading(evidence, options);
    std::optional<PageImage> picture;
    if (how == PageReading::text_layer && is_scan(evidence) && !options.keep_text_layer) {
        // The layer looks sound, but is it all there? Only the picture tells.
        picture = source.picture(number);
        if (picture)
            evidence.unread_words =
                count_unread_words(turned(*picture, layer.turned_degrees), word_boxes(layer));
        how = decide_reading(evidence, options);
    }
    if (how == PageReading::text_layer) return layer;

    if (!picture) picture = source.picture(number);
    Page page = picture ? read_picture(*picture, *tools.recognizer, tools.careful_recognizer.get(),
                                       tools.lexicon.get(), options.thorough)
                        : Page{};
    page.number = number;
    page.dpi = shape.dpi;  // how the file's page is rendered again, not how large its print seems
    if (how == PageReading::ocr) return page;
    return combined(std::move(layer), std::move(page), evidence, tools.lexicon.get());
}

Page failed_page(int number, const std::string& reason) {
    Page page;
    page.number = number;
    page.how = PageReading::failed;
    page.failure = reason;
    return page;
}

}  // namespace

PageReaderTools PageReaderTools::open(const std::filesystem::path& models, Opening opening) {
    const auto lexicon = std::make_shared<const Lexicon>(Lexicon::open(models));
    const std::string model = wanted_recognizer_model();
    PageReaderTools tools{make_tesseract_recognizer(model, models, opening), text_judge_of(*lexicon),
                          lexicon};
    // Another model that was asked for reads alone.
    if (model == kOwnRecognizerModel)
        tools.careful_recognizer = make_tesseract_recognizer(kLargeRecognizerModel, models, opening);
    return tools;
}

std::string PageReaderTools::recognizer_name() const {
    if (!careful_recognizer) return recognizer->name();
    return recognizer->name() + ", doubtful words " + careful_recognizer->name();
}

DocumentReader::DocumentReader(const std::filesystem::path& file, const ReadLimits& limits)
    : source_(open_page_source(file, limits)) {}

std::string DocumentReader::draw_page(int number, int turned_degrees, int max_width_px) {
    return render_page_png(*source_, number, turned_degrees, max_width_px);
}

std::string DocumentReader::mark_page(const Page& page) {
    return render_marked_png(*source_, page);
}

Page DocumentReader::read_page(int number, PageReaderTools& tools, const ReadOptions& options) {
    if (number < 1 || number > page_count())
        throw Error(ErrorCode::usage, description().file_name, "has no page " + std::to_string(number));
    try {
        return read(*source_, number, tools, options);
    } catch (const Error& error) {
        return failed_page(number, error.message());
    } catch (const std::bad_alloc&) {
        return failed_page(number, "needs more memory than a page may have");
    } catch (const std::exception& error) {
        return failed_page(number, error.what());
    }
}

}  // namespace akt
