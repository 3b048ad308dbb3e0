#include "ocr/document_snapshot.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "ocr/base/error.h"

namespace akt {

namespace {

[[noreturn]] void fail(const std::filesystem::path& file, int error) {
    if (error == ENOENT || error == ENOTDIR) throw Error(ErrorCode::not_found, file.string(), "no such file");
    if (error == ENOSPC || error == ENOMEM)
        throw Error(ErrorCode::limit_exceeded, file.string(), "no memory left to read this file");
    throw Error(ErrorCode::io, file.string(), std::strerror(error),
                error == EACCES || error == EPERM ? "you may not read this file" : "");
}

}  // namespace

UniqueFd document_snapshot(const std::filesystem::path& file, std::uint64_t max_bytes) {
    const UniqueFd source(
        open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));  // a pipe must not hold us up
    if (!source) fail(file, errno);
    struct stat status {};
    if (fstat(source.get(), &status) != 0) fail(file, errno);
    if (!S_ISREG(status.st_mode)) throw Error(ErrorCode::unreadable_input, file.string(), "not a file");
    if (static_cast<std::uint64_t>(status.st_size) > max_bytes)
        throw Error(ErrorCode::limit_exceeded, file.string(),
                    "larger than " + std::to_string(max_bytes / 1'000'000) + " MB");

    UniqueFd copy(memfd_create("akt-document", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!copy) fail(file, errno);
    std::uint64_t copied = 0;
    for (;;) {
        constexpr std::size_t kChunkBytes = std::size_t{1} << 30U;
        const ssize_t sent = sendfile(copy.get(), source.get(), nullptr, kChunkBytes);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0) fail(file, errno);
        if (sent == 0) break;
        copied += static_cast<std::uint64_t>(sent);
        if (copied > max_bytes)
            throw Error(ErrorCode::limit_exceeded, file.string(), "grows while it is read");
    }
    if (fcntl(copy.get(), F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) != 0)
        fail(file, errno);
    return copy;
}

}  // namespace akt
