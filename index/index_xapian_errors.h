#pragma once

#include <xapian.h>

#include <filesystem>

#include "ocr/base/error.h"

// For the files that call Xapian only; no other header includes this.
namespace akt {

/// What a Xapian exception means to us. `folder` is the index's.
Error index_error(const Xapian::Error& error, const std::filesystem::path& folder);

/// Opens the index for reading. Throws Error: not_found, format_too_new, integrity (older format, or
/// damaged).
Xapian::Database open_index_database(const std::filesystem::path& folder);

/// Runs `body`; its Xapian exceptions become Error.
template <class Body>
auto with_index_errors(const std::filesystem::path& folder, Body body) {
    try {
        return body();
    } catch (const Xapian::Error& error) {
        throw index_error(error, folder);
    }
}

}  // namespace akt
