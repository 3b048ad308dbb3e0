#include "ocr/repair/unbroken_text.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <string_view>
#include <vector>

#include "ocr/base/utf8.h"

using namespace akt;

namespace {

std::string unbroken(std::string_view text) {
    return std::string(UnbrokenText(text).text());
}

/// `text` after one change in its unbroken form.
std::string with_change(std::string_view text, std::string_view old, std::string_view now) {
    const UnbrokenText unbroken(text);
    TextChange change;
    change.offset_bytes = unbroken.text().find(old);
    REQUIRE(change.offset_bytes != std::string_view::npos);
    change.length_bytes = old.size();
    change.replacement = now;
    return with_changes(text, unbroken.broken_again({change}));
}

}  // namespace

TEST_CASE("words hyphenated over line ends are whole, other hyphens and line ends stay") {
    CHECK(unbroken("ett kommunalfor-\nbundens beslut\n") == "ett kommunalforbundens beslut\n");
    CHECK(unbroken("kommunalfor- \r\n  bundens\r\n") == "kommunalforbundens\r\n");
    CHECK(unbroken("kommunalfor\u00AD\nbundens") == "kommunalforbundens");
    CHECK(unbroken("VASTER-\nVIK") == "VASTERVIK");
    CHECK(unbroken("i en spalt: for-\n\nbundens") == "i en spalt: forbundens");
    CHECK(unbroken("tva for-\nbundens ord, tva for-\nbundens") == "tva forbundens ord, tva forbundens");
    for (const std::string_view text :
         {"halso-\noch sjukvard", "Stor-\nStockholm", "EU-\nlanderna", "2019-\ntalet", "ord -\nannat",
          "for-\n\n\nbundens", "kommunal-forbundens", "for-", "-\n", "\n", ""}) {
        CAPTURE(text);
        CHECK(unbroken(text) == text);
    }
}

TEST_CASE("a half is not the second half of another word too") {
    CHECK(unbroken("kom-\nmunalfor-\nbundens") == "kommunalfor-\nbundens");
}

TEST_CASE("a change to a broken word is made to its halves, each in its place") {
    const std::string_view text = "av kommunalfor-\nbundens beslut";
    CHECK(with_change(text, "kommunalforbundens", "kommunalförbundens") == "av kommunalför-\nbundens beslut");
    CHECK(with_change(text, "forbundens", "förbündens") == "av kommunalför-\nbündens beslut");
    CHECK(with_change(text, "beslut", "beslöt") == "av kommunalfor-\nbundens beslöt");
    CHECK(with_change("bam-\nornsorg", "bamornsorg", "barnomsorg") == "barn-\nomsorg");
    CHECK(with_change("barno-\nrnsorg", "barnornsorg", "barnomsorg") == "barno-\nmsorg");
}

TEST_CASE("what the halves have alike is no change, and each change keeps what is known of it") {
    const UnbrokenText text("ar-\nbeten for-\nbunden");
    TextChange change{0, text.text().size(), "arbeten förbunden"};
    change.reason = RepairReason::ocr;
    change.log10_odds = 2;
    change.uncertain = true;
    const auto changes = text.broken_again({change});
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].offset_bytes == 4);
    CHECK(changes[0].replacement == "beten för");
    CHECK(changes[0].reason == RepairReason::ocr);
    CHECK(changes[0].log10_odds == 2);
    CHECK(changes[0].uncertain);
}

TEST_CASE("whatever is changed, the unbroken text changes alike and the broken one keeps its line ends") {
    const std::vector<std::string> pieces{"ord",  "for-\nbundens", "år",      "\n",  " ", "vard-\n\nen",
                                          "Stor", "\xFF",          "ab-\ncd", "hej", " ", " "};
    CHECK(rc::check("any changes", [&] {
        std::string given;
        for (const auto& piece : *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces)))
            given += piece;
        const UnbrokenText text(given);
        std::vector<TextChange> changes;
        std::size_t at = 0;
        while (at < text.text().size()) {
            at += *rc::gen::inRange<std::size_t>(0, 6);
            const auto length = *rc::gen::inRange<std::size_t>(1, 12);
            if (at + length > text.text().size()) break;
            const auto letters = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("abcx")));
            changes.push_back({at, length, letters});
            at += length;
        }
        const std::string wanted = with_changes(text.text(), changes);
        const auto broken = text.broken_again(changes);
        std::string got = with_changes(given, broken), hyphens;
        // What was left out of the text, taken out of the changed one too, gives the changed text.
        std::size_t end = 0;
        for (const TextChange& change : broken) {
            RC_ASSERT(change.offset_bytes >= end);
            end = change.offset_bytes + change.length_bytes;
            RC_ASSERT(end <= given.size());
        }
        const auto without_breaks = [](std::string from) {
            std::erase_if(from, [](char c) { return c == '-' || c == '\n'; });
            return from;
        };
        RC_ASSERT(without_breaks(got) == without_breaks(wanted));
    }));
}
