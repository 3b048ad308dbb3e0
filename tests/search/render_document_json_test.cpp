#include "search/render_document_json.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

using namespace akt;

namespace {

Document sample() {
    Document document;
    document.file_name = "brev.pdf";
    document.media_type = "application/pdf";
    document.info_title = "Brev \"1\"";
    document.outline = {"Inledning"};
    Page page;
    page.number = 3;
    page.width_px = 100;
    page.height_px = 200;
    page.dpi = 72;
    page.turned_degrees = 180;
    page.how = PageReading::ocr;
    Line line{{Word("pabdrja", {1, 2, 30, 12}, 0.9F), Word("nu", {}, 1)}, {1, 2, 40, 12}, 2};
    line.words[0].set_repair({"påbörja", 2.5, RepairReason::ocr, true});
    page.lines.push_back(line);
    page.others.push_back({OtherReading::Source::clutter, {Line{{Word("|", {}, 0.25F)}, {}, 0}}});
    document.pages.push_back(page);
    Page failed;
    failed.number = 4;
    failed.how = PageReading::failed;
    failed.failure = "took longer than 180 s";
    document.pages.push_back(failed);
    return document;
}

}  // namespace

TEST_CASE("a document as JSON") {
    CHECK(
        render_document_json(sample()) ==
        R"({"format":1,"file_name":"brev.pdf","media_type":"application/pdf","charset":null,)"
        R"("info":{"title":"Brev \"1\"","author":null,"created":null},"outline":["Inledning"],"pages":[)"
        R"({"number":3,"width_px":100,"height_px":200,"dpi":72,"turned_degrees":180,"how":"ocr","failure":null,)"
        R"("reads_badly":false,"lines":[{"block":2,"role":"body","box":[1,2,40,12],"words":[)"
        R"({"text":"påbörja","raw":"pabdrja","box":[1,2,30,12],"confidence":0.9,)"
        R"("repair":{"reason":"ocr","log10_odds":2.5,"uncertain":true}},)"
        R"({"text":"nu","raw":"nu","box":null,"confidence":1.0,"repair":null}]}],)"
        R"("others":[{"source":"clutter","lines":[{"block":0,"role":"body","box":null,"words":[)"
        R"({"text":"|","raw":"|","box":null,"confidence":0.25,"repair":null}]}]}]},)"
        R"({"number":4,"width_px":0,"height_px":0,"dpi":0,"turned_degrees":0,"how":"failed",)"
        R"("failure":"took longer than 180 s","reads_badly":false,"lines":[],"others":[]}]})");
}

TEST_CASE("the pages alone are the pages of the whole") {
    const auto whole = nlohmann::json::parse(render_document_json(sample()));
    CHECK(nlohmann::json::parse(render_pages_json(sample())) == whole["pages"]);
    CHECK(render_pages_json(Document{}) == "[]");
}

TEST_CASE("text that is no UTF-8 does not end the output") {
    Document document;
    document.info_author = "b\xE5t";
    CHECK(nlohmann::json::parse(render_document_json(document))["info"]["author"] == "b\xEF\xBF\xBDt");
}
