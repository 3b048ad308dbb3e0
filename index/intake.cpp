#include "index/intake.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <set>
#include <thread>
#include <utility>

#include "index/archive/archive.h"
#include "index/archive/digest.h"
#include "index/index.h"
#include "index/metadata/extract.h"
#include "index/review.h"
#include "ocr/base/clock.h"
#include "ocr/base/utf8.h"
#include "ocr/reader_process.h"
#include "ocr/recognize/reading_quality.h"
#include "ocr/repair/repairer.h"

namespace akt {

namespace {

using Outcome = IntakeResult::Outcome;

bool ends_the_run(const Error& error) {
    return error.code() == ErrorCode::disk_full || error.code() == ErrorCode::interrupted;
}

Original identify(const std::filesystem::path& file) {
    const auto found = digests_of_file(file, {DigestAlgorithm::sha256});
    return {
        found.digests.at(DigestAlgorithm::sha256), found.size_bytes, to_nfc(file.filename().string()), {}};
}

bool recognised_anything(const Document& document) {
    return std::any_of(document.pages.begin(), document.pages.end(), [](const Page& page) {
        return page.how == PageReading::ocr || page.how == PageReading::both;
    });
}

/// Whether a page read again says more than it did.
bool is_better(const Page& fresh, const Page& old) {
    if (fresh.how == PageReading::failed) return false;
    if (old.how == PageReading::failed) return true;
    return quality_of(fresh, nullptr).believed_letters > quality_of(old, nullptr).believed_letters;
}

/// What a person set outlives a new reading.
template <class T>
void keep_if_set(std::optional<Found<T>>& fresh, const std::optional<Found<T>>& old) {
    if (old && old->set_by_person) fresh = old;
}

template <class T>
void keep_if_set(std::vector<Found<T>>& fresh, const std::vector<Found<T>>& old) {
    std::vector<Found<T>> set;
    std::copy_if(old.begin(), old.end(), std::back_inserter(set),
                 [](const Found<T>& found) { return found.set_by_person; });
    if (!set.empty()) fresh = std::move(set);
}

void keep_what_a_person_set(Metadata& fresh, const Metadata& old) {
    keep_if_set(fresh.title, old.title);
    keep_if_set(fresh.date, old.date);
    keep_if_set(fresh.received, old.received);
    keep_if_set(fresh.dnr, old.dnr);
    keep_if_set(fresh.type, old.type);
    keep_if_set(fresh.sender, old.sender);
    keep_if_set(fresh.recipients, old.recipients);
    keep_if_set(fresh.org_numbers, old.org_numbers);
    keep_if_set(fresh.sections, old.sections);
    keep_if_set(fresh.tags, old.tags);
    keep_if_set(fresh.language, old.language);
}

}  // namespace

Intake::Intake(Archive& archive, Index& index, ReaderPool& readers, const Repairer& repairer,
               IntakeOptions options)
    : archive_(archive),
      index_(index),
      readers_(readers),
      repairer_(repairer),
      options_(std::move(options)) {}

Record Intake::make_record(const std::filesystem::path& file, Original original, const Record* old,
                           const std::function<void(const Page&)>& page_done) const {
    Record record;
    record.original = std::move(original);
    record.document = readers_.read(file, options_.reading, page_done);
    record.document.file_name = record.original.file_name;
    record.original.media_type = record.document.media_type;
    repairer_.repair(record.document);
    if (old != nullptr) keep_decisions(record, *old);
    describe(record);
    record.added_at = record.provenance.made_at;
    return record;
}

void Intake::describe(Record& record) const {
    record.metadata = extract_metadata(record.document);
    record.provenance = {options_.akt_version,
                         recognised_anything(record.document) ? readers_.recognizer() : "",
                         options_.repairer_name, utc_now()};
}

/// Puts those of `pages` that can now be read better into the record; false when there is none.
bool Intake::better_pages(Record& record, const std::vector<int>& pages,
                          const std::function<void(const Page&)>& page_done) const {
    Document read =
        readers_.read(archive_.original_path(record.original.sha256), options_.reading, page_done, pages);
    repairer_.repair(read);
    Record before = record;
    std::set<int> replaced;
    for (Page& fresh : read.pages) {
        for (Page& old : record.document.pages) {
            if (old.number != fresh.number || !is_better(fresh, old)) continue;
            replaced.insert(fresh.number);
            old = std::move(fresh);
            break;
        }
    }
    // What people decided on the pages that stay is not touched.
    const auto on_replaced = [&](const Decision& decision) {
        return replaced.count(decision.place.page) != 0;
    };
    std::erase_if(record.decisions, on_replaced);
    std::erase_if(before.decisions, [&](const Decision& decision) { return !on_replaced(decision); });
    keep_decisions(record, before);
    return !replaced.empty();
}

IntakeResult Intake::keep(const std::filesystem::path& file, const Original& original,
                          const std::function<void(const Page&)>& page_done) {
    IntakeResult result{file, Outcome::added, original.sha256, std::nullopt, std::nullopt};
    Record record = make_record(file, original, nullptr, page_done);
    if (options_.amend) options_.amend(record);
    if (!archive_.put(record, file)) result.outcome = Outcome::already_there;
    {
        const std::scoped_lock lock(indexing_);
        index_.replace(record);
    }
    result.record = std::move(record);
    return result;
}

/// What the threads of one add() share.
struct Intake::Run {
    const std::vector<std::filesystem::path>& files;
    const std::function<void(const IntakeResult&)>& done;
    const std::function<void(const Page&)>& page_done;
    const std::function<bool()>& stop;

    std::atomic<std::size_t> next{0};
    std::mutex reporting;
    std::mutex state;
    std::map<std::string, bool> failed_by_digest;  ///< every content met, and whether reading it failed
    std::vector<IntakeResult> duplicates;          ///< files whose content another file of this run has
    std::optional<Error> ended_by;

    bool ended() {
        const std::scoped_lock lock(state);
        return ended_by.has_value() || (stop && stop());
    }
    void report(const IntakeResult& result) {
        const std::scoped_lock lock(reporting);
        done(result);
    }
    void report(const Page& page) {
        const std::scoped_lock lock(reporting);
        if (page_done) page_done(page);
    }
};

void Intake::take_in(const std::filesystem::path& file, Run& run) {
    IntakeResult result{file, Outcome::already_there, {}, std::nullopt, std::nullopt};
    try {
        const Original original = identify(file);
        result.sha256 = original.sha256;
        {
            const std::scoped_lock lock(run.state);
            if (!run.failed_by_digest.try_emplace(original.sha256, false).second) {
                run.duplicates.push_back(std::move(result));
                return;
            }
        }
        if (!archive_.contains(original.sha256)) {
            if (options_.dry_run) {
                result.outcome = Outcome::would_add;
            } else {
                result = keep(file, original, [&run](const Page& page) { run.report(page); });
            }
        }
    } catch (const Error& error) {
        result.outcome = Outcome::failed;
        result.error = error;
        const std::scoped_lock lock(run.state);
        if (!result.sha256.empty()) run.failed_by_digest[result.sha256] = true;
        if (ends_the_run(error)) {
            run.ended_by = error;
            return;
        }
    }
    run.report(result);
}

void Intake::add(const std::vector<std::filesystem::path>& files,
                 const std::function<void(const IntakeResult&)>& done,
                 const std::function<void(const Page&)>& page_done, const std::function<bool()>& stop) {
    Run run{files, done, page_done, stop, {}, {}, {}, {}, {}, {}};
    {
        std::vector<std::jthread> threads;
        const auto wanted = std::min<std::size_t>(std::max(1U, options_.documents_at_once), files.size());
        for (std::size_t i = 0; i < wanted; ++i)
            threads.emplace_back([this, &run] {
                for (std::size_t at = run.next++; at < run.files.size() && !run.ended(); at = run.next++)
                    take_in(run.files[at], run);
            });
    }
    for (auto& duplicate : run.duplicates) {
        if (run.failed_by_digest[duplicate.sha256]) {
            duplicate.outcome = Outcome::failed;
            duplicate.error = Error(ErrorCode::unreadable_input, duplicate.file.string(),
                                    "the same bytes as another file that failed", "see that file's reason");
        }
        done(duplicate);
    }
    index_.commit();
    if (run.ended_by) throw Error(*run.ended_by);
}

IntakeResult Intake::read_again(const Record& record, const std::function<void(const Page&)>& page_done,
                                const std::vector<int>& pages) {
    IntakeResult result{record.original.file_name, Outcome::added, record.original.sha256, std::nullopt,
                        std::nullopt};
    try {
        Record fresh = record;
        if (pages.empty()) {
            fresh = make_record(archive_.original_path(record.original.sha256), record.original, &record,
                                page_done);
        } else if (better_pages(fresh, pages, page_done)) {
            describe(fresh);
        } else {
            result.outcome = Outcome::no_better;
            result.record = record;
            return result;
        }
        keep_what_a_person_set(fresh.metadata, record.metadata);
        fresh.added_at = record.added_at;
        fresh.key = record.key;
        const std::scoped_lock lock(indexing_);
        keep_revision(archive_, index_, fresh, "read again");
        result.record = std::move(fresh);
    } catch (const Error& error) {
        if (ends_the_run(error)) throw;
        result.outcome = Outcome::failed;
        result.error = error;
    }
    return result;
}

}  // namespace akt
