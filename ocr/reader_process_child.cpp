#include "ocr/reader_process_child.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string_view>
#include <vector>

#include "ocr/reader_process_worker.h"

namespace akt {

namespace {

using namespace reader_protocol;

constexpr int kChildSocket = 3;
constexpr std::int64_t kStartTimeLimitMs = 60'000;
constexpr std::int64_t kWaitForTime = 5;  // a worker may get a fifth of a processor

/// What the worker sees of our environment: all of it, but one thread for OpenMP, which reads this when it is
/// loaded.
std::vector<std::string> worker_environment() {
    constexpr std::string_view kThreads = "OMP_THREAD_LIMIT=";
    std::vector<std::string> variables;
    for (char** variable = environ; *variable != nullptr; ++variable)
        if (std::string_view(*variable).substr(0, kThreads.size()) != kThreads)
            variables.emplace_back(*variable);
    variables.push_back(std::string(kThreads) + "1");
    return variables;
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
    std::vector<char*> out;
    for (auto& one : strings) out.push_back(one.data());
    out.push_back(nullptr);
    return out;
}

/// posix_spawn's two descriptions, freed together.
struct SpawnPlan {
    posix_spawn_file_actions_t actions{};
    posix_spawnattr_t attributes{};

    SpawnPlan() {
        posix_spawn_file_actions_init(&actions);
        posix_spawnattr_init(&attributes);
    }
    ~SpawnPlan() {
        posix_spawn_file_actions_destroy(&actions);
        posix_spawnattr_destroy(&attributes);
    }
    SpawnPlan(const SpawnPlan&) = delete;
    SpawnPlan& operator=(const SpawnPlan&) = delete;
};

std::filesystem::path reader_beside_us() {
    std::error_code failed;
    const auto us = std::filesystem::read_symlink("/proc/self/exe", failed);
    if (failed)
        throw Error(ErrorCode::internal, "/proc/self/exe", "cannot start a reader: " + failed.message(),
                    "is /proc mounted?");
    return us.parent_path() / "akt-reader";
}

std::string size_in_words(std::uint64_t bytes) {
    constexpr std::uint64_t kMiB = std::uint64_t{1} << 20U, kGiB = std::uint64_t{1} << 30U;
    if (bytes % kGiB == 0) return std::to_string(bytes / kGiB) + " GiB";
    return std::to_string(bytes / kMiB) + " MiB";
}

std::string time_in_words(std::int64_t milliseconds) {
    if (milliseconds % 1000 == 0) return std::to_string(milliseconds / 1000) + " s";
    return std::to_string(milliseconds) + " ms";
}

}  // namespace

ReaderChild::ReaderChild(const ReaderPoolOptions& options)
    : page_time_limit_ms_(options.page_time_limit_ms),
      page_wait_limit_ms_(options.page_wait_limit_ms > 0 ? options.page_wait_limit_ms
                                                         : kWaitForTime * options.page_time_limit_ms),
      memory_limit_bytes_(options.memory_limit_bytes) {
    std::array<int, 2> ends{-1, -1};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        throw Error(ErrorCode::internal, {}, std::string("cannot start a reader: ") + std::strerror(errno));
    socket_ = UniqueFd(ends[0]);
    {
        const UniqueFd theirs(ends[1]);
        fcntl(socket_.get(), F_SETFL, O_NONBLOCK);  // a worker that reads nothing must not hold us up
        start(options.program.empty() ? reader_beside_us() : options.program, theirs.get(),
              options.show_worker_messages);
    }
    try {
        const Limits limits{options.memory_limit_bytes,
                            static_cast<std::uint64_t>(options.page_time_limit_ms)};
        if (!send_message(socket_.get(), MessageKind::hello, 0, packed(limits))) lose(NoMessage::closed);
        Received answer = receive_message(socket_.get(), kStartTimeLimitMs);
        if (!answer.message) lose(answer.reason);
        if (const auto error = unpacked_error(*answer.message);
            error && answer.message->kind == MessageKind::failed)
            throw Error(*error);
        if (answer.message->kind != MessageKind::ready) lose(NoMessage::nonsense);
        recognizer_ = std::move(answer.message->payload);
    } catch (const WorkerLost& lost) {
        throw Error(ErrorCode::internal, {}, std::string("no reader can be started: ") + lost.what(),
                    "akt doctor tells what is missing");
    } catch (...) {
        lose_quietly();
        throw;
    }
}

ReaderChild::~ReaderChild() {
    lose_quietly();
}

void ReaderChild::start(const std::filesystem::path& program, int socket_fd, bool show_messages) {
    SpawnPlan plan;
    posix_spawn_file_actions_adddup2(&plan.actions, socket_fd, kChildSocket);
    posix_spawn_file_actions_addopen(&plan.actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&plan.actions, 1, "/dev/null", O_WRONLY, 0);
    if (!show_messages) posix_spawn_file_actions_addopen(&plan.actions, 2, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&plan.actions, kChildSocket + 1);

    // A group of its own, so that a terminal's Ctrl-C reaches only us; signals as at a program's start.
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&plan.attributes, &none);
    posix_spawnattr_setsigdefault(&plan.attributes, &all);
    posix_spawnattr_setpgroup(&plan.attributes, 0);
    posix_spawnattr_setflags(&plan.attributes,
                             POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);

    std::vector<std::string> arguments{program.string(), std::to_string(kChildSocket)};
    std::vector<std::string> environment = worker_environment();
    const int failed = posix_spawn(&pid_, program.c_str(), &plan.actions, &plan.attributes,
                                   pointers(arguments).data(), pointers(environment).data());
    if (failed != 0) {
        pid_ = -1;
        throw Error(ErrorCode::internal, program.string(),
                    std::string("cannot start a reader: ") + std::strerror(failed),
                    failed == ENOENT ? "install akt with its akt-reader" : "");
    }
}

Message ReaderChild::ask(MessageKind kind, std::int64_t number, std::string_view payload, int fd,
                         MessageKind wanted, const std::function<bool()>& keep_waiting) {
    if (!send_message(socket_.get(), kind, number, payload, fd)) lose(NoMessage::closed);
    Received answer = receive_message(socket_.get(), page_wait_limit_ms_, keep_waiting);
    if (!answer.message) lose(answer.reason);
    if (answer.message->kind == MessageKind::failed) {
        const auto error = unpacked_error(*answer.message);
        if (!error) lose(NoMessage::nonsense);
        throw Error(*error);
    }
    if (answer.message->kind != wanted) lose(NoMessage::nonsense);
    return std::move(*answer.message);
}

bool ReaderChild::gone() const {
    pollfd talk{socket_.get(), POLLIN, 0};
    return pid_ < 0 || poll(&talk, 1, 0) > 0;
}

void ReaderChild::lose_quietly() {
    if (pid_ < 0) return;
    kill(pid_, SIGKILL);
    while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
}

void ReaderChild::lose(NoMessage why) {
    const std::string too_big = "needed more than " + size_in_words(memory_limit_bytes_) + " memory";
    if (why != NoMessage::closed) {
        lose_quietly();
        if (why == NoMessage::timed_out)
            throw WorkerLost("took longer than " + time_in_words(page_wait_limit_ms_), true);
        if (why == NoMessage::stopped) throw Error(ErrorCode::interrupted, {}, "interrupted");
        throw WorkerLost(kNonsense, false);
    }
    socket_.reset();  // one that only closed its end of the socket ends now too, or is killed
    kill(pid_, SIGKILL);
    int status = 0;
    rusage used{};
    while (wait4(pid_, &status, 0, &used) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    if (WIFEXITED(status)) {
        if (WEXITSTATUS(status) == kOutOfMemoryStatus) throw WorkerLost(too_big, true);
        throw WorkerLost("the reader died (exit status " + std::to_string(WEXITSTATUS(status)) + ")", false);
    }
    const int signal = WTERMSIG(status);
    if (signal == SIGXCPU)
        throw WorkerLost("took longer than " + time_in_words(page_time_limit_ms_) + " of processor time",
                         true);
    // C libraries crash where they get no memory. The resident size is what is known of a dead process.
    const auto peak_bytes = static_cast<std::uint64_t>(used.ru_maxrss) * 1024;
    if (peak_bytes > memory_limit_bytes_ / 10 * 8) throw WorkerLost(too_big, true);
    throw WorkerLost("the reader died (signal " + std::to_string(signal) + ")", false);
}

std::string recognizers_that_work(const ReaderPoolOptions& options) {
    try {
        return ReaderChild(options)
            .ask(MessageKind::try_recognizers, 0, {}, -1, MessageKind::recognizers,
                 [&options] { return !options.stopped || !options.stopped(); })
            .payload;
    } catch (const WorkerLost& lost) {
        throw Error(ErrorCode::internal, {}, std::string("the recogniser cannot be tried: ") + lost.what());
    }
}

}  // namespace akt
