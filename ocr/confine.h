#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace akt {

/// What a confined process keeps.
struct Confinement {
    std::uint64_t memory_limit_bytes = 0;  ///< address space; not applied under AddressSanitizer, which
                                           ///< reserves terabytes
    std::vector<std::filesystem::path> readable;  ///< files and folders it may still open, to read only
};

/// Takes from this process, which must have one thread, everything that reading a document does not need, for
/// good:
///  - capabilities, and the gaining of privileges (no_new_privs);
///  - opening any file for writing, making, removing or changing files, and writing to those already open
///  beyond
///    length 0 (seccomp, RLIMIT_FSIZE); opening any outside `readable` (Landlock, Linux 5.13 and later; left
///    out where the kernel has none);
///  - sockets of any kind but those already open, starting threads, processes or programs, ptrace, signals to
///  others;
///  - writable memory that can be executed, more than 64 open files, core dumps.
/// A forbidden call fails with EPERM or EACCES, so that libraries that merely probe go on.
/// Throws Error(internal) when the kernel refuses the system call filter.
void confine_this_process(const Confinement& confinement);

/// The process gets SIGXCPU after using this much more processor time from now. May be called again and
/// again.
void limit_further_cpu_time(std::uint64_t milliseconds);

}  // namespace akt
