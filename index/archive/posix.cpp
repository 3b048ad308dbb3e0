#include "index/archive/posix.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

#include "ocr/base/error.h"

namespace akt {

Descriptor::~Descriptor() {
    if (number_ >= 0) ::close(number_);
}

void throw_errno(int error_number, const std::filesystem::path& path, std::string_view doing) {
    const std::string message =
        "could not " + std::string(doing) + ": " + std::generic_category().message(error_number);
    if (error_number == ENOSPC || error_number == EDQUOT)
        throw Error(ErrorCode::disk_full, path.string(), message, "make room and run the same command again");
    if (error_number == ENOENT || error_number == ENOTDIR)
        throw Error(ErrorCode::not_found, path.string(), message);
    throw Error(ErrorCode::io, path.string(), message);
}

Descriptor open_regular_file(const std::filesystem::path& file) {
    Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (descriptor.number() < 0) throw_errno(errno, file, "open");
    struct stat status {};
    if (::fstat(descriptor.number(), &status) != 0) throw_errno(errno, file, "look at");
    if (!S_ISREG(status.st_mode)) throw Error(ErrorCode::io, file.string(), "is not a regular file");
    return descriptor;
}

std::size_t read_some(const Descriptor& descriptor, char* to, std::size_t size,
                      const std::filesystem::path& file) {
    for (;;) {
        const ssize_t got = ::read(descriptor.number(), to, size);
        if (got >= 0) return static_cast<std::size_t>(got);
        if (errno != EINTR) throw_errno(errno, file, "read");
    }
}

void write_all(const Descriptor& descriptor, std::string_view bytes, const std::filesystem::path& file) {
    while (!bytes.empty()) {
        const ssize_t put = ::write(descriptor.number(), bytes.data(), bytes.size());
        if (put >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(put));
        } else if (errno != EINTR) {
            throw_errno(errno, file, "write");
        }
    }
}

}  // namespace akt
