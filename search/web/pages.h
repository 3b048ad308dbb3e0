#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "index/record.h"
#include "search/searcher.h"
#include "search/web/html.h"

namespace akt::web {

/// What the search page is asked to show.
struct SearchView {
    std::string query;  ///< as typed
    SearchOptions options;
};

/// Width of a page's picture in the document page.
inline constexpr int kPictureWidth_px = 1400;

// Whole pages, in Swedish. Everything shown is escaped.
std::string start_page();
std::string search_page(const SearchView& view, const SearchResult& result);
/// `shown` is an index into record.document.pages; `matches` are that page's.
std::string document_page(const Record& record, std::size_t shown, const std::string& query,
                          const std::vector<WordMatch>& matches);
std::string message_page(const std::string& title, const std::string& message);

}  // namespace akt::web
