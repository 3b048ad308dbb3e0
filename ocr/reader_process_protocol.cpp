#include "ocr/reader_process_protocol.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <vector>

namespace akt::reader_protocol {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint32_t kMagic = 0x52544B41;  // "AKTR"
constexpr std::int64_t kPatienceMs = 100;     // between two questions to keep_waiting
constexpr std::size_t kChunkBytes = std::size_t{64} << 10U;

struct Header {
    std::uint32_t magic = kMagic;
    MessageKind kind{};
    std::int64_t number = 0;
    std::uint64_t payload_bytes = 0;
};

union DescriptorSpace {
    cmsghdr aligned;
    char bytes[CMSG_SPACE(sizeof(int))];
};

bool send_all(int socket_fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = send(socket_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

/// Reads exactly what is asked for, watching the clock and the caller's wish.
class Receiver {
public:
    Receiver(int socket_fd, std::int64_t time_limit_ms, const std::function<bool()>& keep_waiting)
        : socket_fd_(socket_fd), keep_waiting_(keep_waiting) {
        if (time_limit_ms >= 0) deadline_ = Clock::now() + std::chrono::milliseconds(time_limit_ms);
    }

    /// Fills `size` bytes; false: see reason. A descriptor that comes along is kept in `fd`.
    bool fill(char* into, std::size_t size, UniqueFd* fd) {
        while (size > 0) {
            if (!wait()) return false;
            iovec part{into, size};
            DescriptorSpace space{};
            msghdr message{};
            message.msg_iov = &part;
            message.msg_iovlen = 1;
            if (fd != nullptr) {
                message.msg_control = space.bytes;
                message.msg_controllen = CMSG_LEN(sizeof(int));  // room for one; the kernel closes any others
            }
            const ssize_t got = recvmsg(socket_fd_, &message, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
            if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
            if (got <= 0) {
                reason = NoMessage::closed;
                return false;
            }
            if (fd != nullptr) keep_descriptor(message, *fd);
            into += got;
            size -= static_cast<std::size_t>(got);
        }
        return true;
    }

    NoMessage reason = NoMessage::closed;

private:
    static void keep_descriptor(msghdr& message, UniqueFd& fd) {
        for (cmsghdr* control = CMSG_FIRSTHDR(&message); control != nullptr;
             control = CMSG_NXTHDR(&message, control)) {
            if (control->cmsg_level != SOL_SOCKET || control->cmsg_type != SCM_RIGHTS) continue;
            int received = -1;
            std::memcpy(&received, CMSG_DATA(control), sizeof received);
            fd = UniqueFd(received);
        }
    }

    bool wait() {
        for (;;) {
            if (keep_waiting_ && !keep_waiting_()) {
                reason = NoMessage::stopped;
                return false;
            }
            std::int64_t slice_ms = keep_waiting_ ? kPatienceMs : -1;
            if (deadline_) {
                const auto left =
                    std::chrono::ceil<std::chrono::milliseconds>(*deadline_ - Clock::now()).count();
                if (left <= 0) {
                    reason = NoMessage::timed_out;
                    return false;
                }
                slice_ms = std::min<std::int64_t>(slice_ms < 0 ? left : slice_ms,
                                                  std::min<std::int64_t>(left, 60'000));
            }
            pollfd waiting{socket_fd_, POLLIN, 0};
            if (poll(&waiting, 1, static_cast<int>(slice_ms)) > 0) return true;
        }
    }

    int socket_fd_;
    const std::function<bool()>& keep_waiting_;
    std::optional<Clock::time_point> deadline_;
};

std::vector<std::uint64_t> numbers_in(std::string_view payload) {
    std::vector<std::uint64_t> numbers;
    while (!payload.empty()) {
        std::uint64_t number = 0;
        const auto [end, failed] = std::from_chars(payload.data(), payload.data() + payload.size(), number);
        if (failed != std::errc()) return {};
        numbers.push_back(number);
        payload.remove_prefix(static_cast<std::size_t>(end - payload.data()));
        if (!payload.empty()) payload.remove_prefix(1);
    }
    return numbers;
}

}  // namespace

bool send_message(int socket_fd, MessageKind kind, std::int64_t number, std::string_view payload, int fd) {
    Header header;
    header.kind = kind;
    header.number = number;
    header.payload_bytes = payload.size();
    iovec part{&header, sizeof header};
    DescriptorSpace space{};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    if (fd >= 0) {
        message.msg_control = space.bytes;
        message.msg_controllen = sizeof space.bytes;
        cmsghdr* control = CMSG_FIRSTHDR(&message);
        control->cmsg_level = SOL_SOCKET;
        control->cmsg_type = SCM_RIGHTS;
        control->cmsg_len = CMSG_LEN(sizeof(int));
        std::memcpy(CMSG_DATA(control), &fd, sizeof fd);
    }
    ssize_t sent = 0;
    do sent = sendmsg(socket_fd, &message, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    if (sent < 0) return false;
    std::array<char, sizeof header> bytes{};
    std::memcpy(bytes.data(), &header, sizeof header);
    return send_all(socket_fd,
                    std::string_view(bytes.data(), bytes.size()).substr(static_cast<std::size_t>(sent))) &&
           send_all(socket_fd, payload);
}

Received receive_message(int socket_fd, std::int64_t time_limit_ms,
                         const std::function<bool()>& keep_waiting) {
    Receiver receiver(socket_fd, time_limit_ms, keep_waiting);
    Message message;
    std::array<char, sizeof(Header)> bytes{};
    if (!receiver.fill(bytes.data(), bytes.size(), &message.fd)) return {std::nullopt, receiver.reason};
    Header header;
    std::memcpy(&header, bytes.data(), sizeof header);
    if (header.magic != kMagic || header.payload_bytes > kMaxPayloadBytes)
        return {std::nullopt, NoMessage::nonsense};
    message.kind = header.kind;
    message.number = header.number;
    const auto payload_bytes = static_cast<std::size_t>(header.payload_bytes);
    while (message.payload.size() < payload_bytes) {
        const std::size_t have = message.payload.size();
        const std::size_t more = std::min(payload_bytes - have, std::max(kChunkBytes, have));
        message.payload.resize(have + more);
        if (!receiver.fill(message.payload.data() + have, more, nullptr))
            return {std::nullopt, receiver.reason};
    }
    return {std::move(message), {}};
}

std::string packed(const Limits& limits) {
    return std::to_string(limits.memory_bytes) + ' ' + std::to_string(limits.page_time_ms);
}

std::string packed(const ReadOptions& options) {
    return std::to_string(int{options.redo_ocr}) + ' ' + std::to_string(int{options.keep_text_layer}) + ' ' +
           std::to_string(int{options.thorough});
}

std::string packed(const PageDrawing& drawing) {
    return std::to_string(drawing.turned_degrees) + ' ' + std::to_string(drawing.max_width_px);
}

std::string packed(const Error& error) {
    return error.file() + '\0' + error.message() + '\0' + error.hint();
}

std::optional<Limits> unpacked_limits(std::string_view payload) {
    const auto numbers = numbers_in(payload);
    if (numbers.size() != 2) return std::nullopt;
    return Limits{numbers[0], numbers[1]};
}

std::optional<ReadOptions> unpacked_options(std::string_view payload) {
    const auto numbers = numbers_in(payload);
    if (numbers.size() != 3) return std::nullopt;
    return ReadOptions{numbers[0] != 0, numbers[1] != 0, numbers[2] != 0};
}

std::optional<PageDrawing> unpacked_drawing(std::string_view payload) {
    const auto numbers = numbers_in(payload);
    if (numbers.size() != 2 || numbers[0] >= 360 || numbers[1] > 20'000) return std::nullopt;
    return PageDrawing{static_cast<int>(numbers[0]), static_cast<int>(numbers[1])};
}

std::optional<Error> unpacked_error(const Message& message) {
    const std::string_view payload = message.payload;
    const std::size_t first = payload.find('\0');
    if (first == std::string_view::npos) return std::nullopt;
    const std::size_t second = payload.find('\0', first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    if (message.number < 0 || message.number > static_cast<std::int64_t>(ErrorCode::interrupted))
        return std::nullopt;
    return Error(static_cast<ErrorCode>(message.number), std::string(payload.substr(0, first)),
                 std::string(payload.substr(first + 1, second - first - 1)),
                 std::string(payload.substr(second + 1)));
}

}  // namespace akt::reader_protocol
