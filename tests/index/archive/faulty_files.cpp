#include "tests/index/archive/faulty_files.h"

#include <algorithm>
#include <optional>
#include <system_error>

#include "ocr/base/error.h"
#include "tests/index/archive/archive_fixture.h"

namespace akt::test {

namespace fs = std::filesystem;

namespace {

/// Whether `path` is `folder` or lies in it.
bool is_within(const fs::path& path, const fs::path& folder) {
    const auto [mismatch, unused] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
    return mismatch == folder.end();
}

bool related(const fs::path& a, const fs::path& b) {
    return is_within(a, b) || is_within(b, a);
}

std::optional<std::string> bytes_if_file(const fs::path& path) {
    if (!fs::is_regular_file(fs::symlink_status(path))) return std::nullopt;
    return read_file(path);
}

}  // namespace

void FaultyFiles::step(bool needs_space, const fs::path& path) {
    ++steps_;
    const bool strikes = fault_ != Fault::none && steps_ == fault_step_;
    struck_ = struck_ || strikes;
    if (!struck_) return;
    if (fault_ != Fault::disk_full) throw Crash();
    if (strikes || needs_space)
        throw Error(ErrorCode::disk_full, path.string(), "could not write: No space left on device");
}

void FaultyFiles::changed(const fs::path& folder, std::vector<fs::path> touched, std::function<void()> undo) {
    if (fault_ == Fault::power_loss) pending_.push_back({folder, std::move(touched), std::move(undo)});
}

void FaultyFiles::moved(const fs::path& from, const fs::path& to) {
    std::set<fs::path> after;
    for (const auto& file : unsynced_files_) {
        if (is_within(file, from)) {
            after.insert(to / file.lexically_relative(from));
        } else if (is_within(file, to)) {
            after.insert(from / file.lexically_relative(to));
        } else {
            after.insert(file);
        }
    }
    unsynced_files_ = std::move(after);
}

bool FaultyFiles::make_folder(const fs::path& folder) {
    step(true, folder);
    const bool made = system_files().make_folder(folder);
    if (made) changed(folder.parent_path(), {folder}, [folder] { fs::remove_all(folder); });
    return made;
}

void FaultyFiles::write_file(const fs::path& file, std::string_view bytes) {
    unsynced_files_.insert(file);
    changed(file.parent_path(), {file}, [file] { fs::remove(file); });
    try {
        step(true, file);
    } catch (...) {
        // The process, or the space, ended in the middle of the file.
        if (!fs::exists(file)) system_files().write_file(file, bytes.substr(0, bytes.size() / 2));
        throw;
    }
    system_files().write_file(file, bytes);
    step(true, file);
}

void FaultyFiles::copy_file(const fs::path& from, const fs::path& to) {
    write_file(to, read_file(from));
}

bool FaultyFiles::link_file(const fs::path& from, const fs::path& to) {
    step(true, to);
    if (!abilities_.links) return false;
    const bool linked = system_files().link_file(from, to);
    changed(to.parent_path(), {to}, [to] { fs::remove(to); });
    return linked;
}

void FaultyFiles::rename(const fs::path& from, const fs::path& to) {
    step(false, to);
    const auto replaced = bytes_if_file(to);
    system_files().rename(from, to);
    moved(from, to);
    changed(to.parent_path(), {from, to}, [from, to, replaced] {
        fs::rename(to, from);
        if (replaced) test::write_file(to, *replaced);
    });
}

bool FaultyFiles::exchange(const fs::path& a, const fs::path& b) {
    step(false, b);
    if (!abilities_.exchange || !system_files().exchange(a, b)) return false;
    moved(a, b);
    changed(b.parent_path(), {a, b}, [a, b] { system_files().exchange(a, b); });
    return true;
}

void FaultyFiles::remove(const fs::path& path) {
    step(false, path);
    const auto bytes = bytes_if_file(path);
    system_files().remove(path);
    changed(path.parent_path(), {path}, [path, bytes] {
        if (bytes) {
            test::write_file(path, *bytes);
        } else {
            fs::create_directory(path);
        }
    });
}

void FaultyFiles::sync(const fs::path& path) {
    step(false, path);
    unsynced_files_.erase(path);
    std::erase_if(pending_, [&](const Change& change) { return change.folder == path; });
}

void FaultyFiles::lose_unsynced() {
    std::vector<const Change*> kept;
    for (auto change = pending_.rbegin(); change != pending_.rend(); ++change) {
        // A change that a later, kept one builds upon is kept too.
        const bool needed = std::any_of(kept.begin(), kept.end(), [&](const Change* later) {
            return std::any_of(later->touched.begin(), later->touched.end(), [&](const fs::path& a) {
                return std::any_of(change->touched.begin(), change->touched.end(),
                                   [&](const fs::path& b) { return related(a, b); });
            });
        });
        std::error_code gone;
        if (needed || chance_() % 2 == 0 || !fs::exists(change->folder, gone)) {
            kept.push_back(&*change);
        } else {
            change->undo();
        }
    }
    for (const auto& file : unsynced_files_)
        if (fs::is_regular_file(file)) fs::resize_file(file, chance_() % (fs::file_size(file) + 1));
    pending_.clear();
}

}  // namespace akt::test
