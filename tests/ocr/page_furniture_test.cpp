#include "ocr/page_furniture.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/support/scripted_recognizer.h"

using akt::Document;
using akt::LineRole;
using akt::Page;
using akt::test::line_of;

namespace {

/// A page 1000 px high with a line at each of the given heights.
struct Row {
    int top_px;
    std::vector<std::string> words;
};

Page page_of(const std::vector<Row>& rows) {
    Page page;
    page.width_px = 700;
    page.height_px = 1000;
    for (const Row& row : rows) page.lines.push_back(line_of(row.words, 0.9F, 50, row.top_px, 16));
    return page;
}

std::vector<LineRole> roles_of(const Page& page) {
    std::vector<LineRole> roles;
    for (const akt::Line& line : page.lines) roles.push_back(line.role);
    return roles;
}

constexpr auto kBody = LineRole::body, kHeader = LineRole::header, kFooter = LineRole::footer;

}  // namespace

TEST_CASE("what stands at the head and foot of page after page is marked, misread or not") {
    Document document;
    document.pages = {
        page_of({{30, {"Granby", "kommun", "Protokoll", "1", "(3)"}},
                 {80, {"Kallelse", "till", "stämma"}},
                 {500, {"Granby", "kommun", "Protokoll"}},
                 {950, {"Justerandes", "sign"}}}),
        page_of({{33, {"Granby", "kornmun", "Protokoll", "2", "(3)"}},
                 {80, {"Dagordningen", "godkänns"}},
                 {948, {"Justerandes", "sign"}}}),
        page_of({{30, {"Granby", "kommun", "Protokoll", "3", "(3)"}}, {900, {"Justerandes", "sign"}}})};
    mark_headers_and_footers(document);
    CHECK(roles_of(document.pages[0]) == std::vector{kHeader, kBody, kBody, kFooter});
    CHECK(roles_of(document.pages[1]) == std::vector{kHeader, kBody, kFooter});
    CHECK(roles_of(document.pages[2]) == std::vector{kHeader, kBody});  // the last line stands elsewhere
}

TEST_CASE("a page number is known on a page of its own, a date or a heading is not") {
    Document document;
    document.pages = {page_of({{20, {"Sida", "1", "av", "1"}},
                               {60, {"2024-03-14"}},
                               {90, {"Beslut"}},
                               {500, {"1", "(2)"}},
                               {970, {"1", "(2)"}}})};
    mark_headers_and_footers(document);
    CHECK(roles_of(document.pages[0]) == std::vector{kHeader, kBody, kBody, kBody, kFooter});
}

TEST_CASE("pages without a picture have no head and no foot") {
    Document document;
    document.pages = {page_of({{20, {"1"}}})};
    document.pages[0].height_px = 0;
    mark_headers_and_footers(document);
    CHECK(roles_of(document.pages[0]) == std::vector{kBody});
}
