#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "search/render_json.h"
#include "search/render_text.h"

using namespace akt;

namespace {

SearchResult one_hit() {
    SearchResult result;
    result.query = "fukt";
    result.total = 1;
    Hit hit;
    hit.id = std::string(64, 'a');
    hit.score = 87;
    hit.title = "Om \"fukt\"\x1b[31m";
    hit.date = "2024-05-24";
    hit.file_name = "brev.pdf";
    hit.page = 2;
    hit.snippet = "… med fukt i";
    hit.matches = {{8, 12}};
    result.hits.push_back(hit);
    result.facets.type = {{"beslut", 2}, {"brev", 1}};
    result.suggestion = "fukten";
    result.diagnostics.push_back({DiagnosticKind::unclosed_parenthesis, "(", 3});
    return result;
}

}  // namespace

TEST_CASE("the JSON has every key of the contract, and null for what is unknown") {
    const auto text =
        render_search_json(one_hit(), "(fukt", [](const Hit&) { return std::string("/a/brev.pdf"); });
    CHECK(text.find('\n') == std::string::npos);
    const auto json = nlohmann::json::parse(text);
    CHECK(json["format"] == 1);
    CHECK(json["query"] == "(fukt");
    CHECK(json["total"] == 1);
    CHECK(json["total_is_exact"] == true);
    CHECK(json["suggestion"] == "fukten");
    CHECK(json["diagnostics"] == nlohmann::json{"a parenthesis is not closed"});
    CHECK(json["facets"] == nlohmann::json{{"type", {{"beslut", 2}, {"brev", 1}}},
                                           {"year", nlohmann::json::object()},
                                           {"sender", nlohmann::json::object()}});
    REQUIRE(json["hits"].size() == 1);
    const auto& hit = json["hits"][0];
    for (const auto* key : {"id", "key", "score", "title", "date", "dnr", "type", "sender", "page", "snippet",
                            "matches", "path"})
        CHECK(hit.contains(key));
    CHECK(hit["key"].is_null());
    CHECK(hit["dnr"].is_null());
    CHECK(hit["page"] == 2);
    CHECK(hit["path"] == "/a/brev.pdf");
    const auto snippet = hit["snippet"].get<std::string>();
    CHECK(snippet.substr(hit["matches"][0][0], 4) == "fukt");
}

TEST_CASE("invalid bytes in what is shown still give JSON") {
    auto result = one_hit();
    result.hits[0].sender = "\xFF\xFE";
    CHECK(nlohmann::json::accept(render_search_json(result, "\xC3", {})));
}

TEST_CASE("text for a terminal: matches coloured when asked for, control characters never") {
    const auto plain = render_search_text(one_hit(), 1, false);
    CHECK(plain.find('\x1b') == std::string::npos);
    CHECK(plain.find("1. Om \"fukt\"") == 0);
    CHECK(plain.find("2024-05-24 · page 2 · aaaaaaaaaaaa") != std::string::npos);
    CHECK(plain.find("1–1 of 1 document\n") != std::string::npos);
    CHECK(render_search_text(one_hit(), 1, true).find("\x1b[1;33mfukt\x1b[0m") != std::string::npos);
    CHECK(render_facets_text(one_hit().facets) == "type: beslut 2, brev 1\n");
    CHECK(without_controls("a\x1b\xC2\x9B"
                           "31mö\x7F") == "a   31mö ");
}

TEST_CASE("an empty answer explains itself") {
    CHECK(render_nothing_found(one_hit()).empty());
    SearchResult nothing;
    nothing.query = "fukt mögel";
    CHECK(render_nothing_found(nothing).find("--any") != std::string::npos);
    nothing.diagnostics.push_back({DiagnosticKind::word_not_found, "mögel", 0});
    nothing.suggestion = "fukt mögel";
    CHECK(render_nothing_found(nothing) ==
          "nothing found: no document has mögel\ndid you mean: fukt mögel\n");
}
