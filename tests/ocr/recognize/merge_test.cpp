#include "ocr/recognize/merge.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "tests/support/scripted_recognizer.h"

using akt::Page;
using akt::test::line_of;

namespace {

std::vector<std::string> texts_of(const Page& page) {
    std::vector<std::string> texts;
    for (const akt::Line& line : page.lines) texts.push_back(text_of(line));
    return texts;
}

}  // namespace

TEST_CASE("words in a picture come between the layer's lines, in their own blocks") {
    Page layer, recognized;
    layer.lines = {line_of({"Först"}, 1, 100, 100, 40, 0), line_of({"sist"}, 1, 100, 900, 40, 1)};
    recognized.lines = {line_of({"Först"}, 0.9F, 102, 101, 38, 0),
                        line_of({"i", "bilden"}, 0.9F, 300, 400, 40, 1),
                        line_of({"mer"}, 0.9F, 300, 450, 40, 1), line_of({"sist"}, 0.9F, 99, 903, 38, 2)};
    add_words_outside(layer, recognized, 0.5F);
    CHECK(texts_of(layer) == std::vector<std::string>{"Först", "i bilden", "mer", "sist"});
    CHECK(layer.lines[0].block < layer.lines[1].block);
    CHECK(layer.lines[2].block < layer.lines[3].block);
}

TEST_CASE("words read unsurely are not added, nor what the layer already has") {
    Page layer, recognized;
    layer.lines = {line_of({"text"}, 1, 100, 100, 40)};
    recognized.lines = {line_of({"tcxt", "brus"}, 0.3F, 100, 100, 40), line_of({"brus"}, 0.4F, 100, 500, 40)};
    add_words_outside(layer, recognized, 0.5F);
    CHECK(texts_of(layer) == std::vector<std::string>{"text"});
}

TEST_CASE("merging loses no word of the layer, keeps their order, and numbers blocks from 0 without gaps") {
    CHECK(rc::check([] {
        const auto page_of = [](float confidence) {
            Page page;
            const auto tops = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 1000));
            int block = 0;
            for (const int top : tops) {
                page.lines.push_back(
                    line_of({std::to_string(page.lines.size())}, confidence, top % 7 * 100, top, 20, block));
                block += top % 2;
            }
            return page;
        };
        const Page layer = page_of(1.0F);
        Page merged = layer;
        add_words_outside(merged, page_of(0.8F), 0.5F);
        std::vector<std::string> kept;
        for (const akt::Line& line : merged.lines) {
            if (line.words[0].confidence() == 1.0F) kept.push_back(text_of(line));
        }
        RC_ASSERT(kept == texts_of(layer));
        for (std::size_t i = 0; i < merged.lines.size(); ++i) {
            const int before = i == 0 ? 0 : merged.lines[i - 1].block;
            RC_ASSERT(merged.lines[i].block >= before);
            RC_ASSERT(merged.lines[i].block <= before + 1);
        }
    }));
}
