#include "ocr/repair/text_filter.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

using namespace akt;
using namespace std::string_literals;

namespace {

/// Doubles every 'x' and takes away every 'y'.
std::vector<TextChange> change_x_and_y(std::string_view block) {
    std::vector<TextChange> changes;
    for (std::size_t at = 0; at < block.size(); ++at)
        if (block[at] == 'x' || block[at] == 'y') changes.push_back({at, 1, block[at] == 'x' ? "xx" : ""});
    return changes;
}

struct Filtered {
    std::string text;
    std::vector<std::string> blocks;
    std::vector<TextPlace> starts;
};

Filtered filtered(const std::vector<std::string>& pieces, std::size_t block_bytes,
                  TextFilter::Repair repair) {
    Filtered out;
    TextFilter filter(
        std::move(repair),
        [&](std::string_view block, const std::vector<TextChange>& changes, TextPlace start) {
            out.text += with_changes(block, changes);
            out.blocks.emplace_back(block);
            out.starts.push_back(start);
        },
        block_bytes);
    for (const auto& piece : pieces) filter.write(piece);
    filter.finish();
    return out;
}

const auto kNothing = [](std::string_view) { return std::vector<TextChange>{}; };

}  // namespace

TEST_CASE("what is not changed passes byte for byte, whatever it is and however it comes") {
    CHECK(rc::check([](const std::vector<std::string>& pieces) {
        std::string all;
        for (const auto& piece : pieces) all += piece;
        RC_ASSERT(filtered(pieces, 8, kNothing).text == all);
    }));
    const std::string odd =
        "\xEF\xBB\xBF"
        "a\r\nb\0c\n\n\xFF\xFE \xC2\xA0 d\re"s;
    CHECK(filtered({odd}, 8, kNothing).text == odd);
    CHECK(filtered({odd}, 1000, kNothing).text == odd);
    CHECK(filtered({}, 8, kNothing).text.empty());
}

TEST_CASE("blocks are cut by the text alone, and places count from its start") {
    CHECK(rc::check([] {
        const auto letters =
            rc::gen::element<std::string>("a", "x", "y", " ", "\n", "\n\n", "å", "\r\n", "–", "\xC3");
        const auto parts = *rc::gen::container<std::vector<std::string>>(letters);
        std::string all;
        for (const auto& part : parts) all += part;
        const auto apart = filtered(parts, 16, change_x_and_y);
        const auto together = filtered({all}, 16, change_x_and_y);
        RC_ASSERT(apart.blocks == together.blocks);
        RC_ASSERT(apart.text == with_changes(all, change_x_and_y(all)));
        TextPlace place;
        for (std::size_t i = 0; i < apart.blocks.size(); ++i) {
            RC_ASSERT(apart.blocks[i].size() <= 16);
            RC_ASSERT(apart.starts[i] == place);
            place.advance(apart.blocks[i]);
        }
    }));
}

TEST_CASE("blocks end with paragraphs, else lines, else words, else characters") {
    using Blocks = std::vector<std::string>;
    CHECK(filtered({"one\n\ntwo\nthree\nfour"}, 12, kNothing).blocks ==
          Blocks{"one\n\n", "two\nthree\n", "four"});
    CHECK(filtered({"one\ntwo\nthree\nfour"}, 12, kNothing).blocks == Blocks{"one\ntwo\n", "three\nfour"});
    CHECK(filtered({"onetwo threes fourfive"}, 12, kNothing).blocks ==
          Blocks{"onetwo ", "threes ", "fourfive"});
    CHECK(filtered({"ååååå"}, 9, kNothing).blocks == Blocks{"åååå", "å"});
}

TEST_CASE("TextPlace counts lines and characters") {
    TextPlace place;
    place.advance("å\xFF–");
    CHECK(place == TextPlace{1, 4});
    place.advance("a\r\nbc");
    CHECK(place == TextPlace{2, 3});
    place.advance("\n");
    CHECK(place == TextPlace{3, 1});
}

TEST_CASE("no block ends between the halves of a word") {
    const auto out = filtered({"en rad\nen for-\nbundens rad"}, 16, kNothing);
    CHECK(out.blocks == std::vector<std::string>{"en rad\n", "en for-\nbundens ", "rad"});
    CHECK(filtered({"en rad\nen foran\nbundens rad"}, 16, kNothing).blocks.at(0) == "en rad\nen foran\n");
}
