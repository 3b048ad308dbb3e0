#include "ocr/page_decision.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/support/scripted_recognizer.h"

using akt::PageEvidence;
using akt::PageReading;
using akt::ReadOptions;
using akt::TextCondition;

TEST_CASE("how a page is read follows from its evidence and what the user wants") {
    constexpr ReadOptions kUsual{}, kRedo{.redo_ocr = true, .keep_text_layer = false},
        kKeep{.redo_ocr = false, .keep_text_layer = true};
    constexpr auto kSound = TextCondition::sound, kDamaged = TextCondition::damaged,
                   kUnknown = TextCondition::unknown;
    struct Row {
        PageEvidence evidence;  // can be rendered, words, condition, pictured, largest silent picture
        ReadOptions options;
        PageReading expected;
        const char* what;
    };
    const std::vector<Row> table{
        {{true, 300, kSound, 0, 0}, kUsual, PageReading::text_layer, "born digital"},
        {{true, 300, kSound, 0.05, 0.02}, kUsual, PageReading::text_layer, "with a logotype"},
        {{true, 300, kSound, 0.4, 0.4}, kUsual, PageReading::both, "with a pasted scan"},
        {{true, 300, kSound, 0.4, 0}, kUsual, PageReading::text_layer, "with a picture under its text"},
        {{true, 300, kDamaged, 0, 0}, kUsual, PageReading::text_layer, "damaged, nothing better to be had"},
        {{true, 0, kUnknown, 0, 0}, kUsual, PageReading::ocr, "no text, perhaps drawn letters"},
        {{true, 0, kUnknown, 1, 1}, kUsual, PageReading::ocr, "a scan"},
        {{true, 300, kSound, 1, 0}, kUsual, PageReading::text_layer, "a scan with a sound layer"},
        {{true, 300, kUnknown, 1, 0}, kUsual, PageReading::both, "a scanned table with a layer"},
        {{true, 300, kDamaged, 1, 0}, kUsual, PageReading::both, "a scan with a layer in the wrong language"},
        {{true, 4, kUnknown, 1, 0}, kUsual, PageReading::both, "a scan with a page number laid over it"},
        {{true, 300, kSound, 1, 0, 5},
         kUsual,
         PageReading::text_layer,
         "a scan with a layer and a signature"},
        {{true, 300, kSound, 1, 0, 60}, kUsual, PageReading::both, "a scan with half a layer"},
        {{true, 300, kSound, 0.3, 0, 60},
         kUsual,
         PageReading::text_layer,
         "a drawing among born-digital text"},
        {{true, 300, kSound, 1, 0, 60}, kKeep, PageReading::text_layer, "half a layer asked for"},
        {{true, 300, kSound, 0, 0}, kRedo, PageReading::ocr, "OCR asked for"},
        {{true, 300, kDamaged, 1, 0}, kKeep, PageReading::text_layer, "layer asked for"},
        {{true, 0, kUnknown, 1, 1}, kKeep, PageReading::ocr, "layer asked for, there is none"},
        {{false, 300, kDamaged, 0, 0}, kRedo, PageReading::text_layer, "a text file"},
    };
    for (const Row& row : table) {
        CAPTURE(row.what);
        CHECK(decide_reading(row.evidence, row.options) == row.expected);
    }
}

TEST_CASE("of two readings the better becomes the page, and the other is kept") {
    const auto page_with = [](const std::vector<std::string>& words, float confidence, int top_px) {
        akt::Page page;
        page.width_px = 2000;
        page.height_px = 3000;
        page.lines = {akt::test::line_of(words, confidence, 40, top_px, 30)};
        return page;
    };
    const akt::Page layer = page_with({"egen", "text", "som", "står"}, 1.0F, 100);
    akt::Page better = page_with({"egen", "text", "som", "verkligen", "står", "där"}, 0.9F, 100);
    const PageEvidence damaged{true, 4, TextCondition::damaged, 1, 0, 0},
        sound{true, 4, TextCondition::sound, 1, 0, 30}, unknown{true, 4, TextCondition::unknown, 1, 0, 0},
        pasted{true, 4, TextCondition::damaged, 0.3, 0.3, 0};

    for (const PageEvidence& doubtful : {damaged, unknown}) {
        const akt::Page page = combined(layer, better, doubtful, nullptr);
        CHECK(page.how == PageReading::both);
        CHECK(text_of(page) == text_of(better));
        REQUIRE(page.others.size() == 1);
        CHECK(page.others[0].source == akt::OtherReading::Source::text_layer);
        CHECK(page.others[0].lines == layer.lines);
    }
    akt::Page numbered = layer;
    numbered.lines.push_back(akt::test::line_of({"2(5)", "~xq"}, 1.0F, 1800, 40, 30));
    CHECK(text_of(combined(numbered, better, damaged, nullptr)) == "2(5)\n\n" + text_of(better));

    // A worse reading, or an equally good one of a layer that may be sound, is kept aside.
    better.reads_badly = true;
    for (const auto& [recognised, evidence] :
         {std::pair{better, damaged}, {layer, unknown}, {page_with({"eg"}, 0.9F, 100), damaged}}) {
        const akt::Page page = combined(layer, recognised, evidence, nullptr);
        CHECK(page.how == PageReading::both);
        CHECK(page.lines[0] == layer.lines[0]);
        REQUIRE(page.others.size() == 1);
        CHECK(page.others[0].source == akt::OtherReading::Source::ocr);
    }
    // Words beside a sound layer, and in a picture beside seen text, are added to it.
    for (const PageEvidence& evidence : {sound, pasted}) {
        const akt::Page page = combined(layer, page_with({"nertill"}, 1.0F, 900), evidence, nullptr);
        CHECK(text_of(page) == "egen text som står\n\nnertill");
        CHECK(page.lines[1].words[0].confidence() < 1.0F);
    }
    // What lies another way up has no places on this page.
    akt::Page turned = better;
    turned.reads_badly = false;
    turned.turned_degrees = 90;
    const akt::Page page = combined(layer, turned, damaged, nullptr);
    CHECK(page.turned_degrees == 90);
    CHECK(page.others[0].lines[0].words[0].box() == akt::PixelBox{});
    CHECK(page.others[0].lines[0].words[0].raw() == "egen");
    CHECK(combined(layer, akt::Page{}, damaged, nullptr) == layer);
}

TEST_CASE(
    "evidence: strips of a scan add up, layers over one another do not, words speak for their picture") {
    akt::PageShape shape;
    shape.width_px = 1000;
    shape.height_px = 2000;
    shape.dpi = 100;
    shape.pictures = {{0, 0, 1000, 500}, {0, 500, 1000, 1000}, {0, 0, 1000, 500}};
    akt::Page layer;
    layer.lines = {akt::test::line_of({"ett", "två"}, 1, 100, 100, 30)};
    const auto damaged = [](std::string_view text) {
        return text == "ett två" ? TextCondition::damaged : TextCondition::unknown;
    };
    const PageEvidence evidence = evidence_of(shape, layer, damaged);
    CHECK(evidence.can_be_rendered);
    CHECK(evidence.layer_words == 2);
    CHECK(evidence.condition == TextCondition::unknown);  // no scan: not asked
    CHECK(evidence.pictured_share == doctest::Approx(0.5).epsilon(0.02));
    CHECK(evidence.silent_picture_share == doctest::Approx(0.25));
    CHECK_FALSE(evidence_of({}, layer, damaged).can_be_rendered);
    shape.pictures.push_back({0, 1000, 1000, 1500});
    CHECK(evidence_of(shape, layer, damaged).condition == TextCondition::damaged);
}
