#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "index/record.h"
#include "ocr/repair/evidence.h"

namespace akt {

/// Parts of a lower-case compound word, empty when it is none: CompoundSplitter::split in the program.
using CompoundSplit = std::function<std::vector<std::string>(std::string_view lower_case_word)>;

/// Words a sound document spells and no lexicon knows, lower case: AttestedWordFinder::find in the program.
using AttestedWords = std::function<std::vector<std::string>(const Document& document)>;

/// The full-text index: one Xapian database in a folder of its own. It can always be made again from the
/// archive. What is stored and why is told in index_terms.h. Not thread-safe; one writer at a time (Xapian
/// locks the folder). Every method throws Error: archive_locked, format_too_new, disk_full, io, integrity
/// (damaged: rebuild it).
class Index {
public:
    enum class Mode { read, write };

    /// Version of what stands in the index; a change of terms, positions, slots or data makes it one higher.
    static constexpr int kFormat = 2;

    /// True when there is no index in `folder`, or one of an older format or a damaged one: make it with
    /// rebuild_index.
    static bool needs_rebuild(const std::filesystem::path& folder);

    /// Mode::write makes the folder when it is not there. Without `split`, compound parts are not indexed;
    /// without `attested`, attested_words() learns nothing.
    static Index open(const std::filesystem::path& folder, Mode mode, CompoundSplit split = {},
                      AttestedWords attested = {});

    Index(Index&&) noexcept;
    Index& operator=(Index&&) noexcept;
    ~Index();  ///< commits what is pending, but cannot tell of a failure: call commit()

    /// Makes the record findable, in place of an earlier one with the same id.
    /// Commits by itself after many or large documents; what is certain to be on disk is what commit() has
    /// returned for.
    void replace(const Record& record);
    void remove(std::string_view sha256);  ///< nothing happens when it is not there
    void commit();

    bool contains(std::string_view sha256) const;
    std::vector<std::string> ids() const;  ///< SHA-256 of every indexed document, sorted
    std::size_t size() const;

    /// What `attested` found in all documents, each word with how many have it.
    std::vector<AttestedWord> attested_words() const;
    std::vector<std::string> decided_ids() const;    ///< documents people decided on words of, sorted
    std::vector<std::string> uncertain_ids() const;  ///< documents with uncertain repairs, sorted

private:
    struct Impl;
    explicit Index(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace akt
