#include "index/index_xapian_errors.h"

#include <cerrno>
#include <charconv>
#include <cstring>
#include <string>
#include <string_view>

#include "index/index.h"
#include "index/index_keys.h"

namespace akt {

Error index_error(const Xapian::Error& error, const std::filesystem::path& folder) {
    const std::string_view kind = error.get_type();
    const char* cause = error.get_error_string();
    const auto message = error.get_msg() + (cause ? std::string(": ") + cause : std::string());
    if (kind == "DatabaseLockError")
        return {ErrorCode::archive_locked, folder.string(), "another process is writing the index",
                "wait until it is done"};
    if (cause && std::string_view(cause) == std::strerror(ENOSPC))
        return {ErrorCode::disk_full, folder.string(), "no space left for the index",
                "free some space, then run: akt reindex"};
    if (kind == "DatabaseNotFoundError")
        return {ErrorCode::not_found, folder.string(), "there is no index", "run: akt reindex"};
    if (kind == "DatabaseVersionError")
        return {ErrorCode::format_too_new, folder.string(),
                "the index was written by another version of Xapian", "run: akt reindex"};
    if (kind == "DatabaseCorruptError" || kind == "DatabaseOpeningError" || kind == "DatabaseModifiedError")
        return {ErrorCode::integrity, folder.string(), "the index cannot be read: " + message,
                "run: akt reindex"};
    return {ErrorCode::internal, folder.string(), message};
}

Xapian::Database open_index_database(const std::filesystem::path& folder) {
    return with_index_errors(folder, [&] {
        Xapian::Database database(folder.string());
        const auto text = database.get_metadata(std::string(kFormatKey));
        int format = 0;
        std::from_chars(text.data(), text.data() + text.size(), format);
        if (format > Index::kFormat)
            throw Error(ErrorCode::format_too_new, folder.string(), "the index was written by a newer akt",
                        "update akt, or run: akt reindex");
        if (format < Index::kFormat)
            throw Error(ErrorCode::integrity, folder.string(), "the index has an older format",
                        "run: akt reindex");
        return database;
    });
}

}  // namespace akt
