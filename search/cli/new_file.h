#pragma once

#include <cstdio>
#include <filesystem>
#include <string_view>

namespace akt {

/// A file being written for the user. Nothing is overwritten, and a file that is not kept goes away again.
class NewFile {
public:
    /// Throws Error: usage when there is such a file already, io, disk_full.
    explicit NewFile(std::filesystem::path path);
    ~NewFile();
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    void write(std::string_view bytes);
    /// All of it is on its way to the disk.
    void keep();

private:
    [[noreturn]] void fail(int error) const;
    std::filesystem::path path_;
    std::FILE* stream_;
};

}  // namespace akt
