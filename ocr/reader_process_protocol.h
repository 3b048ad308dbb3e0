#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "ocr/base/error.h"
#include "ocr/base/unique_fd.h"
#include "ocr/read_document.h"
#include "ocr/reader_process.h"

/// How ReaderPool and its workers talk: over a stream socket, one request answered by one reply, each a fixed
/// header and a payload of the length the header names. Both ends are of the same program, so the header is a
/// plain struct.
namespace akt::reader_protocol {

enum class MessageKind : std::uint32_t {
    hello = 1,        ///< to the worker, first: payload Limits
    open,             ///< to the worker: payload ReadOptions, with the document's descriptor
    read_page,        ///< to the worker: `number`
    draw_page,        ///< to the worker: `number`, payload PageDrawing
    ready,            ///< tools are open and the process is confined; payload the recognizer's name
    described,        ///< `number` is the page count, payload ALTO of everything but pages
    page,             ///< `number` as asked, payload ALTO of one page
    picture,          ///< `number` as asked, payload PNG
    failed,           ///< `number` is an ErrorCode, payload the Error's parts
    mark_page,        ///< to the worker: payload ALTO of the page as read; a picture comes back
    add_to_pdf,       ///< to the worker: payload ALTO of the page as read
    added,            ///< `number` as asked
    take_pdf,         ///< to the worker: the PDF's bytes from `number` on
    pdf_part,         ///< some of them; empty at the end
    try_recognizers,  ///< to the worker: load them now
    recognizers,      ///< payload what they say of themselves
};

struct Message {
    MessageKind kind{};
    std::int64_t number = 0;
    std::string payload;
    UniqueFd fd;
};

/// What one worker may use.
struct Limits {
    std::uint64_t memory_bytes = 0;
    std::uint64_t page_time_ms = 0;
};

/// A page's ALTO is about a hundred times smaller; more means the worker has gone wrong.
inline constexpr std::size_t kMaxPayloadBytes = std::size_t{32} << 20U;
/// The most a worker gives of a PDF at once.
inline constexpr std::size_t kPdfPartBytes = std::size_t{4} << 20U;

/// Why no message came.
enum class NoMessage { closed, timed_out, stopped, nonsense };

/// False when the other end is gone. Never raises SIGPIPE. A non-blocking socket whose buffer is full counts
/// as gone.
bool send_message(int socket_fd, MessageKind kind, std::int64_t number, std::string_view payload,
                  int fd = -1);

/// Waits for a whole message, at most `time_limit_ms` (negative: for ever). `keep_waiting` is asked about ten
/// times a second; false gives `stopped`. May be empty. A payload grows as it arrives, whatever length was
/// announced.
struct Received {
    std::optional<Message> message;
    NoMessage reason = NoMessage::closed;
};
Received receive_message(int socket_fd, std::int64_t time_limit_ms,
                         const std::function<bool()>& keep_waiting = {});

std::string packed(const Limits& limits);
std::string packed(const ReadOptions& options);
std::string packed(const PageDrawing& drawing);
std::string packed(const Error& error);  ///< its parts; the code travels as the message's number
/// nullopt when the payload is not what packed() makes.
std::optional<Limits> unpacked_limits(std::string_view payload);
std::optional<ReadOptions> unpacked_options(std::string_view payload);
std::optional<PageDrawing> unpacked_drawing(std::string_view payload);
std::optional<Error> unpacked_error(const Message& message);

}  // namespace akt::reader_protocol
