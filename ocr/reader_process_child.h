#pragma once

#include <sys/types.h>

#include <cstdint>
#include <exception>
#include <functional>
#include <string>

#include "ocr/base/unique_fd.h"
#include "ocr/reader_process.h"
#include "ocr/reader_process_protocol.h"

namespace akt {

inline constexpr const char* kNonsense = "the reader answered nonsense";

/// The worker is gone, with the reason in plain words: "took longer than 180 s", "needed more than 2 GiB
/// memory", "the reader died (signal 11)", kNonsense.
class WorkerLost : public std::exception {
public:
    WorkerLost(std::string reason, bool over_limit) : reason_(std::move(reason)), over_limit_(over_limit) {}
    const char* what() const noexcept override { return reason_.c_str(); }
    bool over_limit() const { return over_limit_; }  ///< killed for time or memory

private:
    std::string reason_;
    bool over_limit_;
};

/// One worker process, as the pool holds it. Not thread-safe. The thread that makes it must outlive it (the
/// kernel ends a worker with the thread that started it).
class ReaderChild {
public:
    /// Starts the worker and waits until it is ready. Throws Error: the worker's own (a model is missing), or
    /// internal.
    explicit ReaderChild(const ReaderPoolOptions& options);
    /// Kills the worker.
    ~ReaderChild();
    ReaderChild(const ReaderChild&) = delete;
    ReaderChild& operator=(const ReaderChild&) = delete;

    /// Sends a request and waits for its answer, which is of kind `wanted` and never `failed`: that is thrown
    /// as Error. Throws WorkerLost, after which only the destructor may be called. `keep_waiting` false:
    /// killed, Error(interrupted).
    reader_protocol::Message ask(reader_protocol::MessageKind kind, std::int64_t number,
                                 std::string_view payload, int fd, reader_protocol::MessageKind wanted,
                                 const std::function<bool()>& keep_waiting);

    /// What the worker said it recognises with.
    const std::string& recognizer() const { return recognizer_; }

    /// Between two questions: the process has ended, or talks without being asked.
    bool gone() const;

private:
    void start(const std::filesystem::path& program, int socket_fd, bool show_messages);
    void lose_quietly();
    /// Kills what may still run, waits for its end and tells why it ended.
    [[noreturn]] void lose(reader_protocol::NoMessage why);

    std::int64_t page_time_limit_ms_, page_wait_limit_ms_;
    std::uint64_t memory_limit_bytes_;
    std::string recognizer_;
    pid_t pid_ = -1;
    UniqueFd socket_;
};

}  // namespace akt
