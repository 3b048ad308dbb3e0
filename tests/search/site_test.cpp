#include "search/web/site.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>

#include "ocr/base/error.h"
#include "search/web/html.h"

using namespace akt;
using namespace akt::web;

namespace {

constexpr const char* kHost = "127.0.0.1:8080";
const std::string kHostile = "<script>alert('1')</script>\" onload=\"x";

Record hostile_record() {
    Record record;
    record.original.sha256 = std::string(64, 'a');
    record.original.file_name = kHostile;
    record.original.media_type = "image/png";
    record.metadata.title.emplace();
    record.metadata.title->value = kHostile;
    Page page;
    page.number = 1;
    page.width_px = 1000;
    page.height_px = 1400;
    page.how = PageReading::ocr;
    Line line;
    line.words.emplace_back("vanligt", PixelBox{10, 10, 90, 30}, 0.9F);
    line.words.emplace_back(kHostile, PixelBox{100, 10, 190, 30}, 0.9F);
    line.words.back().set_repair({kHostile + "2", 1.0, RepairReason::ocr, true});
    page.lines.push_back(line);
    record.document.pages.push_back(page);
    return record;
}

Site site_of(const Record& record) {
    Sources sources;
    sources.search = [record](std::string_view query, const SearchOptions&) {
        SearchResult result;
        result.query = query;
        if (query == "fel") throw Error(ErrorCode::integrity, kHostile, kHostile, kHostile);
        if (query == "inget") {
            result.diagnostics.push_back({DiagnosticKind::word_not_found, kHostile, 0});
            result.suggestion = kHostile;
            return result;
        }
        Hit hit;
        hit.id = record.original.sha256;
        hit.title = hit.sender = hit.type = kHostile;
        hit.snippet = "a " + kHostile + " b";
        hit.matches = {{2, 2 + kHostile.size()}};
        hit.page = 1;
        result.hits = {hit};
        result.total = 1;
        result.facets.type = {{kHostile, 2}, {"beslut", 1}};
        return result;
    };
    sources.resolve = [record](const std::string& prefix) -> std::optional<std::string> {
        if (prefix.size() < 4) throw Error(ErrorCode::usage, {}, "too short");
        if (record.original.sha256.starts_with(prefix)) return record.original.sha256;
        return std::nullopt;
    };
    sources.find = [record](const std::string&) { return record; };
    sources.matches_on = [](const Page&, std::string_view) {
        return std::vector<WordMatch>{{0, 1, PixelBox{100, 10, 190, 30}}};
    };
    sources.original = [](const Record&) { return std::filesystem::path("tests/data/one-page.png"); };
    sources.picture = [](const Record&, const Page&, int) { return std::string("png"); };
    return Site(std::move(sources), {kHost});
}

Request get(const std::string& path, std::multimap<std::string, std::string> query = {}) {
    return {"GET", path, std::move(query), kHost};
}

std::string header(const Response& response, const std::string& name) {
    for (const auto& [key, value] : response.headers)
        if (key == name) return value;
    return {};
}

}  // namespace

TEST_CASE("whatever a document holds, it is shown as text") {
    const Site site = site_of(hostile_record());
    for (const auto& request :
         {get("/", {{"q", "något"}}), get("/", {{"q", "inget"}}), get("/", {{"q", "fel"}}),
          get("/", {{"q", kHostile}}), get("/dokument/aaaaaaaa", {{"q", kHostile}})}) {
        CAPTURE(request.path);
        const auto response = site.answer(request);
        CHECK(response.body.find("<script>alert") == std::string::npos);
        CHECK(response.body.find("onload=\"x\"") == std::string::npos);
        CHECK(response.body.find("&lt;script&gt;") != std::string::npos);
    }
}

TEST_CASE("every answer forbids what comes from elsewhere") {
    const Site site = site_of(hostile_record());
    for (const auto& request : {get("/"), get("/akt.css"), get("/saknas"), get("/dokument/aaaaaaaa"),
                                get("/dokument/aaaaaaaa/original"), Request{"POST", "/", {}, kHost},
                                Request{"GET", "/", {}, "evil.example"}}) {
        const auto response = site.answer(request);
        CHECK(header(response, "Content-Security-Policy").starts_with("default-src 'none'"));
        CHECK(header(response, "X-Content-Type-Options") == "nosniff");
        CHECK(header(response, "Cache-Control") == "no-store");
        CHECK(response.body.find("style=") == std::string::npos);
    }
}

TEST_CASE("only this machine's own names are answered") {
    const Site site = site_of(hostile_record());
    for (const char* host :
         {"", "evil.example", "127.0.0.1", "127.0.0.1:8081", "127.0.0.1:8080.evil.example"}) {
        CAPTURE(host);
        CHECK(site.answer({"GET", "/", {}, host}).status == 421);
    }
    CHECK(site.answer({"GET", "/", {}, kHost}).status == 200);
}

TEST_CASE("nothing can be written") {
    const Site site = site_of(hostile_record());
    for (const char* method : {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "x"})
        CHECK(site.answer({method, "/", {}, kHost}).status == 405);
    CHECK(site.answer({"HEAD", "/", {}, kHost}).status == 200);
}

TEST_CASE("paths that lead nowhere") {
    const Site site = site_of(hostile_record());
    for (const char* path :
         {"/saknas", "/dokument/", "/dokument/bbbbbbbb", "/dokument/aaaaaaaa/sida/2.png",
          "/dokument/aaaaaaaa/sida/.png", "/dokument/aaaaaaaa/../../etc/passwd", "//", ""}) {
        CAPTURE(path);
        CHECK(site.answer(get(path)).status == 404);
    }
    CHECK(site.answer(get("/dokument/aaaaaaaa", {{"sida", "9"}})).status == 404);
    CHECK(site.answer(get("/dokument/aaaaaaaa", {{"sida", "99999999999999999999"}})).status == 200);
}

TEST_CASE("a page's picture has the hits boxed, and its text marks them") {
    const Site site = site_of(hostile_record());
    const auto body = site.answer(get("/dokument/aaaaaaaa", {{"q", "x"}})).body;
    CHECK(body.find(R"(<rect x="100" y="10" width="90" height="20"/>)") != std::string::npos);
    CHECK(body.find(R"(<mark id="traff-1"><span class="uncertain")") != std::string::npos);
    CHECK(site.answer(get("/dokument/aaaaaaaa/sida/1.png")).body == "png");
}

TEST_CASE("an original is handed over as a file to save") {
    const auto response = site_of(hostile_record()).answer(get("/dokument/aaaaaaaa/original"));
    CHECK(response.file == "tests/data/one-page.png");
    CHECK(response.content_type == "image/png");
    CHECK(header(response, "Content-Disposition") ==
          "attachment; filename=\"<script>alert('1')<_script>_ onload=_x\"");
}

TEST_CASE("any request is answered") {
    const Site site = site_of(hostile_record());
    CHECK(rc::check([&](const std::string& path, const std::string& query, const std::string& page) {
        const auto response = site.answer(get("/" + path, {{"q", query}, {"sida", page}, {"fran", page}}));
        RC_ASSERT(response.status == 200 || response.status == 404);
        const auto shown = site.answer(get("/dokument/aaaaaaaa", {{"q", query}, {"sida", page}}));
        RC_ASSERT(shown.status == 200 || shown.status == 404);
    }));
}

TEST_CASE("escaping and addresses") {
    CHECK(escape_html("a<b>&\"'å\xFF") == "a&lt;b&gt;&amp;&quot;&#39;å\xEF\xBF\xBD");
    CHECK(url("/", {{"q", "får & \"häst\""}, {"tom", ""}, {"n", "2"}}) ==
          "/?q=f%C3%A5r%20%26%20%22h%C3%A4st%22&n=2");
    CHECK(Html::format("<p title=\"{}\">{}</p>{}", "\"", "<", Html::format("<br>")).markup() ==
          "<p title=\"&quot;\">&lt;</p><br>");
}
