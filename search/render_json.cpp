#include "search/render_json.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "ocr/base/utf8.h"

namespace akt {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kJsonFormat = 1;

Json text_or_null(const std::optional<std::string>& text) {
    return text ? Json(to_valid_utf8(*text)) : Json(nullptr);
}
Json text_or_null(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(to_valid_utf8(text));
}

Json counts_json(const std::vector<FacetCount>& counts) {
    Json out = Json::object();
    for (const auto& [value, count] : counts) out[to_valid_utf8(value)] = count;
    return out;
}

Json hit_json(const Hit& hit, const PathOfHit& path_of) {
    Json matches = Json::array();
    for (const auto& match : hit.matches) matches.push_back({match.begin, match.end});
    return {{"id", hit.id},
            {"key", text_or_null(hit.key)},
            {"score", hit.score},
            {"title", text_or_null(hit.title)},
            {"date", text_or_null(hit.date)},
            {"dnr", text_or_null(hit.dnr)},
            {"type", text_or_null(hit.type)},
            {"sender", text_or_null(hit.sender)},
            {"page", hit.page > 0 ? Json(hit.page) : Json(nullptr)},
            {"snippet", text_or_null(hit.snippet)},
            {"matches", std::move(matches)},
            {"path", text_or_null(path_of ? path_of(hit) : std::string())}};
}

}  // namespace

std::string render_search_json(const SearchResult& result, std::string_view query, const PathOfHit& path_of) {
    Json diagnostics = Json::array();
    for (const auto& diagnostic : result.diagnostics)
        diagnostics.push_back(to_valid_utf8(in_english(diagnostic)));
    Json hits = Json::array();
    for (const auto& hit : result.hits) hits.push_back(hit_json(hit, path_of));
    const Json facets{{"type", counts_json(result.facets.type)},
                      {"year", counts_json(result.facets.year)},
                      {"sender", counts_json(result.facets.sender)}};
    const Json out{{"format", kJsonFormat},
                   {"query", to_valid_utf8(query)},
                   {"total", result.total},
                   {"total_is_exact", result.total_is_exact},
                   {"suggestion", text_or_null(result.suggestion)},
                   {"diagnostics", std::move(diagnostics)},
                   {"facets", facets},
                   {"hits", std::move(hits)}};
    return out.dump();
}

}  // namespace akt
