#include "index/archive/archive_folder.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

#include "index/archive/atomic_file.h"
#include "index/archive/ocfl_object.h"
#include "index/archive/ocfl_validator.h"
#include "ocr/base/error.h"

namespace akt {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxSmallFileBytes = std::size_t{64} * 1024;
constexpr std::string_view kRootKind = "ocfl_";

[[noreturn]] void refuse(const ArchiveLayout& layout, const std::string& why) {
    throw Error(ErrorCode::usage, layout.root().string(), why, "give an empty folder, or one made by Akt");
}

/// Only what make_archive writes, or nothing: it may be made here.
bool may_become_archive(const ArchiveLayout& layout) {
    const std::array<fs::path, 3> ours{layout.extensions(), layout.layout_file(), layout.explanation()};
    for (const auto& entry : fs::directory_iterator(layout.root()))
        if (std::find(ours.begin(), ours.end(), entry.path()) == ours.end()) return false;
    if (fs::exists(layout.extensions()) && !fs::exists(layout.own_folder()))
        return fs::is_empty(layout.extensions());
    return true;
}

void make_folders(Files& files, const fs::path& folder) {
    if (folder.empty() || fs::is_directory(folder)) return;
    make_folders(files, folder.parent_path());
    if (files.make_folder(folder) && folder.has_parent_path()) files.sync(folder.parent_path());
}

void require_format(const ArchiveLayout& layout) {
    const std::string text = read_whole_file(layout.format_file(), kMaxSmallFileBytes);
    int format = 0;
    std::from_chars(text.data(), text.data() + text.size(), format);
    if (format > kArchiveFormat)
        throw Error(ErrorCode::format_too_new, layout.root().string(),
                    "the archive has format " + std::to_string(format) + ", this program knows " +
                        std::to_string(kArchiveFormat),
                    "update Akt");
    if (format != kArchiveFormat)
        throw Error(ErrorCode::integrity, layout.format_file().string(), "holds no format");
}

}  // namespace

bool is_archive(const ArchiveLayout& layout) {
    std::error_code failed;
    if (!fs::is_directory(layout.root(), failed)) {
        if (fs::exists(fs::symlink_status(layout.root(), failed))) refuse(layout, "is not a folder");
        return false;
    }
    for (const auto& version : declared_versions(layout.root(), kRootKind)) {
        if (version != "1.1" && version != "1.0" && !version.starts_with("object_"))
            throw Error(ErrorCode::format_too_new, layout.root().string(), "is an archive of OCFL " + version,
                        "update Akt");
    }
    if (!fs::exists(layout.declaration())) return false;
    if (!fs::exists(layout.format_file())) refuse(layout, "is an OCFL storage root, but not one of Akt's");
    require_format(layout);
    return true;
}

void prepare_archive_folder(Files& files, const ArchiveLayout& layout) {
    if (fs::is_directory(layout.root())) {
        if (!may_become_archive(layout)) refuse(layout, "is not an archive, and not empty");
    }
    make_folders(files, fs::absolute(layout.own_folder()));
}

void make_archive(Files& files, const ArchiveLayout& layout) {
    make_folders(files, fs::absolute(layout.layout_config().parent_path()));
    const auto write = [&](const fs::path& file, std::string_view text) {
        write_atomically(files, file, text, layout.temporary_file());
    };
    write(layout.format_file(), ArchiveLayout::format_text());
    write(layout.layout_config(), ArchiveLayout::layout_config_text());
    write(layout.layout_file(), ArchiveLayout::layout_text());
    write(layout.explanation(), ArchiveLayout::explanation_text());
    write(layout.declaration(), kRootDeclarationText);
}

void clean_up(Files& files, const ArchiveLayout& layout) {
    remove_tree(files, layout.temporary_file());
    std::vector<fs::path> leftovers;
    for (const auto& entry : fs::directory_iterator(layout.own_folder())) {
        const std::string sha256 = ArchiveLayout::staged_document(entry.path().filename().string());
        if (sha256.empty()) continue;
        leftovers.push_back(entry.path());
        if (fs::is_directory(layout.object(sha256)))
            finish_interrupted_version(files, layout.object(sha256), layout.temporary_file());
    }
    for (const auto& leftover : leftovers) remove_tree(files, leftover);
}

}  // namespace akt
