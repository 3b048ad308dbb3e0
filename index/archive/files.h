#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace akt {

/// Every change the archive makes on disk goes through here, one call a step, so that tests can make any step
/// fail or be the last one before a crash. All throw Error(io), or Error(disk_full) when there is no space or
/// quota left. Thread-safe. Nothing is durable until sync() of the file, and of the folder that names it.
class Files {
public:
    virtual ~Files() = default;

    /// False when it is there already. The parent must exist.
    virtual bool make_folder(const std::filesystem::path& folder) = 0;
    /// A new file; it must not exist. After a failure a part of it may stand there.
    virtual void write_file(const std::filesystem::path& file, std::string_view bytes) = 0;
    /// A new file with the bytes of a regular file; sharing its blocks where the file system can.
    virtual void copy_file(const std::filesystem::path& from, const std::filesystem::path& to) = 0;
    /// A second name for a file. False when the file system has no such thing.
    virtual bool link_file(const std::filesystem::path& from, const std::filesystem::path& to) = 0;
    /// In one step, replacing a file `to`.
    virtual void rename(const std::filesystem::path& from, const std::filesystem::path& to) = 0;
    /// Lets two names change places in one step. False when the file system cannot.
    virtual bool exchange(const std::filesystem::path& a, const std::filesystem::path& b) = 0;
    /// A file or an empty folder.
    virtual void remove(const std::filesystem::path& path) = 0;
    /// Makes a file's bytes, or a folder's names, outlast a power failure.
    virtual void sync(const std::filesystem::path& path) = 0;
};

/// The real one (POSIX).
Files& system_files();

/// The bytes of a regular file. Throws Error: not_found, limit_exceeded (larger than `max_bytes`), io.
std::string read_whole_file(const std::filesystem::path& file, std::size_t max_bytes);

}  // namespace akt
