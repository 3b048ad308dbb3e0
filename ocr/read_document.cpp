#include "ocr/read_document.h"

#include <exception>
#include <new>
#include <utility>

#include "ocr/base/error.h"
#include "ocr/language/lexicon.h"
#include "ocr/page_decision.h"
#include "ocr/pages/page_picture.h"
#include "ocr/recognize/merge.h"
#include "ocr/recognize/read_picture.h"
#include "ocr/recognize/tesseract_recognizer.h"
#include "ocr/text_judge.h"

namespace akt {
namespace {

Page recognized(PageSource& source, int number, PageReaderTools& tools) {
    const PageShape shape = source.shape(number);
    const std::optional<PageImage> picture = source.picture(number);
    Page page = picture ? read_picture(*picture, *tools.recognizer, tools.lexicon.get()) : Page{};
    page.number = number;
    page.dpi = shape.dpi;  // how the file's page is rendered again, not how large its print seems
    return page;
}

Page read(PageSource& source, int number, PageReaderTools& tools, const ReadOptions& options) {
    constexpr float kSureWord = 0.6F;  // textures and drawings read as faint nonsense
    const PageShape shape = source.shape(number);
    Page layer = source.text_layer(number);
    switch (decide_reading(evidence_of(shape, layer, tools.judge), options)) {
        case PageReading::ocr: return recognized(source, number, tools);
        case PageReading::both: {
            const Page from_picture = recognized(source, number, tools);
            if (from_picture.turned_degrees == layer.turned_degrees && !from_picture.lines.empty()) {
                add_words_outside(layer, from_picture, kSureWord);
                layer.how = PageReading::both;
            }
            return layer;
        }
        default: return layer;
    }
}

Page failed_page(int number, const std::string& reason) {
    Page page;
    page.number = number;
    page.how = PageReading::failed;
    page.failure = reason;
    return page;
}

}  // namespace

PageReaderTools PageReaderTools::open(const std::filesystem::path& models) {
    const auto lexicon = std::make_shared<const Lexicon>(Lexicon::open(models));
    return {make_tesseract_recognizer("swe", {}, Opening::when_needed), text_judge_of(*lexicon), lexicon};
}

DocumentReader::DocumentReader(const std::filesystem::path& file, const ReadLimits& limits)
    : source_(open_page_source(file, limits)) {}

std::string DocumentReader::draw_page(int number, int turned_degrees, int max_width_px) {
    return render_page_png(*source_, number, turned_degrees, max_width_px);
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
