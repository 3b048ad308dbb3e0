#include "search/web/site.h"

#include <algorithm>
#include <charconv>

#include "ocr/base/error.h"
#include "search/web/assets.h"
#include "search/web/pages.h"

namespace akt::web {

namespace {

constexpr std::size_t kHitsOnAPage = 20;
constexpr std::size_t kMaxOffset = 100'000;

std::string parameter(const Request& request, const std::string& name) {
    const auto found = request.query.find(name);
    return found == request.query.end() ? std::string() : found->second;
}

std::optional<std::size_t> whole_number(std::string_view text) {
    std::size_t number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

Sort sort_named(const std::string& name) {
    if (name == "datum") return Sort::date;
    if (name == "tillagd") return Sort::added;
    return Sort::relevance;
}

Response message(int status, const std::string& title, const std::string& text) {
    Response response;
    response.status = status;
    response.body = message_page(title, text);
    return response;
}

Response not_found() {
    return message(404, "Finns inte", "Här finns inget. Sök efter dokumentet i stället.");
}

/// A file name that stands between quotes in a header; what does not fit there is a low line.
std::string header_safe(const std::string& file_name) {
    std::string safe;
    for (const char byte : file_name)
        safe += byte < 0x20 || byte > 0x7e || byte == '"' || byte == '\\' || byte == '/' ? '_' : byte;
    return safe;
}

}  // namespace

Site::Site(Sources sources, std::vector<std::string> own_hosts)
    : sources_(std::move(sources)), own_hosts_(std::move(own_hosts)) {}

Response Site::answer(const Request& request) const {
    Response response;
    try {
        response = route(request);
    } catch (const Error& error) {
        const bool nothing_there = error.code() == ErrorCode::not_found || error.code() == ErrorCode::usage;
        response = nothing_there ? not_found()
                                 : message(500, "Något gick fel", error.message() + ". " + error.hint());
    } catch (const std::exception& error) {
        response = message(500, "Något gick fel", error.what());
    }
    response.headers.insert(response.headers.end(),
                            {{"Content-Security-Policy",
                              "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
                              "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
                             {"X-Content-Type-Options", "nosniff"},
                             {"Referrer-Policy", "no-referrer"},
                             {"Cross-Origin-Resource-Policy", "same-origin"},
                             {"Cache-Control", "no-store"}});
    return response;
}

Response Site::route(const Request& request) const {
    if (std::find(own_hosts_.begin(), own_hosts_.end(), request.host) == own_hosts_.end())
        return message(421, "Fel adress", "Akt svarar bara på den här datorns egen adress.");
    if (request.method != "GET" && request.method != "HEAD") {
        auto response = message(405, "Går inte", "Den här sidan kan bara läsas.");
        response.headers.emplace_back("Allow", "GET, HEAD");
        return response;
    }
    const std::string_view path = request.path;
    if (path == "/") return search(request);
    if (const auto asset = asset_named(path)) {
        Response response;
        response.content_type = asset->content_type;
        response.body = asset->body;
        return response;
    }
    constexpr std::string_view kDocuments = "/dokument/";
    if (!path.starts_with(kDocuments)) return not_found();
    const auto rest = path.substr(kDocuments.size());
    const auto slash = rest.find('/');
    const std::string id(rest.substr(0, slash));
    if (slash == std::string_view::npos) return document(request, id);
    const auto part = rest.substr(slash + 1);
    if (part == "original") return original(id);
    constexpr std::string_view kPage = "sida/", kPng = ".png";
    if (part.starts_with(kPage) && part.ends_with(kPng) && part.size() > kPage.size() + kPng.size())
        return picture(id, std::string(part.substr(kPage.size(), part.size() - kPage.size() - kPng.size())));
    return not_found();
}

Response Site::search(const Request& request) const {
    Response response;
    SearchView view;
    view.query = parameter(request, "q");
    if (view.query.find_first_not_of(" \t\r\n") == std::string::npos) {
        response.body = start_page();
        return response;
    }
    view.options.limit = kHitsOnAPage;
    view.options.offset = std::min(whole_number(parameter(request, "fran")).value_or(0), kMaxOffset);
    view.options.sort = sort_named(parameter(request, "ordning"));
    view.options.facets = true;
    response.body = search_page(view, sources_.search(view.query, view.options));
    return response;
}

Record Site::record_of(const std::string& prefix) const {
    const auto id = sources_.resolve(prefix);
    auto record = id ? sources_.find(*id) : std::nullopt;
    if (!record) throw Error(ErrorCode::not_found, {}, "no document " + prefix);
    return std::move(*record);
}

Response Site::document(const Request& request, const std::string& id) const {
    const Record record = record_of(id);
    const auto query = parameter(request, "q");
    const auto wanted = whole_number(parameter(request, "sida")).value_or(1);
    const auto& pages = record.document.pages;
    const auto shown = std::find_if(pages.begin(), pages.end(), [&](const Page& page) {
        return static_cast<std::size_t>(page.number) == wanted;
    });
    if (shown == pages.end()) return not_found();
    std::vector<WordMatch> matches;
    if (!query.empty()) matches = sources_.matches_on(*shown, query);
    Response response;
    response.body = document_page(record, static_cast<std::size_t>(shown - pages.begin()), query, matches);
    return response;
}

Response Site::picture(const std::string& id, const std::string& number) const {
    const Record record = record_of(id);
    for (const auto& page : record.document.pages) {
        if (std::to_string(page.number) != number || page.width_px == 0) continue;
        Response response;
        response.content_type = "image/png";
        response.body = sources_.picture(record, page, kPictureWidth_px);
        return response;
    }
    return not_found();
}

Response Site::original(const std::string& id) const {
    const Record record = record_of(id);
    Response response;
    response.content_type = record.original.media_type;
    response.file = sources_.original(record);
    response.headers.emplace_back("Content-Disposition",
                                  "attachment; filename=\"" + header_safe(record.original.file_name) + "\"");
    return response;
}

}  // namespace akt::web
