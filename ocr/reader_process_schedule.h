#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <filesystem>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ocr/base/unique_fd.h"
#include "ocr/reader_process.h"

namespace akt {

/// One document being read, as the pool's threads share it. Everything but `abandoned` is guarded by the
/// pool's mutex.
struct ReadingJob {
    std::uint64_t id = 0;
    std::filesystem::path file;
    UniqueFd snapshot;
    ReadOptions options;
    PageNumbers wanted;  ///< as asked for; all pages once described, when nothing was asked for
    std::optional<PageDrawing> drawing;  ///< draw the one wanted page instead of reading it

    enum class State { waiting, being_described, described };
    State state = State::waiting;
    Document description;
    std::size_t next = 0;  ///< first of `wanted` that no worker has taken
    int in_flight = 0;
    std::uint64_t last_served = 0;

    std::deque<Page> ready;      ///< read and not yet collected by the caller
    std::string picture;         ///< what drawing gave
    std::exception_ptr failure;  ///< ends the whole document
    std::condition_variable news;
    std::atomic<bool> abandoned{false};  ///< the caller has left; what is in flight is worth nothing

    bool has_work() const {
        return !failure && (state == State::waiting || (state == State::described && next < wanted.size()));
    }
};

/// Which document a free worker turns to. Not thread-safe.
class ReadingSchedule {
public:
    /// One thing to do for a document: describe it, or read this page.
    struct Task {
        std::shared_ptr<ReadingJob> job;
        std::optional<int> page;
    };

    void add(std::shared_ptr<ReadingJob> job) { jobs_.push_back(std::move(job)); }
    void remove(const std::shared_ptr<ReadingJob>& job) { jobs_.remove(job); }

    bool has_work() const;

    /// The next task for a worker that has document `open_id` open and has read `run_length` pages of it at a
    /// stretch; nothing when there is no work. The document with the fewest workers goes first. Among equals
    /// a worker stays with the one it has open, since opening costs time, for kPagesBeforeTurn pages; then
    /// the one that has waited longest.
    std::optional<Task> take(std::uint64_t open_id, int run_length);

    static constexpr int kPagesBeforeTurn = 8;

private:
    std::list<std::shared_ptr<ReadingJob>> jobs_;
    std::uint64_t clock_ = 0;
};

}  // namespace akt
