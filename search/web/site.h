#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/record.h"
#include "search/searcher.h"

namespace akt::web {

/// A request as the site sees it, whatever server it came through.
struct Request {
    std::string method;                             ///< "GET", "HEAD", …
    std::string path;                               ///< decoded, "/dokument/3f2a91bc04de"
    std::multimap<std::string, std::string> query;  ///< decoded
    std::string host;                               ///< the Host header
};

struct Response {
    int status = 200;
    std::string content_type = "text/html; charset=utf-8";
    std::string body;
    std::filesystem::path file;  ///< when not empty, the body is what this file holds
    std::vector<std::pair<std::string, std::string>> headers;
};

/// What the site shows. Every function may be called from several threads and may throw Error.
struct Sources {
    std::function<SearchResult(std::string_view query, const SearchOptions&)> search;
    std::function<std::optional<Record>(const std::string& sha256)> find;
    std::function<std::optional<std::string>(const std::string& prefix)> resolve;  ///< the whole id
    std::function<std::vector<WordMatch>(const Page&, std::string_view query)> matches_on;
    std::function<std::filesystem::path(const Record&)> original;  ///< the file with its bytes
    std::function<std::string(const Record&, const Page&, int width_px)> picture;  ///< the page as PNG
};

/// The site: a search page, a document page with the picture of a page and its text, and what they need.
/// Answers only GET and HEAD, and only to the hosts of `own_hosts` ("127.0.0.1:8080", "localhost:8080"): a
/// page of another site that rebinds its name to this address is refused. Every answer carries a content
/// security policy that allows nothing from elsewhere. Thread-safe.
class Site {
public:
    Site(Sources sources, std::vector<std::string> own_hosts);

    /// Never throws; an Error becomes a page that says so.
    Response answer(const Request& request) const;

private:
    Response route(const Request& request) const;
    Response search(const Request& request) const;
    Response document(const Request& request, const std::string& id) const;
    Response picture(const std::string& id, const std::string& page) const;
    Response original(const std::string& id) const;
    Record record_of(const std::string& prefix) const;

    Sources sources_;
    std::vector<std::string> own_hosts_;
};

}  // namespace akt::web
