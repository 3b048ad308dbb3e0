#pragma once

#include <exception>
#include <string>
#include <utility>

namespace akt {

/// What went wrong, at the grain a caller acts on. `search/cli/exit_code.h` maps each to a process exit code.
enum class ErrorCode {
    internal,          ///< a fault of this program's
    usage,             ///< the caller asked for something that cannot be
    not_found,         ///< no such document, file or field
    archive_locked,    ///< another process is writing the archive
    format_too_new,    ///< written by a newer version of this program
    unreadable_input,  ///< damaged, empty or of an unknown type
    encrypted_input,   ///< needs a password we do not have
    limit_exceeded,    ///< size, time or memory
    integrity,         ///< a digest or an inventory does not hold
    io,                ///< the operating system refused (permission, device)
    disk_full,         ///< no space left; what was being written has been withdrawn
    interrupted,       ///< the user asked us to stop
};

/// The one exception type of Akt. Third-party exceptions are translated to it where the library is called.
/// what() is the whole line a user sees: "file: message (hint)".
class Error : public std::exception {
public:
    /// `file` and `hint` may be empty. `message` says what is wrong, `hint` what to do about it.
    Error(ErrorCode code, std::string file, std::string message, std::string hint = {})
        : code_(code), file_(std::move(file)), message_(std::move(message)), hint_(std::move(hint)) {
        line_ = file_.empty() ? message_ : file_ + ": " + message_;
        if (!hint_.empty()) line_ += " (" + hint_ + ")";
    }

    const char* what() const noexcept override { return line_.c_str(); }
    ErrorCode code() const { return code_; }
    const std::string& file() const { return file_; }
    const std::string& message() const { return message_; }
    const std::string& hint() const { return hint_; }

private:
    ErrorCode code_;
    std::string file_, message_, hint_, line_;
};

}  // namespace akt
