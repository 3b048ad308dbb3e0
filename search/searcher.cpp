#include "search/searcher.h"

#include <sys/stat.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <utility>

#include "index/index_terms.h"
#include "index/index_xapian_errors.h"

#include "search/page_matches.h"
#include "search/snippet.h"
#include "search/xapian_query.h"

namespace akt {

namespace {

constexpr std::size_t kMaxFacetValues = 50;
/// How far a suggested word may be from the one asked for (Xapian: edits).
constexpr unsigned kMaxSpellingEdits = 2;

std::optional<std::string> known(std::string value) {
    return value.empty() ? std::nullopt : std::optional(std::move(value));
}

Xapian::valueno slot_of(FieldId id) {
    return static_cast<Xapian::valueno>(field(id).slot);
}

std::vector<FacetCount> counts_of(const Xapian::ValueCountMatchSpy& spy) {
    std::vector<FacetCount> counts;
    for (auto at = spy.values_begin(); at != spy.values_end(); ++at)
        if (!(*at).empty()) counts.push_back({*at, at.get_termfreq()});
    std::ranges::stable_sort(counts,
                             [](const FacetCount& a, const FacetCount& b) { return a.count > b.count; });
    if (counts.size() > kMaxFacetValues) counts.resize(kMaxFacetValues);
    return counts;
}

bool has_digit(const std::string& text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The tree with some words in place of others.
Query respelt(Query query, const std::map<std::string, std::string>& better) {
    if (auto* word = std::get_if<OneWord>(&query.node)) {
        const auto found = better.find(word->text);
        if (found != better.end()) word->text = found->second;
    }
    std::vector<Query>* parts = nullptr;
    if (auto* all = std::get_if<All>(&query.node)) parts = &all->parts;
    if (auto* any = std::get_if<Any>(&query.node)) parts = &any->parts;
    if (auto* negated = std::get_if<Not>(&query.node)) parts = &negated->part;
    if (parts)
        for (auto& part : *parts) part = respelt(std::move(part), better);
    return query;
}

void collect_words(const Query& query, std::vector<Query>& words) {
    if (std::holds_alternative<OneWord>(query.node)) words.push_back(query);
    const std::vector<Query>* parts = nullptr;
    if (const auto* all = std::get_if<All>(&query.node)) parts = &all->parts;
    if (const auto* any = std::get_if<Any>(&query.node)) parts = &any->parts;
    if (parts)
        for (const auto& part : *parts) collect_words(part, words);
}

/// What a query asks for, part by part: its top-level conditions and words, for saying which of them fails.
std::vector<Query> parts_of(const Query& query) {
    if (const auto* all = std::get_if<All>(&query.node)) return all->parts;
    if (const auto* any = std::get_if<Any>(&query.node)) return any->parts;
    return {query};
}

/// One search against one state of the index.
class OneSearch {
public:
    OneSearch(const Xapian::Database& database, const FindRecord& find_record, const CompoundSplit& split,
              const ParsedQuery& parsed, const SearchOptions& options)
        : database_(database),
          find_record_(find_record),
          split_(split),
          parsed_(parsed),
          options_(options),
          maker_(database, split, options.any_word),
          leaves_(leaves_of(parsed.query, split)) {}

    SearchResult run() {
        SearchResult result;
        result.query = print(parsed_.query);
        result.diagnostics = parsed_.diagnostics;
        if (std::holds_alternative<Nothing>(parsed_.query.node)) {
            result.explanation = "tree:   nothing\n";
            return result;
        }
        const auto query = maker_.make(parsed_.query);
        result.explanation =
            "tree:   " + print_tree(parsed_.query) + "\nxapian: " + query.get_description() + '\n';

        Xapian::Enquire enquire(database_);
        enquire.set_query(query);
        // By slot: newest first, what has no value last; equals by relevance.
        if (options_.sort == Sort::date)
            enquire.set_sort_by_value_then_relevance(slot_of(FieldId::date), true);
        if (options_.sort == Sort::added)
            enquire.set_sort_by_value_then_relevance(slot_of(FieldId::added), true);
        Xapian::ValueCountMatchSpy types(slot_of(FieldId::type)), years(slot_of(FieldId::year)),
            senders(slot_of(FieldId::sender));
        if (options_.facets)
            for (auto* spy : {&types, &years, &senders}) enquire.add_matchspy(spy);
        const auto all_documents = database_.get_doccount();
        const auto found = enquire.get_mset(clamped(options_.offset), clamped(options_.limit), all_documents);
        result.total = found.get_matches_estimated();
        result.total_is_exact = found.get_matches_lower_bound() == found.get_matches_upper_bound();
        if (options_.facets) result.facets = {counts_of(types), counts_of(years), counts_of(senders)};
        for (auto at = found.begin(); at != found.end(); ++at)
            result.hits.push_back(hit(*at, at.get_document(), at.get_percent()));
        tell_what_is_missing(result);
        return result;
    }

private:
    static Xapian::doccount clamped(std::size_t count) {
        return static_cast<Xapian::doccount>(std::min<std::size_t>(count, 1'000'000'000));
    }

    Hit hit(Xapian::docid document_id, const Xapian::Document& document, int percent) const {
        auto stored = decode_stored_hit(document.get_data());
        Hit found;
        found.id = stored.id;
        found.key = stored.key;
        found.score = percent;
        found.title = known(stored.title);
        found.date = known(stored.date);
        found.dnr = known(stored.dnr);
        found.type = known(stored.type);
        found.sender = known(stored.sender);
        found.file_name = stored.file_name;
        found.page = best_page(document_id, stored.pages);
        if (find_record_) add_text(found);
        return found;
    }

    /// The page with most of the leaves, rarer ones counting more; the first such. 0: none has any.
    int best_page(Xapian::docid document_id, const std::vector<PageStart>& pages) const {
        std::vector<double> scores(pages.size(), 0);
        const auto all = static_cast<double>(database_.get_doccount());
        for (const auto& leaf : leaves_) {
            std::vector<bool> on_page(pages.size(), false);
            Xapian::doccount commonness = 0;
            for (const auto& way : leaf.ways) {
                std::vector<std::vector<Xapian::termpos>> positions;
                for (const auto& place : way.places)
                    positions.push_back(positions_of(place, document_id, commonness));
                for (const auto position : matching_positions(way, positions)) {
                    const auto next = std::ranges::upper_bound(pages, position, {}, &PageStart::position);
                    if (next != pages.begin())
                        on_page[static_cast<std::size_t>(next - pages.begin()) - 1] = true;
                }
            }
            const double rareness =
                1 + std::log((all + 1) / (1 + std::min(all, static_cast<double>(commonness))));
            for (std::size_t i = 0; i < pages.size(); ++i)
                if (on_page[i] && is_asked_for(pages[i].number)) scores[i] += rareness;
        }
        const auto best = std::ranges::max_element(scores);
        if (best == scores.end() || *best <= 0) return asked_page(pages);
        return pages[static_cast<std::size_t>(best - scores.begin())].number;
    }

    std::vector<Xapian::termpos> positions_of(const std::vector<TermPattern>& patterns,
                                              Xapian::docid document_id, Xapian::doccount& commonness) const {
        std::vector<Xapian::termpos> positions;
        for (const auto& pattern : patterns)
            for (const auto& name : maker_.expand(pattern)) {
                commonness = std::max(commonness, database_.get_termfreq(name));
                for (auto at = database_.positionlist_begin(document_id, name);
                     at != database_.positionlist_end(document_id, name); ++at)
                    positions.push_back(*at);
            }
        std::ranges::sort(positions);
        positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
        return positions;
    }

    /// The pages a sida: of the query's uppermost level asks for.
    std::optional<InNumbers> asked_pages() const {
        for (const auto& part : parts_of(parsed_.query))
            if (const auto* in = std::get_if<InNumbers>(&part.node); in && in->field == FieldId::page)
                return *in;
        return std::nullopt;
    }
    bool is_asked_for(int page) const {
        const auto asked = asked_pages();
        return !asked || (page >= asked->first && page <= asked->last);
    }
    int asked_page(const std::vector<PageStart>& pages) const {
        if (!asked_pages()) return 0;
        const auto found =
            std::ranges::find_if(pages, [&](const PageStart& page) { return is_asked_for(page.number); });
        return found == pages.end() ? 0 : found->number;
    }

    void add_text(Hit& found) const {
        const auto record = find_record_(found.id);
        if (!record || record->document.pages.empty()) return;
        const auto& pages = record->document.pages;
        auto page = std::ranges::find(pages, found.page, &Page::number);
        if (page == pages.end()) page = pages.begin();
        const auto matches = leaf_matches(*page, leaves_, split_);
        auto snippet = make_snippet(*page, matches);
        found.snippet = std::move(snippet.text);
        found.matches = std::move(snippet.matches);
        for (const auto& match : words_of(*page, matches))
            if (!match.box.empty()) found.boxes.push_back(match.box);
    }

    bool finds_something(const Query& query) const {
        Xapian::Enquire enquire(database_);
        enquire.set_query(maker_.make(query));
        return !enquire.get_mset(0, 1).empty();
    }

    /// Which words no document has, and a query with them spelt better. Digits are never respelt, and a word
    /// that is found as another inflection is not misspelt.
    void tell_what_is_missing(SearchResult& result) const {
        std::vector<Query> missing;
        if (result.total == 0)
            for (const auto& part : parts_of(parsed_.query))
                if (!std::holds_alternative<Not>(part.node) && !finds_something(part))
                    missing.push_back(part);
        for (const auto& part : missing)
            result.diagnostics.push_back({DiagnosticKind::word_not_found, print(part), 0});

        std::vector<Query> words;
        collect_words(parsed_.query, words);
        std::map<std::string, std::string> better;
        for (const auto& query : words) {
            const auto& word = std::get<OneWord>(query.node).text;
            if (has_digit(word) || finds_something(query)) continue;
            const auto spelt = database_.get_spelling_suggestion(word, kMaxSpellingEdits);
            if (!spelt.empty()) better.emplace(word, spelt);
        }
        if (better.empty()) return;
        const auto suggestion = respelt(parsed_.query, better);
        if (finds_something(suggestion)) result.suggestion = print(suggestion);
    }

    const Xapian::Database& database_;
    const FindRecord& find_record_;
    const CompoundSplit& split_;
    const ParsedQuery& parsed_;
    const SearchOptions& options_;
    XapianQueryMaker maker_;
    std::vector<Leaf> leaves_;
};

/// Tells one index folder from the one that took its place.
std::pair<dev_t, ino_t> identity_of(const std::filesystem::path& folder) {
    struct stat status {};
    return ::stat(folder.c_str(), &status) == 0 ? std::pair(status.st_dev, status.st_ino)
                                                : std::pair<dev_t, ino_t>{};
}

}  // namespace

struct Searcher::Impl {
    std::filesystem::path folder;
    FindRecord find_record;
    CompoundSplit split;
    std::mutex busy;
    Xapian::Database database;
    std::pair<dev_t, ino_t> identity{};

    void open() {
        identity = identity_of(folder);
        database = open_index_database(folder);
    }

    /// The latest committed state; a rebuilt index that took the folder's place is opened anew.
    void refresh() {
        if (identity != identity_of(folder))
            open();
        else
            database.reopen();
    }
};

Searcher::Searcher(std::filesystem::path index_folder, FindRecord find_record, CompoundSplit split)
    : impl_(std::make_unique<Impl>()) {
    impl_->folder = std::move(index_folder);
    impl_->find_record = std::move(find_record);
    impl_->split = std::move(split);
    impl_->open();
}

Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;
Searcher::~Searcher() = default;

SearchResult Searcher::search(std::string_view query, const SearchOptions& options) const {
    return search(parse_query(query), options);
}

SearchResult Searcher::search(const ParsedQuery& query, const SearchOptions& options) const {
    auto& impl = *impl_;
    const std::lock_guard lock(impl.busy);
    return with_index_errors(impl.folder, [&] {
        // A writer may commit twice during a search and free what it reads; then it is done over.
        constexpr int kMaxTries = 5;
        for (int tries = 1;; ++tries) {
            try {
                impl.refresh();
                return OneSearch(impl.database, impl.find_record, impl.split, query, options).run();
            } catch (const Xapian::DatabaseModifiedError&) {
                if (tries == kMaxTries) throw;
            }
        }
    });
}

}  // namespace akt
