#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "search/searcher.h"

namespace akt {

/// The hits for a terminal: title, date, case number, type, sender; the snippet with its matches bold when
/// `colored`. `first` is the number of the first hit, from 1. Control characters of documents never reach the
/// terminal.
std::string render_search_text(const SearchResult& result, std::size_t first, bool colored);

/// The counts of types, years and senders.
std::string render_facets_text(const Facets& facets);

/// Why nothing was found and what to try, a line each; empty when something was.
std::string render_nothing_found(const SearchResult& result);

/// `text` with control characters (C0, C1, DEL) made spaces, byte for byte.
std::string without_controls(std::string_view text);

}  // namespace akt
