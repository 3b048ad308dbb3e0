#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <utility>

#include "index/archive/archive.h"
#include "index/archive/archive_layout.h"
#include "index/archive/lock.h"

namespace akt {

/// What an open archive is.
struct Archive::State {
    State(ArchiveLayout where, Files& through) : layout(std::move(where)), files(through) {}

    ArchiveLayout layout;
    Files& files;
    std::optional<WriterLock> lock;  ///< held when open for writing
    std::atomic<unsigned> turn{0};   ///< tells this process's staging folders apart
    std::mutex publishing;
};

}  // namespace akt
