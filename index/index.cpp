#include "index/index.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "index/index_document.h"
#include "index/index_keys.h"
#include "index/index_terms.h"
#include "index/index_xapian_errors.h"

namespace akt {

namespace {

/// What may be lost to a crash and what is held in memory, between two commits.
constexpr std::size_t kMaxPendingDocuments = 2'000;
constexpr std::size_t kMaxPendingWords = 2'000'000;
constexpr std::chrono::seconds kMaxPendingTime{30};

/// Shorter words are not worth a suggestion.
constexpr std::size_t kShortestSpellingBytes = 4;

/// The words a misspelt query may have meant: repaired ones of letters only.
template <class Use>
void for_spelling_words(const Xapian::Document& document, Use use) {
    const std::string prefix(reading_prefix::kRepaired);
    auto at = document.termlist_begin();
    at.skip_to(prefix);
    for (; at != document.termlist_end() && (*at).starts_with(prefix); ++at) {
        const auto word = (*at).substr(prefix.size());
        const bool has_digit =
            std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (word.size() >= kShortestSpellingBytes && !has_digit) use(word, at.get_wdf());
    }
}

}  // namespace

struct Index::Impl {
    std::filesystem::path folder;
    Xapian::Database database;  ///< for reading; the same as `writer` when writing
    Xapian::WritableDatabase writer;
    bool writable = false;
    DocumentMaker maker;
    std::size_t pending_documents = 0, pending_words = 0;
    std::chrono::steady_clock::time_point last_commit = std::chrono::steady_clock::now();

    Impl(std::filesystem::path path, CompoundSplit split, AttestedWords attested)
        : folder(std::move(path)), maker(std::move(split), std::move(attested)) {}

    std::vector<std::string> ids_having(std::string_view name) const {
        return with_index_errors(folder, [&] {
            std::vector<std::string> ids;
            const std::string term(name);
            for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at)
                ids.push_back(decode_stored_hit(database.get_document(*at).get_data()).id);
            std::ranges::sort(ids);
            return ids;
        });
    }

    Xapian::WritableDatabase& to_write() {
        if (!writable) throw Error(ErrorCode::usage, folder.string(), "the index is open for reading only");
        return writer;
    }

    void forget_spelling(const std::string& id_term) {
        const auto found = writer.postlist_begin(id_term);
        if (found == writer.postlist_end(id_term)) return;
        for_spelling_words(
            writer.get_document(*found),
            [&](const std::string& word, Xapian::termcount count) { writer.remove_spelling(word, count); });
    }

    void commit() {
        to_write().commit();
        pending_documents = pending_words = 0;
        last_commit = std::chrono::steady_clock::now();
    }

    void commit_when_due() {
        if (pending_documents >= kMaxPendingDocuments || pending_words >= kMaxPendingWords ||
            std::chrono::steady_clock::now() - last_commit >= kMaxPendingTime)
            commit();
    }
};

bool Index::needs_rebuild(const std::filesystem::path& folder) {
    try {
        open_index_database(folder);
        return false;
    } catch (const Error& error) {
        if (error.code() == ErrorCode::not_found || error.code() == ErrorCode::integrity) return true;
        throw;
    }
}

Index Index::open(const std::filesystem::path& folder, Mode mode, CompoundSplit split,
                  AttestedWords attested) {
    auto impl = std::make_unique<Impl>(folder, std::move(split), std::move(attested));
    if (mode == Mode::read) {
        impl->database = open_index_database(folder);
        return Index(std::move(impl));
    }
    std::error_code failure;
    const bool fresh =
        !std::filesystem::exists(folder, failure) || std::filesystem::is_empty(folder, failure);
    if (fresh)
        std::filesystem::create_directories(folder, failure);
    else
        open_index_database(folder);  // only for its checks
    if (failure) throw Error(ErrorCode::io, folder.string(), failure.message());
    with_index_errors(folder, [&] {
        impl->writer = Xapian::WritableDatabase(folder.string(), Xapian::DB_CREATE_OR_OPEN);
        impl->writable = true;
        impl->database = impl->writer;
        if (!fresh) return;
        impl->writer.set_metadata(std::string(kFormatKey), std::to_string(kFormat));
        impl->commit();
    });
    return Index(std::move(impl));
}

Index::Index(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;

Index::~Index() {
    if (!impl_ || !impl_->writable || impl_->pending_documents == 0) return;
    try {
        impl_->writer.close();
    } catch (const Xapian::Error&) {
        // Nothing was promised: what is missing is put back from the archive.
    }
}

void Index::replace(const Record& record) {
    with_index_errors(impl_->folder, [&] {
        auto& writer = impl_->to_write();
        const auto document = impl_->maker.make(record);
        const auto id_term = value_term(FieldId::id, record.original.sha256);
        impl_->forget_spelling(id_term);
        writer.replace_document(id_term, document);
        for_spelling_words(document, [&](const std::string& word, Xapian::termcount count) {
            writer.add_spelling(word, count);
        });
        ++impl_->pending_documents;
        impl_->pending_words += document.termlist_count();
        impl_->commit_when_due();
    });
}

void Index::remove(std::string_view sha256) {
    with_index_errors(impl_->folder, [&] {
        auto& writer = impl_->to_write();
        const auto id_term = value_term(FieldId::id, sha256);
        impl_->forget_spelling(id_term);
        writer.delete_document(id_term);
        ++impl_->pending_documents;
        impl_->commit_when_due();
    });
}

void Index::commit() {
    with_index_errors(impl_->folder, [&] { impl_->commit(); });
}

bool Index::contains(std::string_view sha256) const {
    return with_index_errors(impl_->folder,
                             [&] { return impl_->database.term_exists(value_term(FieldId::id, sha256)); });
}

std::vector<std::string> Index::ids() const {
    return with_index_errors(impl_->folder, [&] {
        const std::string prefix(field(FieldId::id).prefix);
        std::vector<std::string> found;
        for (auto at = impl_->database.allterms_begin(prefix); at != impl_->database.allterms_end(prefix);
             ++at)
            found.push_back((*at).substr(prefix.size()));
        return found;
    });
}

std::size_t Index::size() const {
    return with_index_errors(impl_->folder, [&] { return std::size_t{impl_->database.get_doccount()}; });
}

std::vector<AttestedWord> Index::attested_words() const {
    return with_index_errors(impl_->folder, [&] {
        const std::string prefix(kAttestedPrefix);
        std::vector<AttestedWord> words;
        for (auto at = impl_->database.allterms_begin(prefix); at != impl_->database.allterms_end(prefix);
             ++at)
            words.push_back({(*at).substr(prefix.size()), at.get_termfreq()});
        return words;
    });
}

std::vector<std::string> Index::decided_ids() const {
    return impl_->ids_having(kDecidedTerm);
}

std::vector<std::string> Index::uncertain_ids() const {
    return impl_->ids_having(kUncertainTerm);
}

}  // namespace akt
