#include "index/archive/atomic_file.h"

#include <exception>
#include <system_error>
#include <vector>

#include "ocr/base/error.h"

namespace akt {

namespace fs = std::filesystem;

namespace {

struct Entry {
    fs::path path;
    bool folder;
};

std::vector<Entry> entries_of(const fs::path& folder) {
    std::vector<Entry> entries;
    try {
        for (const auto& entry : fs::directory_iterator(folder))
            entries.push_back({entry.path(), fs::is_directory(entry.symlink_status())});
    } catch (const fs::filesystem_error& failed) {
        throw Error(ErrorCode::io, folder.string(), failed.code().message());
    }
    return entries;
}

}  // namespace

void write_atomically(Files& files, const fs::path& file, std::string_view bytes, const fs::path& temporary) {
    remove_tree(files, temporary);
    try {
        files.write_file(temporary, bytes);
        files.sync(temporary);
        files.rename(temporary, file);
    } catch (...) {
        remove_tree_quietly(files, temporary);
        throw;
    }
    files.sync(file.parent_path());
}

void sync_tree(Files& files, const fs::path& folder) {
    for (const auto& entry : entries_of(folder)) {
        if (entry.folder) {
            sync_tree(files, entry.path);
        } else {
            files.sync(entry.path);
        }
    }
    files.sync(folder);
}

void remove_tree(Files& files, const fs::path& path) {
    std::error_code failed;
    const auto status = fs::symlink_status(path, failed);
    if (!fs::exists(status)) return;
    if (fs::is_directory(status))
        for (const auto& entry : entries_of(path)) remove_tree(files, entry.path);
    files.remove(path);
}

void remove_tree_quietly(Files& files, const fs::path& path) noexcept {
    try {
        remove_tree(files, path);
    } catch (const std::exception&) {
        return;
    }
}

}  // namespace akt
