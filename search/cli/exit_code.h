#pragma once

#include "ocr/base/error.h"

namespace akt {

/// The process exit codes other programs may rely on.
enum class ExitCode : int {
    done = 0,
    error = 1,
    usage = 2,
    nothing_found = 3,
    archive_locked = 4,
    format_too_new = 5,
    some_failed = 6,       ///< some documents or pages failed, the rest are in
    unreadable_input = 7,  ///< encrypted or unreadable
    limit_exceeded = 8,
    integrity_failure = 9,
    interrupted = 130,
};

constexpr ExitCode exit_code_for(ErrorCode code) {
    switch (code) {
        case ErrorCode::usage: return ExitCode::usage;
        case ErrorCode::archive_locked: return ExitCode::archive_locked;
        case ErrorCode::format_too_new: return ExitCode::format_too_new;
        case ErrorCode::unreadable_input:
        case ErrorCode::encrypted_input: return ExitCode::unreadable_input;
        case ErrorCode::limit_exceeded: return ExitCode::limit_exceeded;
        case ErrorCode::integrity: return ExitCode::integrity_failure;
        case ErrorCode::interrupted: return ExitCode::interrupted;
        case ErrorCode::not_found: return ExitCode::nothing_found;
        case ErrorCode::internal:
        case ErrorCode::io:
        case ErrorCode::disk_full: return ExitCode::error;
    }
    return ExitCode::error;
}

}  // namespace akt
