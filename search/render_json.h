#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "search/searcher.h"

namespace akt {

/// Where a hit's original lies, or an empty string when it cannot be told.
using PathOfHit = std::function<std::string(const Hit&)>;

/// The search's result as one JSON object on one line, format 1 (search/QUERY.md). `query` as it was typed.
std::string render_search_json(const SearchResult& result, std::string_view query, const PathOfHit& path_of);

}  // namespace akt
