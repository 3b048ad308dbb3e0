#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace akt {

/// A file's bytes in memory, to be read as they are needed. What is written to them stays here and never
/// reaches the file, which must not shrink meanwhile (document_snapshot.h's cannot). Takes up address space,
/// but memory only as it is read.
class MappedFile {
public:
    /// Empty when the file is, cannot be mapped, or is larger than `max_bytes`.
    MappedFile(const std::filesystem::path& file, std::size_t max_bytes);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    std::span<char> bytes() const { return bytes_; }

    /// Gives back the memory of what was read, which is there again when it is read again; what was written
    /// is lost.
    void forget() const;

private:
    std::span<char> bytes_;
};

}  // namespace akt
