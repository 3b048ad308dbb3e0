#include <sched.h>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <thread>

#include "ocr/alto.h"
#include "ocr/base/error.h"
#include "ocr/base/utf8.h"
#include "ocr/document_snapshot.h"
#include "ocr/page_furniture.h"
#include "ocr/reader_process.h"
#include "ocr/reader_process_child.h"
#include "ocr/reader_process_schedule.h"

namespace akt {

namespace {

using namespace reader_protocol;

constexpr std::chrono::milliseconds kPatience{100};  // between two looks at the stop flag
/// A worker starts in the time others read some ten pages that have their own text: before one more is
/// started they may be through with all there is.
constexpr std::chrono::milliseconds kPatienceBeforeStart{15};

int processors() {
    cpu_set_t usable;
    if (sched_getaffinity(0, sizeof usable, &usable) == 0) return std::max(1, CPU_COUNT(&usable));
    return 1;
}

Page failed_page(int number, std::string reason) {
    Page page;
    page.number = number;
    page.how = PageReading::failed;
    page.failure = std::move(reason);
    return page;
}

/// One worker's seat: the thread that holds the process, if it lives, and what that has open.
struct Seat {
    std::unique_ptr<ReaderChild> child;
    std::uint64_t open_id = 0;
    int run_length = 0;

    void empty() {
        child.reset();
        open_id = 0;
        run_length = 0;
    }
};

}  // namespace

class ReaderPool::Impl {
public:
    explicit Impl(ReaderPoolOptions options) : options_(std::move(options)) {
        const int jobs = options_.jobs > 0 ? options_.jobs : processors();
        for (int i = 0; i < jobs; ++i) threads_.emplace_back([this] { serve(); });
    }

    ~Impl() {
        {
            const std::lock_guard lock(mutex_);
            closing_ = true;
        }
        work_.notify_all();
        for (auto& thread : threads_) thread.join();
    }

    Document read(const std::filesystem::path& file, const ReadOptions& options,
                  const std::function<void(const Page&)>& page_done, const PageNumbers& pages) {
        const auto job = new_job(file, pages);
        job->options = options;
        const Listing listed(*this, job);

        std::vector<Page> collected;
        std::unique_lock lock(mutex_);
        for (;;) {
            while (!job->ready.empty()) {
                collected.push_back(std::move(job->ready.front()));
                job->ready.pop_front();
                lock.unlock();
                if (page_done) page_done(collected.back());
                lock.lock();
            }
            if (job->failure) std::rethrow_exception(job->failure);
            if (job->state == ReadingJob::State::described && collected.size() == job->wanted.size()) break;
            wait_for_news(*job, lock);
        }
        Document document = std::move(job->description);
        lock.unlock();
        document.file_name = to_nfc(file.filename().string());
        std::sort(collected.begin(), collected.end(),
                  [](const Page& a, const Page& b) { return a.number < b.number; });
        document.pages = std::move(collected);
        mark_headers_and_footers(document);
        return document;
    }

    std::string draw(const std::filesystem::path& file, int page_number, const PageDrawing& drawing) {
        const auto job = new_job(file, {page_number});
        job->drawing = drawing;
        const Listing listed(*this, job);
        std::unique_lock lock(mutex_);
        while (job->picture.empty()) {
            if (job->failure) std::rethrow_exception(job->failure);
            wait_for_news(*job, lock);
        }
        return std::move(job->picture);
    }

    std::string recognizer() {
        const std::lock_guard lock(mutex_);
        return recognizer_;
    }

    void cancel() { cancelled_ = true; }

private:
    /// Keeps a document on the schedule while its caller waits for it.
    class Listing {
    public:
        Listing(Impl& pool, std::shared_ptr<ReadingJob> job) : pool_(pool), job_(std::move(job)) {
            {
                const std::lock_guard lock(pool_.mutex_);
                job_->id = ++pool_.last_id_;
                pool_.schedule_.add(job_);
            }
            pool_.work_.notify_all();
        }
        ~Listing() {
            job_->abandoned = true;
            const std::lock_guard lock(pool_.mutex_);
            pool_.schedule_.remove(job_);
        }
        Listing(const Listing&) = delete;
        Listing& operator=(const Listing&) = delete;

    private:
        Impl& pool_;
        std::shared_ptr<ReadingJob> job_;
    };

    std::shared_ptr<ReadingJob> new_job(const std::filesystem::path& file, const PageNumbers& pages) const {
        check_stop();
        auto job = std::make_shared<ReadingJob>();
        job->file = file;
        job->snapshot = document_snapshot(file, ReadLimits{}.max_file_bytes);
        job->wanted = pages;
        return job;
    }

    void wait_for_news(ReadingJob& job, std::unique_lock<std::mutex>& lock) const {
        lock.unlock();
        check_stop();
        lock.lock();
        if (job.ready.empty() && job.picture.empty() && !job.failure) job.news.wait_for(lock, kPatience);
    }

    void check_stop() const {
        if (cancelled_ || (options_.stopped && options_.stopped()))
            throw Error(ErrorCode::interrupted, {}, "interrupted");
    }

    /// A worker thread's life.
    void serve() {
        Seat seat;
        std::unique_lock lock(mutex_);
        while (!closing_) {
            if (!seat.child && busy_ > 0 && schedule_.has_work() &&
                work_.wait_for(lock, kPatienceBeforeStart, [this] { return closing_; }))
                return;
            auto task = schedule_.take(seat.open_id, seat.run_length);
            if (!task) {
                work_.wait(lock);
                continue;
            }
            ++busy_;
            lock.unlock();
            perform(*task, seat);
            lock.lock();
            --busy_;
        }
    }

    void perform(const ReadingSchedule::Task& task, Seat& seat) {
        ReadingJob& job = *task.job;
        try {
            if (!seat.child || seat.child->gone()) {
                seat.empty();
                seat.child = std::make_unique<ReaderChild>(options_);
                const std::lock_guard lock(mutex_);
                recognizer_ = seat.child->recognizer();
            }
            if (task.page && job.drawing)
                deliver(job, draw_page(job, *task.page, seat));
            else if (task.page)
                deliver(job, read_page(job, *task.page, seat));
            else
                accept(job, describe(job, seat));
        } catch (...) {
            const std::lock_guard lock(mutex_);
            job.failure = std::current_exception();
            --job.in_flight;
            job.news.notify_all();
        }
        if (seat.child && seat.child->gone()) seat.empty();
    }

    Message ask(const ReadingJob& job, Seat& seat, MessageKind kind, int number, std::string_view payload,
                int fd, MessageKind wanted) {
        return seat.child->ask(kind, number, payload, fd, wanted,
                               [this, &job] { return !job.abandoned && !cancelled_; });
    }

    /// Has the worker open the document. Its page count is the answer's number, its description the payload.
    Message open(const ReadingJob& job, Seat& seat) {
        seat.open_id = 0;  // whatever comes of it, the worker lets go of the document it had
        Message described = ask(job, seat, MessageKind::open, 0, packed(job.options), job.snapshot.get(),
                                MessageKind::described);
        seat.open_id = job.id;
        seat.run_length = 0;
        return described;
    }

    std::pair<Document, int> describe(const ReadingJob& job, Seat& seat) {
        try {
            const Message described = open(job, seat);
            if (described.number < 1 || described.number > ReadLimits{}.max_pages) throw nonsense(seat);
            return {alto_of(described, seat), static_cast<int>(described.number)};
        } catch (const WorkerLost& lost) {
            throw Error(lost.over_limit() ? ErrorCode::limit_exceeded : ErrorCode::unreadable_input,
                        job.file.string(), std::string("cannot be opened: ") + lost.what(),
                        "the file is damaged or made to do harm");
        } catch (const Error& error) {
            throw Error(error.code(), job.file.string(), error.message(), error.hint());
        }
    }

    Page read_page(const ReadingJob& job, int number, Seat& seat) {
        try {
            if (seat.open_id != job.id) open(job, seat);
            const Message answer = ask(job, seat, MessageKind::read_page, number, {}, -1, MessageKind::page);
            ++seat.run_length;
            Document one_page = alto_of(answer, seat);
            if (one_page.pages.size() != 1 || one_page.pages[0].number != number) throw nonsense(seat);
            return std::move(one_page.pages[0]);
        } catch (const WorkerLost& lost) {
            return failed_page(number, lost.what());
        } catch (const Error& error) {
            if (job.abandoned || cancelled_) throw;
            return failed_page(number, error.message());
        }
    }

    std::string draw_page(const ReadingJob& job, int number, Seat& seat) {
        try {
            if (seat.open_id != job.id) open(job, seat);
            Message answer = ask(job, seat, MessageKind::draw_page, number, packed(*job.drawing), -1,
                                 MessageKind::picture);
            if (answer.payload.empty()) throw nonsense(seat);
            return std::move(answer.payload);
        } catch (const WorkerLost& lost) {
            throw Error(lost.over_limit() ? ErrorCode::limit_exceeded : ErrorCode::unreadable_input,
                        job.file.string(), std::string("cannot be drawn: ") + lost.what());
        }
    }

    /// A worker that says what no worker of ours says is not trusted with another page.
    static WorkerLost nonsense(Seat& seat) {
        seat.empty();
        return {kNonsense, false};
    }

    static Document alto_of(const Message& message, Seat& seat) {
        try {
            return from_alto(message.payload);
        } catch (const Error&) {
            throw nonsense(seat);
        }
    }

    void accept(ReadingJob& job, std::pair<Document, int> described) {
        auto& [description, page_count] = described;
        const std::lock_guard lock(mutex_);
        --job.in_flight;
        description.pages.clear();
        job.description = std::move(description);
        std::sort(job.wanted.begin(), job.wanted.end());
        job.wanted.erase(std::unique(job.wanted.begin(), job.wanted.end()), job.wanted.end());
        if (job.wanted.empty())
            for (int number = 1; number <= page_count; ++number) job.wanted.push_back(number);
        job.state = ReadingJob::State::described;
        if (job.wanted.front() < 1 || job.wanted.back() > page_count)
            job.failure = std::make_exception_ptr(
                Error(ErrorCode::usage, job.file.string(),
                      "has pages 1 to " + std::to_string(page_count) + ", not " +
                          std::to_string(job.wanted.front() < 1 ? job.wanted.front() : job.wanted.back())));
        job.news.notify_all();
        work_.notify_all();
    }

    void deliver(ReadingJob& job, Page page) {
        const std::lock_guard lock(mutex_);
        --job.in_flight;
        job.ready.push_back(std::move(page));
        job.news.notify_all();
    }

    void deliver(ReadingJob& job, std::string picture) {
        const std::lock_guard lock(mutex_);
        --job.in_flight;
        job.picture = std::move(picture);
        job.news.notify_all();
    }

    const ReaderPoolOptions options_;
    std::atomic<bool> cancelled_{false};
    std::mutex mutex_;
    std::condition_variable work_;  ///< there may be something to do, or the pool closes
    ReadingSchedule schedule_;
    std::uint64_t last_id_ = 0;
    int busy_ = 0;  ///< tasks being performed
    bool closing_ = false;
    std::string recognizer_;
    std::vector<std::thread> threads_;
};

ReaderPool::ReaderPool(ReaderPoolOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}
ReaderPool::~ReaderPool() = default;

Document ReaderPool::read(const std::filesystem::path& file, const ReadOptions& options,
                          const std::function<void(const Page&)>& page_done, const PageNumbers& pages) {
    return impl_->read(file, options, page_done, pages);
}

std::string ReaderPool::draw(const std::filesystem::path& file, int page_number, const PageDrawing& drawing) {
    return impl_->draw(file, page_number, drawing);
}

std::string ReaderPool::recognizer() const {
    return impl_->recognizer();
}

void ReaderPool::cancel() {
    impl_->cancel();
}

}  // namespace akt
