#include "ocr/reader_process_schedule.h"

#include <algorithm>
#include <tuple>

namespace akt {

bool ReadingSchedule::has_work() const {
    return std::any_of(jobs_.begin(), jobs_.end(), [](const auto& job) { return job->has_work(); });
}

std::optional<ReadingSchedule::Task> ReadingSchedule::take(std::uint64_t open_id, int run_length) {
    std::shared_ptr<ReadingJob> best;
    const auto rank = [&](const ReadingJob& job) {
        const bool stays = job.id == open_id && run_length < kPagesBeforeTurn;
        return std::tuple(job.in_flight, stays ? 0 : 1, job.last_served);
    };
    for (const auto& job : jobs_)
        if (job->has_work() && (!best || rank(*job) < rank(*best))) best = job;
    if (!best) return std::nullopt;
    best->last_served = ++clock_;
    ++best->in_flight;
    if (best->state == ReadingJob::State::waiting) {
        best->state = ReadingJob::State::being_described;
        return Task{best, std::nullopt};
    }
    return Task{best, best->wanted[best->next++]};
}

}  // namespace akt
