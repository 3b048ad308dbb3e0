#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/archive/files.h"
#include "index/archive/problem.h"
#include "index/record.h"

namespace akt {

/// One state a document has been in, oldest "v1".
struct Version {
    std::string name;     ///< "v1", "v2", …
    std::string created;  ///< RFC 3339
    std::string message;  ///< what was done
    std::string user;     ///< who did it
    friend bool operator==(const Version&, const Version&) = default;
};

struct VerifyOptions {
    unsigned threads = 0;                                             ///< 0: as many as there are cores
    std::function<void(std::size_t done, std::size_t all)> progress;  ///< called from one thread at a time
    std::function<bool()> stop;                                       ///< true: leave the rest unchecked
};

struct VerifyReport {
    std::size_t documents = 0;  ///< checked
    std::size_t files = 0;      ///< whose digests were computed
    std::uint64_t bytes = 0;    ///< in those files
    bool stopped = false;       ///< by VerifyOptions::stop
    std::vector<Problem> problems;
    /// Warnings do not count.
    bool ok() const;
};

/// The documents, in an OCFL 1.1 storage root (https://ocfl.io/1.1/spec/, index/FORMAT.md).
///
/// One writer at a time: opening for write takes a lock held until the Archive is destroyed, and puts right
/// what a killed writer left. Readers take no lock and see every document whole, before or after a change.
/// Const functions may be called from many threads; put and revise too (they queue for the moment of
/// publishing). Throws Error: io, disk_full (what was being written has been withdrawn), integrity (a damaged
/// object).
class Archive {
public:
    enum class Mode { read, write };

    /// Opens the archive in `root`; with Mode::write makes it when the folder is missing or empty.
    /// Throws Error: not_found (reading where there is none), usage (the folder holds something else),
    /// archive_locked, format_too_new. `files` must outlive the archive.
    static Archive create_or_open(const std::filesystem::path& root, Mode mode,
                                  Files& files = system_files());

    Archive(Archive&&) noexcept;
    Archive& operator=(Archive&&) noexcept;
    ~Archive();

    const std::filesystem::path& root() const;
    /// Where the index belonging to this archive lives: inside the root, and disposable.
    std::filesystem::path index_folder() const;

    bool contains(std::string_view sha256) const;
    /// The whole id that begins with `prefix` (at least 4 hex digits, either case); nullopt: none does.
    /// Throws Error(usage) when it is no such prefix, or when several ids begin so, naming them.
    std::optional<std::string> resolve(std::string_view prefix) const;
    /// All ids, sorted. Reads folders only: about 260 of them whatever the number of documents.
    std::vector<std::string> ids() const;

    /// Archives the file `original` with what is known of it. False: it was there already, and stays as it
    /// was. The copy's digest must be record.original.sha256, else Error(unreadable_input): the file changed
    /// meanwhile.
    bool put(const Record& record, const std::filesystem::path& original);
    /// Keeps `record` as the document's newest version; the original and older versions stay.
    /// `what` says why, for history. Does nothing when nothing differs. Throws Error(not_found).
    void revise(const Record& record, const std::string& what);

    /// Documents that were revised and not settled since, sorted: whoever keeps something made from
    /// documents, such as an index, may have an older version of these.
    std::vector<std::string> unsettled() const;
    /// To be called when all that is made from the document follows its newest version, durably.
    void settle(std::string_view sha256);

    /// What people decided on the document's words; cheaper than find().
    std::vector<Decision> decisions(std::string_view sha256) const;

    /// The newest version, or the named one. nullopt: no such document or version.
    /// Its digests are checked: a damaged one throws Error(integrity).
    std::optional<Record> find(std::string_view sha256, std::string_view version = {}) const;
    /// Oldest first; empty when there is no such document.
    std::vector<Version> history(std::string_view sha256) const;
    /// Where the original's bytes lie. To be read only. Throws Error(not_found).
    std::filesystem::path original_path(std::string_view sha256) const;

    /// Recomputes every digest and validates every inventory of `ids` (all documents, and the storage root
    /// itself, when empty). A bad object is reported, never thrown.
    VerifyReport verify(const std::vector<std::string>& ids = {}, const VerifyOptions& options = {}) const;

private:
    struct State;
    explicit Archive(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace akt
