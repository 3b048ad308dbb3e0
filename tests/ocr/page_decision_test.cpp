#include "ocr/page_decision.h"

#include <doctest/doctest.h>

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
        {{true, 300, kUnknown, 1, 0}, kUsual, PageReading::text_layer, "a scanned table with a layer"},
        {{true, 300, kDamaged, 1, 0}, kUsual, PageReading::ocr, "a scan with a layer in the wrong language"},
        {{true, 4, kUnknown, 1, 0}, kUsual, PageReading::both, "a scan with a page number laid over it"},
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
    CHECK(evidence.condition == TextCondition::damaged);
    CHECK(evidence.pictured_share == doctest::Approx(0.5).epsilon(0.02));
    CHECK(evidence.silent_picture_share == doctest::Approx(0.25));
    CHECK_FALSE(evidence_of({}, layer, damaged).can_be_rendered);
}
