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
    CHECK(how_of("03-bygglov-avslag-garage.pdf", 1) == PageReading::both);  // English layer over a scan
    CHECK(how_of("05-hjalpmedelsavtal.pdf", 1) == PageReading::both);       // the same
    CHECK(how_of("05-hjalpmedelsavtal.pdf", 2) == PageReading::ocr);        // no layer
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

TEST_CASE("a scan whose text layer leaves half of it out is recognised too") {
    // The page's upper half has a layer, and the picture shows more words below it.
    constexpr int kWidth = 600, kHeight = 800;
    std::string pixels(std::size_t{kWidth} * kHeight, '\xFF');
    const auto draw_words = [&pixels](int top_px) {
        for (int left_px = 40; left_px < 380; left_px += 60)
            for (int y = top_px; y < top_px + 10; ++y)
                for (int x = left_px; x < left_px + 40; ++x)
                    if ((x / 2 + y / 5) % 3 == 0) pixels[static_cast<std::size_t>(y * kWidth + x)] = '\0';
    };
    std::string layer = "q 600 0 0 800 0 0 cm /I Do Q BT 3 Tr /F 10 Tf ";
    for (int row = 0; row < 8; ++row) {
        draw_words(60 + 30 * row);
        layer += "1 0 0 1 40 " + std::to_string(730 - 30 * row) +
                 " Tm (n\\344mnden beslutar att arbetet ska vara klart f\\366re sommaren och att kostnaden "
                 "delas) Tj ";
    }
    const auto how_with = [&](int more_rows) {
        for (int row = 0; row < more_rows; ++row) draw_words(460 + 30 * row);
        TinyPdf pdf;
        const int image = pdf.add_stream(
            "/Type /XObject /Subtype /Image /ColorSpace /DeviceGray /BitsPerComponent 8 /Width 600 /Height "
            "800",
            pixels);
        pdf.add_page(layer + "ET", "0 0 600 800", "/XObject << /I " + std::to_string(image) + " 0 R >>");
        const TemporaryFolder folder;
        akt::DocumentReader reader(folder.write("t.pdf", pdf.bytes()), {});
        akt::PageReaderTools tools = tools_reading("nertill");
        const Page page = reader.read_page(1, tools, {});
        CHECK((text_of(page).find("nertill") != std::string::npos) == (page.how == PageReading::both));
        return page.how;
    };
    CHECK(how_with(0) == PageReading::text_layer);
    CHECK(how_with(8) == PageReading::both);
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
