#include "ocr/read_document.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ocr/base/error.h"
#include "ocr/base/resources.h"
#include "ocr/language/lexicon.h"
#include "ocr/text_judge.h"
#include "tests/support/scripted_recognizer.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tiny_pdf.h"

using akt::Page;
using akt::PageReading;
using akt::test::ScriptedRecognizer;
using akt::test::TemporaryFolder;
using akt::test::TinyPdf;

namespace {

/// Real judge and lexicon; the recogniser reads every page as the same few words.
akt::PageReaderTools tools_reading(const std::string& word) {
    const auto lexicon = std::make_shared<const akt::Lexicon>(akt::Lexicon::open(akt::models_folder()));
    auto recognizer = std::make_unique<ScriptedRecognizer>([word](const akt::PageImage& image, akt::Layout) {
        Page page;
        page.lines = {
            akt::test::line_of({word, "styrelsen", "beslutar"}, 0.95F, 40, image.height_px() - 200, 40)};
        return page;
    });
    return {std::move(recognizer), akt::text_judge_of(*lexicon), lexicon};
}

PageReading how_of(const char* sample, int number, const akt::ReadOptions& options = {}) {
    akt::DocumentReader reader(std::string("corpus/samples/files/") + sample, {});
    akt::PageReaderTools tools = tools_reading("läst");
    const Page page = reader.read_page(number, tools, options);
    CHECK(page.number == number);
    CHECK(page.failure.empty());
    return page.how;
}

}  // namespace

TEST_CASE("sample pages are read the way their evidence asks for") {
    CHECK(how_of("06-cykelplan.pdf", 1) == PageReading::text_layer);
    CHECK(how_of("08-miljonamnden-protokoll.pdf", 2) == PageReading::text_layer);
    CHECK(how_of("25-enkat-hemtjanst.pdf", 1) == PageReading::text_layer);
    CHECK(how_of("26-klagomal-buller.txt", 1) == PageReading::text_layer);
    CHECK(how_of("02-fardtjanst-avslag.pdf", 1) == PageReading::ocr);
    CHECK(how_of("03-bygglov-avslag-garage.pdf", 1) == PageReading::ocr);  // English layer over a scan
    CHECK(how_of("05-hjalpmedelsavtal.pdf", 1) == PageReading::ocr);       // the same
    CHECK(how_of("05-hjalpmedelsavtal.pdf", 2) == PageReading::ocr);       // no layer
    CHECK(how_of("07-ks-protokoll-tallmo.tif", 3) == PageReading::ocr);
    CHECK(how_of("06-cykelplan.pdf", 1, {.redo_ocr = true}) == PageReading::ocr);
    CHECK(how_of("03-bygglov-avslag-garage.pdf", 1, {.keep_text_layer = true}) == PageReading::text_layer);
}

TEST_CASE("a page with text and a silent picture gets the picture's words too") {
    TinyPdf pdf;
    const int image = pdf.add_image(400, 400, 0);
    pdf.add_page(
        "BT /F 14 Tf 60 720 Td (Kallelse till sammantr\\344de med styrelsen i maj) Tj ET "
        "q 300 0 0 300 40 40 cm /I Do Q",
        "0 0 600 800", "/XObject << /I " + std::to_string(image) + " 0 R >>");
    const TemporaryFolder folder;
    akt::DocumentReader reader(folder.write("t.pdf", pdf.bytes()), {});
    akt::PageReaderTools tools = tools_reading("bildtext");
    const Page page = reader.read_page(1, tools, {});
    CHECK(page.how == PageReading::both);
    CHECK(text_of(page).find("Kallelse till sammanträde") != std::string::npos);
    CHECK(text_of(page).find("bildtext") != std::string::npos);
    CHECK(page.width_px == 800);
    CHECK(page.dpi == 96);
}

TEST_CASE("a page that cannot be read is kept as failed, and the next one is read") {
    TinyPdf pdf;
    pdf.add_page("", "0 0 0 0");
    pdf.add_page("BT /F 14 Tf 60 720 Td (Protokoll) Tj ET", "0 0 600 800");
    const TemporaryFolder folder;
    akt::DocumentReader reader(folder.write("t.pdf", pdf.bytes()), {});
    const auto failing = [] {
        auto recognizer =
            std::make_unique<ScriptedRecognizer>([](const akt::PageImage&, akt::Layout) -> Page {
                throw akt::Error(akt::ErrorCode::internal, "", "the recogniser gave up");
            });
        return akt::PageReaderTools{std::move(recognizer), {}, nullptr};
    };
    akt::PageReaderTools tools = failing();
    const Page failed = reader.read_page(2, tools, {.redo_ocr = true});
    CHECK(failed.how == PageReading::failed);
    CHECK(failed.failure == "the recogniser gave up");
    CHECK(failed.number == 2);
    CHECK(reader.read_page(2, tools, {}).how == PageReading::text_layer);
    CHECK_THROWS_AS(reader.read_page(3, tools, {}), akt::Error);
}
