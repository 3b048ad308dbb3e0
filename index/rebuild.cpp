#include "index/rebuild.h"

#include <fcntl.h>
#include <stdio.h>

#include <algorithm>
#include <system_error>

#include "ocr/base/error.h"

namespace akt {

namespace {

void index_one(Index& index, const RecordSource& source, const std::string& id, RebuildReport& report) {
    try {
        const auto record = source.find(id);
        if (!record) {
            report.failed.push_back(id + ": no such record");
            return;
        }
        index.replace(*record);
        ++report.indexed;
    } catch (const Error& error) {
        // What is wrong with the index is no single document's fault.
        const auto code = error.code();
        if (code == ErrorCode::disk_full || code == ErrorCode::archive_locked) throw;
        report.failed.push_back(id + ": " + error.what());
    }
}

void remove_folder(const std::filesystem::path& folder) {
    std::error_code failure;
    std::filesystem::remove_all(folder, failure);
    if (failure) throw Error(ErrorCode::io, folder.string(), failure.message());
}

void rename_folder(const std::filesystem::path& from, const std::filesystem::path& to) {
    std::error_code failure;
    std::filesystem::rename(from, to, failure);
    if (failure) throw Error(ErrorCode::io, to.string(), failure.message());
}

std::filesystem::path beside(const std::filesystem::path& folder, const char* ending) {
    auto name = folder.filename().empty() ? folder.parent_path() : folder;
    name += ending;
    return name;
}

/// `fresh` takes the place of `folder`, which becomes `old`.
void swap_in(const std::filesystem::path& fresh, const std::filesystem::path& folder,
             const std::filesystem::path& old) {
    if (!std::filesystem::exists(folder)) return rename_folder(fresh, folder);
    if (::renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, folder.c_str(), RENAME_EXCHANGE) == 0)
        return rename_folder(fresh, old);
    // A file system without exchange: for a moment there is no index, which a searcher says.
    rename_folder(folder, old);
    rename_folder(fresh, folder);
}

}  // namespace

RebuildReport rebuild_index(const std::filesystem::path& folder, const RecordSource& source,
                            const CompoundSplit& split,
                            const std::function<bool(std::size_t, std::size_t)>& progress,
                            const AttestedWords& attested) {
    const auto fresh = beside(folder, ".new");
    const auto old = beside(folder, ".old");
    remove_folder(fresh);
    remove_folder(old);
    RebuildReport report;
    {
        auto index = Index::open(fresh, Index::Mode::write, split, attested);
        std::size_t done = 0;
        for (const auto& id : source.ids) {
            index_one(index, source, id, report);
            if (progress && !progress(++done, source.ids.size())) {
                remove_folder(fresh);
                throw Error(ErrorCode::interrupted, {}, "stopped; the old index stays");
            }
        }
        index.commit();
    }
    swap_in(fresh, folder, old);
    remove_folder(old);
    return report;
}

RebuildReport complete_index(Index& index, const RecordSource& source) {
    RebuildReport report;
    auto wanted = source.ids;
    std::ranges::sort(wanted);
    const auto present = index.ids();
    auto changed = source.changed;
    std::ranges::sort(changed);
    for (const auto& id : wanted)
        if (!std::ranges::binary_search(present, id) || std::ranges::binary_search(changed, id))
            index_one(index, source, id, report);
    for (const auto& id : present)
        if (!std::ranges::binary_search(wanted, id)) index.remove(id);
    index.commit();
    return report;
}

}  // namespace akt
