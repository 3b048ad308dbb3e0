#include "index/archive/files.h"

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "index/archive/posix.h"
#include "ocr/base/error.h"

namespace akt {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kBufferBytes = std::size_t{256} * 1024;
constexpr std::size_t kCopyStepBytes = std::size_t{64} * 1024 * 1024;

/// Permissions as the user's umask leaves them.
constexpr mode_t kFileMode = 0666;
constexpr mode_t kFolderMode = 0777;

Descriptor create_file(const fs::path& file) {
    Descriptor descriptor(
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, kFileMode));
    if (descriptor.number() < 0) throw_errno(errno, file, "create");
    return descriptor;
}

/// In the kernel, which shares the blocks where the file system can. False when it cannot copy between these
/// two.
bool copy_in_kernel(const Descriptor& from, const Descriptor& to, const fs::path& to_path) {
    for (bool first = true;; first = false) {
        const ssize_t copied =
            ::copy_file_range(from.number(), nullptr, to.number(), nullptr, kCopyStepBytes, 0);
        if (copied > 0) continue;
        // Some file systems (procfs, FUSE ones) answer 0 at once though there is something to read: read it.
        if (copied == 0) return !first;
        if (errno == EINTR) continue;
        if (first &&
            (errno == EXDEV || errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP || errno == EPERM))
            return false;
        throw_errno(errno, to_path, "copy into");
    }
}

/// Errors that say "this file system has no such operation", not "it went wrong".
bool is_unsupported(int error_number) {
    return error_number == EINVAL || error_number == ENOSYS || error_number == EOPNOTSUPP ||
           error_number == EPERM || error_number == EXDEV || error_number == EMLINK;
}

class SystemFiles final : public Files {
public:
    bool make_folder(const fs::path& folder) override {
        if (::mkdir(folder.c_str(), kFolderMode) == 0) return true;
        const int why = errno;
        std::error_code failed;
        if (why == EEXIST && fs::is_directory(folder, failed)) return false;
        throw_errno(why, folder, "make the folder");
    }

    void write_file(const fs::path& file, std::string_view bytes) override {
        const Descriptor descriptor = create_file(file);
        write_all(descriptor, bytes, file);
    }

    void copy_file(const fs::path& from, const fs::path& to) override {
        const Descriptor source = open_regular_file(from);
        const Descriptor target = create_file(to);
        if (copy_in_kernel(source, target, to)) return;
        std::string buffer(kBufferBytes, '\0');
        while (const std::size_t got = read_some(source, buffer.data(), buffer.size(), from))
            write_all(target, {buffer.data(), got}, to);
    }

    bool link_file(const fs::path& from, const fs::path& to) override {
        if (::link(from.c_str(), to.c_str()) == 0) return true;
        if (is_unsupported(errno)) return false;
        throw_errno(errno, to, "link");
    }

    void rename(const fs::path& from, const fs::path& to) override {
        if (::rename(from.c_str(), to.c_str()) != 0) throw_errno(errno, to, "rename to");
    }

    bool exchange(const fs::path& a, const fs::path& b) override {
        if (::renameat2(AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) == 0) return true;
        if (is_unsupported(errno)) return false;
        throw_errno(errno, b, "exchange");
    }

    void remove(const fs::path& path) override {
        if (std::remove(path.c_str()) != 0) throw_errno(errno, path, "remove");
    }

    void sync(const fs::path& path) override {
        const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
        if (descriptor.number() < 0) throw_errno(errno, path, "open");
        if (::fsync(descriptor.number()) == 0) return;
        // Some network file systems cannot sync a folder; their names are the server's to keep.
        struct stat status {};
        const int why = errno;
        if (why == EINVAL && ::fstat(descriptor.number(), &status) == 0 && S_ISDIR(status.st_mode)) return;
        throw_errno(why, path, "write to disk");
    }
};

}  // namespace

Files& system_files() {
    static SystemFiles files;
    return files;
}

std::string read_whole_file(const fs::path& file, std::size_t max_bytes) {
    const Descriptor descriptor = open_regular_file(file);
    std::string bytes;
    struct stat status {};
    if (::fstat(descriptor.number(), &status) == 0 && status.st_size > 0)
        bytes.reserve(std::min(static_cast<std::size_t>(status.st_size), max_bytes) + 1);
    std::string buffer(kBufferBytes, '\0');
    while (const std::size_t got = read_some(descriptor, buffer.data(), buffer.size(), file)) {
        if (got > max_bytes - bytes.size())
            throw Error(ErrorCode::limit_exceeded, file.string(),
                        "is larger than " + std::to_string(max_bytes) + " bytes");
        bytes.append(buffer, 0, got);
    }
    return bytes;
}

}  // namespace akt
