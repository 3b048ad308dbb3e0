#pragma once

#include <filesystem>

#include "index/archive/posix.h"

namespace akt {

/// The right to write an archive, held by one process at a time and given back by the system when it dies
/// (flock).
class WriterLock {
public:
    /// `file` is made when missing. Throws Error(archive_locked) when somebody else holds it.
    explicit WriterLock(const std::filesystem::path& file);

private:
    Descriptor descriptor_;
};

}  // namespace akt
