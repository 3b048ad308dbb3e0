#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

#include "ocr/base/unique_fd.h"

namespace akt {

/// Bytes that can be opened like a file, without a disk.
class MemoryFile {
public:
    MemoryFile(const void* bytes, std::size_t size) : fd_(memfd_create("fuzz", MFD_CLOEXEC)) {
        if (write(fd_.get(), bytes, size) != static_cast<ssize_t>(size)) fd_.reset();
    }
    std::filesystem::path path() const { return "/proc/self/fd/" + std::to_string(fd_.get()); }

private:
    UniqueFd fd_;
};

}  // namespace akt
