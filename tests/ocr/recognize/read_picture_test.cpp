#include "ocr/recognize/read_picture.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "ocr/base/error.h"
#include "ocr/base/resources.h"
#include "ocr/language/lexicon.h"
#include "ocr/pages/page_source.h"
#include "ocr/pages/preprocess.h"
#include "ocr/recognize/reading_quality.h"
#include "ocr/recognize/tesseract_recognizer.h"
#include "tests/support/error_rate.h"
#include "tests/support/scripted_recognizer.h"

using akt::Layout;
using akt::Page;
using akt::PageImage;
using akt::test::line_of;
using akt::test::ScriptedRecognizer;

namespace {

PageImage sample_page() {
    return *akt::open_page_source("corpus/samples/files/16-kungorelse-samrad.png", {})->picture(1);
}

std::string sample_truth() {
    std::ifstream in("corpus/samples/truth/16-kungorelse-samrad.txt");
    return {std::istreambuf_iterator<char>(in), {}};
}

Page page_with(const std::vector<std::string>& words, float confidence) {
    Page page;
    for (int i = 0; i < 6; ++i) page.lines.push_back(line_of(words, confidence, 100, 100 + 60 * i, 40));
    return page;
}

const akt::Lexicon& lexicon() {
    static const akt::Lexicon kLexicon = akt::Lexicon::open(akt::models_folder());
    return kLexicon;
}

}  // namespace

TEST_CASE("a blank page is not given to the recognizer") {
    ScriptedRecognizer recognizer([](const PageImage&, Layout) { return Page{}; });
    const std::vector<unsigned char> white(400 * 600, 250);
    const Page page = read_picture(PageImage::from_grey_rows(white.data(), 400, 400, 600, 72), recognizer,
                                   nullptr, nullptr);
    CHECK(recognizer.shown.empty());
    CHECK(page.lines.empty());
    CHECK(page.width_px == 400);
    CHECK(page.how == akt::PageReading::ocr);
}

TEST_CASE("a page that reads well is read once, upright and at the recogniser's resolution") {
    ScriptedRecognizer recognizer([](const PageImage&, Layout) {
        return page_with({"styrelsen", "beslutar"}, 0.95F);
    });
    const PageImage upright = sample_page();
    const Page page = read_picture(turned(upright, 90), recognizer, nullptr, &lexicon());
    REQUIRE(recognizer.shown.size() == 1);
    CHECK(recognizer.shown[0].dpi == akt::kReadingDpi);
    CHECK(recognizer.shown[0].height_px > recognizer.shown[0].width_px);
    CHECK(page.turned_degrees == 270);
    CHECK(page.width_px == upright.width_px());
    CHECK(page.height_px == upright.height_px());
    // The recogniser's boxes are in its own, larger pixels.
    CHECK(page.lines[0].words[0].box().height_px() <= 40 * upright.dpi() / akt::kReadingDpi + 2);
}

TEST_CASE("a page that reads badly is read again another way, and the better reading wins") {
    for (const bool second_is_better : {false, true}) {
        CAPTURE(second_is_better);
        int calls = 0;
        ScriptedRecognizer recognizer([&](const PageImage&, Layout) {
            const bool good = (++calls == 2) == second_is_better;
            return page_with({"styrelsen", good ? "beslutar" : "bcslnfar"}, good ? 0.86F : 0.78F);
        });
        const Page page = read_picture(sample_page(), recognizer, nullptr, &lexicon());
        REQUIRE(recognizer.shown.size() == 2);
        CHECK(recognizer.shown[1].dpi != recognizer.shown[0].dpi);
        CHECK(page.lines[0].words[1].raw() == "beslutar");
    }
}

TEST_CASE(
    "where next to nothing is found a smoothed, whitened page is tried, and believed if it reads well") {
    for (const bool is_print : {false, true}) {
        CAPTURE(is_print);
        ScriptedRecognizer recognizer([&](const PageImage& image, Layout) {
            if (image.dpi() != 200) return Page{};
            return page_with({"styrelsen", is_print ? "beslutar" : "bcslnfar"}, is_print ? 0.9F : 0.6F);
        });
        const Page page = read_picture(sample_page(), recognizer, nullptr, &lexicon());
        CHECK(page.lines.size() == (is_print ? 6 : 0));
        CHECK(recognizer.shown.back().dpi == 200);
    }
}

TEST_CASE("the quality of a reading counts letters, confidence and known words") {
    const akt::ReadingQuality good = quality_of(page_with({"styrelsen", "17"}, 0.5F), &lexicon());
    CHECK(good.letters == 6 * 11);
    CHECK(good.mean_confidence == doctest::Approx(0.5));
    CHECK(good.known_share == doctest::Approx(1));
    const akt::ReadingQuality bad = quality_of(page_with({"stxrqlsen", "17"}, 0.5F), &lexicon());
    CHECK(bad.known_share == doctest::Approx(0));
    CHECK(bad.believed_letters < good.believed_letters);
    CHECK(quality_of(Page{}, nullptr).mean_confidence == 0);
}

TEST_CASE("Tesseract reads a sample, upright or not, with boxes on the words") {
    const auto recognizer = akt::make_tesseract_recognizer(akt::kOwnRecognizerModel, akt::models_folder());
    CHECK(recognizer->name().rfind("tesseract ", 0) == 0);
    CHECK(recognizer->name().ends_with(" akt-swe"));
    const PageImage upright = sample_page();
    const Page page = read_picture(turned(upright, 180), *recognizer, nullptr, &lexicon());
    CHECK(page.turned_degrees == 180);
    const akt::test::ErrorRate rate = akt::test::error_rate(sample_truth(), text_of(page));
    CHECK(rate.word_f1() > 0.85);
    int dark_words = 0, words = 0;
    for (const akt::Line& line : page.lines) {
        for (const akt::Word& word : line.words) {
            CHECK(word.confidence() >= 0);
            CHECK(word.confidence() <= 1);
            bool dark = false;
            for (int y = word.box().top_px; y < word.box().bottom_px; ++y) {
                for (int x = word.box().left_px; x < word.box().right_px; ++x)
                    dark = dark || upright.grey_at(x, y) < 128;
            }
            dark_words += dark ? 1 : 0;
            ++words;
        }
    }
    CHECK(words > 50);
    CHECK(dark_words == words);
}

TEST_CASE("the shipped recogniser prints the signs that Debian's Swedish one cannot") {
    const PageImage page = *akt::open_page_source("tests/data/signs.png", {})->picture(1);
    const auto read_with = [&](const std::string& model) {
        return text_of(read_picture(page, *akt::make_tesseract_recognizer(model, akt::models_folder()),
                                    nullptr, &lexicon()));
    };
    const std::string read = read_with(akt::kOwnRecognizerModel), debians = read_with("swe");
    CAPTURE(read);
    for (const char* line :
         {"§ 12 Förslag enligt 4 kap. 7 § i stadgan", "Andelen är 45 % av kostnaden, 3,5 % mer än förut",
          "Skriv till kansli@granby.se eller @kommunen", "• Öppet 2019–2021, klockan 8–16",
          "• Värmen hölls vid 20 °C hela året", "Fru Müller och herr Jürgen från Lübeck"}) {
        CAPTURE(line);
        CHECK(read.find(line) != std::string::npos);
        CHECK(debians.find(line) == std::string::npos);
    }
}

TEST_CASE("the recogniser's model is the shipped one unless another is asked for") {
    ::unsetenv("AKT_RECOGNIZER");
    CHECK(akt::wanted_recognizer_model() == "akt-swe");
    ::setenv("AKT_RECOGNIZER", "swe", 1);
    CHECK(akt::wanted_recognizer_model() == "swe");
    ::setenv("AKT_RECOGNIZER", "", 1);
    CHECK(akt::wanted_recognizer_model() == "akt-swe");
    ::unsetenv("AKT_RECOGNIZER");
    const auto debians = akt::make_tesseract_recognizer("swe", akt::models_folder());
    CHECK(debians->name().ends_with(" swe"));
}

TEST_CASE("a model that is not installed is named, with the package that has it") {
    try {
        akt::make_tesseract_recognizer("xyz");
        FAIL("was made");
    } catch (const akt::Error& error) {
        CHECK(error.code() == akt::ErrorCode::not_found);
        CHECK(error.hint() == "apt install tesseract-ocr-xyz");
    }
}
