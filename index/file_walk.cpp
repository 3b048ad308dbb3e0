#include "index/file_walk.h"

#include <algorithm>
#include <string>
#include <system_error>

namespace akt {

namespace {

namespace fs = std::filesystem;

Error cannot_read(const fs::path& path, const std::error_code& why) {
    const bool refused = why == std::errc::permission_denied;
    return {why == std::errc::no_such_file_or_directory ? ErrorCode::not_found : ErrorCode::io, path.string(),
            "cannot be read: " + why.message(),
            refused ? "give yourself the right to read it" : "check the path"};
}

class Walk {
public:
    Walk(const fs::path& excluded, const std::function<void(const Error&)>& unreadable)
        : excluded_(excluded), unreadable_(unreadable) {}

    void enter(const fs::path& folder) {
        std::error_code why;
        if (fs::equivalent(folder, excluded_, why)) return;
        std::vector<fs::path> entries;
        fs::directory_iterator entry(folder, why);
        for (; !why && entry != fs::directory_iterator(); entry.increment(why))
            entries.push_back(entry->path());
        if (why) unreadable_(cannot_read(folder, why));
        std::sort(entries.begin(), entries.end());
        for (const auto& path : entries) visit(path);
    }

    std::vector<fs::path> files;

private:
    void visit(const fs::path& path) {
        if (path.filename().string().starts_with('.')) return;
        std::error_code why;
        const auto own_status = fs::symlink_status(path, why);
        if (!why && fs::is_directory(own_status)) return enter(path);
        const auto status = fs::status(path, why);
        if (why) return unreadable_(cannot_read(path, why));
        if (fs::is_regular_file(status)) files.push_back(path);
    }

    const fs::path& excluded_;
    const std::function<void(const Error&)>& unreadable_;
};

}  // namespace

std::vector<fs::path> files_below(const fs::path& path, const fs::path& excluded,
                                  const std::function<void(const Error&)>& unreadable) {
    std::error_code why;
    const auto status = fs::status(path, why);
    if (why || !fs::exists(status)) {
        if (!why) why = std::make_error_code(std::errc::no_such_file_or_directory);
        unreadable(cannot_read(path, why));
        return {};
    }
    if (!fs::is_directory(status)) return {path};
    Walk walk(excluded, unreadable);
    walk.enter(path);
    return std::move(walk.files);
}

}  // namespace akt
