#include "index/archive/ocfl_root.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "index/archive/archive_layout.h"
#include "index/archive/files.h"
#include "index/archive/ocfl_rules.h"
#include "index/archive/ocfl_validator.h"
#include "ocr/base/error.h"

namespace akt {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kRootKind = "ocfl_";
constexpr std::size_t kMaxSmallFileBytes = std::size_t{64} * 1024;
/// Deeper than any layout extension makes.
constexpr int kMaxFolderDepth = 64;

class RootWalker {
public:
    RootWalker(const fs::path& root, std::string_view documented_extension, std::vector<Problem>& problems)
        : root_(root), documented_extension_(documented_extension), problems_(problems) {}

    std::vector<fs::path> walk() {
        check_declaration();
        check_layout();
        for (const auto& entry : fs::directory_iterator(root_)) {
            const auto type = entry.symlink_status().type();
            if (type == fs::file_type::symlink) {
                add("E090", entry.path(), "is a link");
            } else if (type == fs::file_type::directory) {
                if (entry.path().filename() == kExtensionsName) {
                    check_extensions(entry.path());
                } else {
                    look_into(entry.path(), 1);
                }
            }
        }
        std::sort(objects_.begin(), objects_.end());
        return std::move(objects_);
    }

private:
    void add(const char* code, const fs::path& where, std::string message) {
        problems_.push_back({code, where.string(), std::move(message), code[0] == 'W'});
    }

    void check_declaration() {
        std::vector<std::string> versions;
        for (auto& version : declared_versions(root_, kRootKind))
            if (!version.starts_with("object_")) versions.push_back(version);
        if (versions.size() != 1) {
            add(versions.empty() ? "E069" : "E076", root_, "does not declare one version of OCFL");
            return;
        }
        if (versions.front() != "1.0" && versions.front() != "1.1") {
            add("E077", root_, "declares an unknown version of OCFL: " + versions.front());
            return;
        }
        const std::string value = std::string(kRootKind) + versions.front();
        if (read_whole_file(root_ / ("0=" + value), kMaxSmallFileBytes) != value + "\n")
            add("E080", root_, "the declaration does not contain its own name");
    }

    void check_layout() {
        const fs::path file = root_ / kLayoutName;
        if (!fs::exists(fs::symlink_status(file))) return;
        const auto layout = nlohmann::json::parse(read_whole_file(file, kMaxSmallFileBytes), nullptr, false);
        if (!layout.is_object() || !layout.contains("extension") || !layout.contains("description")) {
            add("E070", file, "has no extension or no description");
        } else if (!layout["extension"].is_string() ||
                   !is_registered_extension(layout["extension"].get<std::string>())) {
            add("E071", file, "names no registered extension");
        }
    }

    void check_extensions(const fs::path& folder) {
        for (const auto& entry : fs::directory_iterator(folder)) {
            const std::string name = entry.path().filename().string();
            if (!fs::is_directory(entry.symlink_status())) {
                add("E112", entry.path(), "is not an extension's folder");
            } else if (!is_registered_extension(name) && name != documented_extension_) {
                add("W016", entry.path(), "is not a registered extension");
            }
        }
    }

    /// A folder between the root and the objects, or an object.
    void look_into(const fs::path& folder, int depth) {
        if (depth > kMaxFolderDepth) {
            add("E085", folder, "no object at this depth");
            return;
        }
        std::vector<fs::directory_entry> entries;
        std::error_code failed;
        fs::directory_iterator names(folder, failed);
        if (failed) {
            add("A004", folder, "could not be read: " + failed.message());
            return;
        }
        for (const auto& entry : names) {
            const std::string name = entry.path().filename().string();
            if (name.starts_with("0=ocfl_object_") && fs::is_regular_file(entry.symlink_status())) {
                objects_.push_back(folder);
                return;
            }
            entries.push_back(entry);
        }
        if (entries.empty()) add("E073", folder, "is empty");
        bool deeper = false;
        for (const auto& entry : entries) deeper = deeper || fs::is_directory(entry.symlink_status());
        for (const auto& entry : entries) {
            if (fs::is_symlink(entry.symlink_status())) {
                add("E090", entry.path(), "is a link");
            } else if (fs::is_directory(entry.symlink_status())) {
                look_into(entry.path(), depth + 1);
            } else {
                add(deeper ? "E084" : "E072", entry.path(), "does not belong to an object");
            }
        }
    }

    const fs::path& root_;
    std::string_view documented_extension_;
    std::vector<Problem>& problems_;
    std::vector<fs::path> objects_;
};

}  // namespace

std::vector<fs::path> walk_storage_root(const fs::path& root, std::string_view documented_extension,
                                        std::vector<Problem>& problems) {
    try {
        return RootWalker(root, documented_extension, problems).walk();
    } catch (const fs::filesystem_error& failed) {
        problems.push_back({"A004", root.string(), failed.what(), false});
    } catch (const Error& failed) {
        problems.push_back({"A004", root.string(), failed.what(), false});
    }
    return {};
}

}  // namespace akt
