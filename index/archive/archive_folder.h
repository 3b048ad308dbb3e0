#pragma once

#include "index/archive/archive_layout.h"
#include "index/archive/files.h"

namespace akt {

/// Whether an archive of this format stands there. Throws Error: usage (the folder holds something else),
/// format_too_new.
bool is_archive(const ArchiveLayout& layout);

/// Makes the folder and in it what the lock needs. Throws Error(usage) when the folder holds something else.
void prepare_archive_folder(Files& files, const ArchiveLayout& layout);

/// Makes the archive; its declaration comes last, so that one half made is made whole by the next call.
/// The caller holds the lock.
void make_archive(Files& files, const ArchiveLayout& layout);

/// Puts right what a writer that died has left: a half-published version is completed, everything that was
/// being prepared is removed. The caller holds the lock.
void clean_up(Files& files, const ArchiveLayout& layout);

}  // namespace akt
