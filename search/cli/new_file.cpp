#include "search/cli/new_file.h"

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "ocr/base/error.h"

namespace akt {

NewFile::NewFile(std::filesystem::path path)
    : path_(std::move(path)), stream_(std::fopen(path_.c_str(), "wbx")) {
    if (!stream_ && errno == EEXIST)
        throw Error(ErrorCode::usage, path_.string(), "is there already",
                    "choose another name; nothing is overwritten");
    if (!stream_) fail(errno);
}

NewFile::~NewFile() {
    if (!stream_) return;
    std::fclose(stream_);
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
}

void NewFile::write(std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), stream_) != bytes.size()) fail(errno);
}

void NewFile::keep() {
    if (std::fflush(stream_) != 0) fail(errno);
    std::fclose(std::exchange(stream_, nullptr));
}

void NewFile::fail(int error) const {
    throw Error(error == ENOSPC || error == EDQUOT ? ErrorCode::disk_full : ErrorCode::io, path_.string(),
                std::string("cannot be written: ") + std::strerror(error));
}

}  // namespace akt
