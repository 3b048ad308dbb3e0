// Any request gets an answer with the policy headers, and nothing of the request comes back as markup.
// The input is lines: method, path, host, a parameter's name, its value.

#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>

#include "search/query_parser.h"
#include "search/web/site.h"

using namespace akt;

namespace {

Record one_page_record() {
    Record record;
    record.original.sha256 = std::string(64, 'a');
    record.original.file_name = "brev.pdf";
    record.original.media_type = "application/pdf";
    Page page;
    page.number = 1;
    page.width_px = 1000;
    page.height_px = 1400;
    page.lines.push_back({{Word("beslut", {10, 10, 90, 30}, 1)}, {10, 10, 90, 30}, 0});
    record.document.pages.push_back(page);
    return record;
}

web::Site make_site() {
    const Record record = one_page_record();
    web::Sources sources;
    sources.search = [](std::string_view query, const SearchOptions& options) {
        SearchResult result;
        result.query = query;
        result.diagnostics = parse_query(query).diagnostics;
        result.suggestion = std::string(query);
        result.total = options.offset + 2;
        Hit hit;
        hit.id = std::string(64, 'a');
        hit.title = std::string(query);
        hit.snippet = std::string(query);
        hit.matches = {{0, query.size()}};
        result.hits = {hit};
        result.facets.type = {{std::string(query), 2}, {"beslut", 1}};
        return result;
    };
    sources.find = [record](const std::string&) { return record; };
    sources.resolve = [record](const std::string& prefix) -> std::optional<std::string> {
        if (prefix.empty() || !record.original.sha256.starts_with(prefix)) return std::nullopt;
        return record.original.sha256;
    };
    sources.matches_on = [](const Page& page, std::string_view query) {
        return matches_on(page, parse_query(query).query);
    };
    sources.original = [](const Record&) { return std::filesystem::path("original"); };
    sources.picture = [](const Record&, const Page&, int) { return std::string("picture"); };
    return {std::move(sources), {"127.0.0.1:8080"}};
}

void require(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const web::Site site = make_site();
    std::istringstream lines(std::string(reinterpret_cast<const char*>(data), size));
    web::Request request;
    std::string name, value;
    std::getline(lines, request.method);
    std::getline(lines, request.path);
    std::getline(lines, request.host);
    std::getline(lines, name);
    std::getline(lines, value, '\0');
    request.query.emplace(name, value);
    request.query.emplace("q", "<script>" + value);

    const web::Response response = site.answer(request);
    require(response.status == 200 || response.status == 404 || response.status == 405 ||
            response.status == 421);
    require(request.host == "127.0.0.1:8080" || response.status == 421);
    require(response.body.find("<script>") == std::string::npos);
    bool policy = false;
    for (const auto& [header, text] : response.headers) {
        policy = policy || header == "Content-Security-Policy";
        require(text.find('\n') == std::string::npos && text.find('\r') == std::string::npos);
    }
    require(policy);
    return 0;
}
