// Any bytes from the other end of a reader's socket: one message, or the reason why there is none. What is
// sent comes out as it went in.
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "ocr/base/unique_fd.h"
#include "ocr/reader_process_protocol.h"

namespace {

using namespace akt;
using namespace akt::reader_protocol;

void require(bool holds) {
    if (!holds) std::abort();
}

struct Ends {
    UniqueFd ours, theirs;
    Ends() {
        std::array<int, 2> ends{-1, -1};
        require(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) == 0);
        ours = UniqueFd(ends[0]);
        theirs = UniqueFd(ends[1]);
    }
};

void unpack(const Message& message) {
    if (const auto drawing = unpacked_drawing(message.payload))
        require(unpacked_drawing(packed(*drawing))->max_width_px == drawing->max_width_px);
    if (const auto options = unpacked_options(message.payload))
        require(unpacked_options(packed(*options))->redo_ocr == options->redo_ocr);
    if (const auto limits = unpacked_limits(message.payload))
        require(unpacked_limits(packed(*limits))->memory_bytes == limits->memory_bytes);
    if (const auto error = unpacked_error(message)) {
        Message again;
        again.number = message.number;
        again.payload = packed(*error);
        require(unpacked_error(again)->message() == error->message());
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (bytes.size() > 60'000) return 0;  // what a socket takes without a reader
    {
        Ends ends;
        require(write(ends.theirs.get(), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
        ends.theirs.reset();
        for (;;) {
            const Received received = receive_message(ends.ours.get(), 1000);
            if (!received.message) {
                require(received.reason == NoMessage::closed || received.reason == NoMessage::nonsense);
                break;
            }
            unpack(*received.message);
        }
    }
    Ends ends;
    const auto kind = static_cast<MessageKind>(bytes.empty() ? 1 : data[0]);
    require(send_message(ends.theirs.get(), kind, static_cast<std::int64_t>(size), bytes));
    const Received received = receive_message(ends.ours.get(), 1000);
    require(received.message && received.message->kind == kind && received.message->payload == bytes);
    unpack(*received.message);
    return 0;
}
