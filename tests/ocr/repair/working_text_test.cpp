#include "ocr/repair/working_text.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace akt;

namespace {

TextChange change(std::size_t offset, std::size_t length, std::string text) {
    TextChange out;
    out.offset_bytes = offset;
    out.length_bytes = length;
    out.replacement = std::move(text);
    out.reason = RepairReason::marks;
    return out;
}

/// Changes with random places and texts, in order, not overlapping.
std::vector<TextChange> random_changes(std::size_t size) {
    std::vector<TextChange> out;
    std::size_t at = 0;
    while (out.size() < 6) {
        const auto gap = *rc::gen::inRange<std::size_t>(0, 4), length = *rc::gen::inRange<std::size_t>(0, 4);
        if (at + gap + length > size) break;
        out.push_back(change(at + gap, length, *rc::gen::container<std::string>(rc::gen::inRange('a', 'e'))));
        at += gap + length + 1;
    }
    return out;
}

}  // namespace

TEST_CASE("two rounds of changes told as one") {
    struct Case {
        const char* raw;
        std::vector<TextChange> first, second;
        const char* wanted;
        std::size_t changes;
    };
    const Case cases[] = {
        {"f|r far", {change(1, 1, "o")}, {change(0, 3, "för"), change(4, 3, "får")}, "för får", 2},
        {"x f|r", {change(3, 1, "ö")}, {}, "x för", 1},
        {"ab cd", {}, {change(3, 2, "CD")}, "ab CD", 1},
        {"a[b]c", {change(1, 1, "Ä"), change(3, 1, "Å")}, {change(0, 7, "whole")}, "whole", 1},
    };
    for (const Case& c : cases) {
        CAPTURE(c.raw);
        const WorkingText working(c.raw, c.first);
        const auto both = working.with(c.second);
        CHECK(with_changes(c.raw, both) == c.wanted);
        CHECK(both.size() == c.changes);
    }
}

TEST_CASE("changing twice is the same as changing once by the joined list") {
    CHECK(rc::check("random rounds", [] {
        const auto raw = *rc::gen::container<std::string>(rc::gen::inRange('p', 'z'));
        const auto first = random_changes(raw.size());
        const WorkingText working(raw, first);
        const std::string between(working.text());
        RC_ASSERT(between == with_changes(raw, first));
        const auto second = random_changes(between.size());
        const auto joined = working.with(second);
        std::size_t at = 0;
        for (const TextChange& c : joined) {
            RC_ASSERT(c.offset_bytes >= at);
            at = c.offset_bytes + c.length_bytes;
        }
        RC_ASSERT(with_changes(raw, joined) == with_changes(between, second));
    }));
}
