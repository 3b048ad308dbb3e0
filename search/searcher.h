#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/index.h"
#include "index/record.h"
#include "search/hit.h"
#include "search/query.h"
#include "search/query_parser.h"

namespace akt {

enum class Sort {
    relevance,  ///< best first
    date,       ///< the document's own date, newest first; those without one last
    added,      ///< last archived first
};

struct SearchOptions {
    bool any_word = false;  ///< one word is enough (akt search --any); best matches first
    std::size_t limit = 20;
    std::size_t offset = 0;
    Sort sort = Sort::relevance;
    bool facets = false;  ///< count types, years and senders over everything found
};

struct SearchResult {
    std::string query;  ///< as understood, in the query language
    std::size_t total = 0;
    bool total_is_exact = true;
    std::optional<std::string> suggestion;  ///< a better spelt query that finds something
    std::vector<Diagnostic> diagnostics;
    Facets facets;
    std::vector<Hit> hits;
    std::string explanation;  ///< the tree and the Xapian query, for --explain
};

/// The record of an id, or nothing: Archive::find in the program.
using FindRecord = std::function<std::optional<Record>(const std::string& sha256)>;

/// Answers queries from an index. Safe to call from many threads (one search at a time is run).
/// An index being written, or swapped for a rebuilt one, is followed: each search sees the latest committed
/// state.
class Searcher {
public:
    /// `find_record` gives page, snippet and boxes their text; without it hits have none. `split` as in
    /// Index::open. Throws Error: not_found (no index; hint: akt reindex), format_too_new, integrity.
    Searcher(std::filesystem::path index_folder, FindRecord find_record, CompoundSplit split = {});
    Searcher(Searcher&&) noexcept;
    Searcher& operator=(Searcher&&) noexcept;
    ~Searcher();

    SearchResult search(std::string_view query, const SearchOptions& options = {}) const;
    SearchResult search(const ParsedQuery& query, const SearchOptions& options = {}) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// The words of a page that the query asks for, in reading order; what a NOT excludes is no match.
/// A word matches by its repaired, raw or folded reading, its stem, or a part of it when it is a compound.
/// Words of a phrase match only where the phrase stands.
std::vector<WordMatch> matches_on(const Page& page, const Query& query, const CompoundSplit& split = {});

}  // namespace akt
