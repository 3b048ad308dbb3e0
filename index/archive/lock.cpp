#include "index/archive/lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>

#include "ocr/base/error.h"

namespace akt {

namespace {

Descriptor open_lock(const std::filesystem::path& file) {
    Descriptor descriptor(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666));
    if (descriptor.number() < 0) throw_errno(errno, file, "open");
    return descriptor;
}

/// What the holder wrote of itself; empty when it has not yet.
std::string holder_of(const Descriptor& descriptor) {
    std::array<char, 16> digits{};
    const ssize_t got = ::pread(descriptor.number(), digits.data(), digits.size(), 0);
    std::string holder(digits.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
    return holder.substr(0, holder.find_first_not_of("0123456789"));
}

}  // namespace

WriterLock::WriterLock(const std::filesystem::path& file) : descriptor_(open_lock(file)) {
    while (::flock(descriptor_.number(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EINTR) continue;
        if (errno != EWOULDBLOCK) throw_errno(errno, file, "lock");
        const std::string holder = holder_of(descriptor_);
        throw Error(ErrorCode::archive_locked, file.string(),
                    "another program is writing this archive" + (holder.empty() ? "" : ", process " + holder),
                    "wait until it is done, or stop it");
    }
    // Only to tell people; the lock itself is the kernel's.
    const std::string own = std::to_string(::getpid()) + "\n";
    if (::ftruncate(descriptor_.number(), 0) == 0) {
        const ssize_t written = ::pwrite(descriptor_.number(), own.data(), own.size(), 0);
        static_cast<void>(written);
    }
}

}  // namespace akt
