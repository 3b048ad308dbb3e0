#pragma once

#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "index/record.h"
#include "ocr/base/error.h"
#include "ocr/read_document.h"

namespace akt {

class Archive;
class Index;
class ReaderPool;
class Repairer;

/// What became of one file.
struct IntakeResult {
    enum class Outcome {
        added,
        already_there,  ///< an exact duplicate of an archived document, or of another file of the same run
        would_add,      ///< dry run
        no_better,      ///< read again, and no page got better
        failed,         ///< not archived; `error` says why
    };
    std::filesystem::path file;
    Outcome outcome = Outcome::failed;
    std::string sha256;            ///< empty when the file could not be opened
    std::optional<Record> record;  ///< what was kept, when added; it may hold failed pages
    std::optional<Error> error;
};

struct IntakeOptions {
    /// Threads that wait for pages, repair and write. More than there are processors: while one waits for the
    /// disk or for the index, another's pages keep the readers busy.
    unsigned documents_at_once = 2;
    bool dry_run = false;
    ReadOptions reading;
    std::string akt_version;
    std::string repairer_name;  ///< which models repaired, models_name()
    /// Called on each record before it is kept, for example to set what a person said. May be empty.
    std::function<void(Record&)> amend;
};

/// Files into the archive and the index: read, repaired, described, kept, made findable.
/// One Intake an archive; add() may be called repeatedly but not at the same time.
class Intake {
public:
    /// The references must outlive the intake. `archive` and `index` are open for writing.
    Intake(Archive& archive, Index& index, ReaderPool& readers, const Repairer& repairer,
           IntakeOptions options);

    /// Archives each file. A bad file is a result with an error and never stops the others; only
    /// Error(disk_full) and Error(interrupted) end the whole run early, after which what is archived stays.
    /// `done` is called once a file, `page_done` once a page read, both from any thread but one at a time.
    /// `stop` is asked between documents.
    void add(const std::vector<std::filesystem::path>& files,
             const std::function<void(const IntakeResult&)>& done,
             const std::function<void(const Page&)>& page_done = {}, const std::function<bool()>& stop = {});

    /// Reads an archived document again from its original, or only these of its pages, and keeps the result
    /// as a new version; what a person set or decided stays. Of `pages`, one that is now read worse than
    /// before, or fails, stays as it was; when none is better, there is no new version. For `akt retry`.
    IntakeResult read_again(const Record& record, const std::function<void(const Page&)>& page_done = {},
                            const std::vector<int>& pages = {});

private:
    struct Run;
    void take_in(const std::filesystem::path& file, Run& run);
    IntakeResult keep(const std::filesystem::path& file, const Original& original,
                      const std::function<void(const Page&)>& page_done);
    /// `old`: what the archive has of the document already, or nullptr.
    Record make_record(const std::filesystem::path& file, Original original, const Record* old,
                       const std::function<void(const Page&)>& page_done) const;
    void describe(Record& record) const;
    bool better_pages(Record& record, const std::vector<int>& pages,
                      const std::function<void(const Page&)>& page_done) const;

    Archive& archive_;
    Index& index_;
    ReaderPool& readers_;
    const Repairer& repairer_;
    IntakeOptions options_;
    std::mutex indexing_;  ///< the index is not thread-safe
};

}  // namespace akt
