#include "index/archive/archive.h"

#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <system_error>

#include "index/archive/archive_folder.h"
#include "index/archive/archive_state.h"
#include "index/archive/atomic_file.h"
#include "index/archive/ocfl_object.h"
#include "index/archive/ocfl_rules.h"
#include "index/archive/record_json.h"
#include "ocr/alto.h"
#include "ocr/base/clock.h"
#include "ocr/base/error.h"

namespace akt {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxMetadataBytes = std::size_t{64} * 1024 * 1024;
constexpr std::size_t kMaxTextBytes = std::size_t{4} * 1024 * 1024 * 1024;
constexpr std::size_t kMinPrefixDigits = 4;
/// A message naming more candidates helps nobody.
constexpr std::size_t kNamedCandidates = 8;

/// Who runs this program, for the history: the login, and as address "acct:login@host" (RFC 7565).
InventoryUser current_user() {
    std::array<char, 256> host{};
    if (::gethostname(host.data(), host.size() - 1) != 0 || host[0] == '\0') host = {"localhost"};
    std::array<char, 4096> buffer{};
    struct passwd entry {};
    struct passwd* found = nullptr;
    ::getpwuid_r(::geteuid(), &entry, buffer.data(), buffer.size(), &found);
    const std::string login = found != nullptr ? found->pw_name : std::to_string(::geteuid());
    const std::string address = "acct:" + login + "@" + host.data();
    return {login, is_uri(address) ? address : "acct:" + std::to_string(::geteuid()) + "@localhost"};
}

/// Removes what was being prepared, whatever happens, unless it is to be left for the next writer to finish.
class Staging {
public:
    Staging(Files& files, fs::path folder) : files_(files), folder_(std::move(folder)) {}
    Staging(const Staging&) = delete;
    Staging& operator=(const Staging&) = delete;
    ~Staging() {
        if (!left_) remove_tree_quietly(files_, folder_);
    }
    void leave() { left_ = true; }
    const fs::path& folder() const { return folder_; }

private:
    Files& files_;
    fs::path folder_;
    bool left_ = false;
};

/// The file `path` of an object, whose digest must be what the manifest says.
std::string read_content(const fs::path& object, const Inventory& inventory, const std::string& path,
                         std::size_t max_bytes) {
    const std::string bytes = read_whole_file(object / path, max_bytes);
    const auto algorithm = digest_algorithm_named(inventory.digest_algorithm);
    const std::string digest = digest_of(bytes, algorithm.value());
    for (const auto& [listed, paths] : inventory.manifest)
        if (std::find(paths.begin(), paths.end(), path) != paths.end() && same_digest(listed, digest))
            return bytes;
    throw Error(ErrorCode::integrity, (object / path).string(),
                "the file is damaged: its digest does not hold",
                "run akt verify, and take the file from a backup");
}

const std::string& require_content(const std::map<std::string, std::string>& contents, std::string_view name,
                                   const fs::path& object) {
    const auto found = contents.find(std::string(name));
    if (found == contents.end())
        throw Error(ErrorCode::integrity, object.string(), "has no " + std::string(name), "run akt verify");
    return found->second;
}

/// Like read_inventory, but nullopt where there is no object.
std::optional<Inventory> find_inventory(const fs::path& object) {
    std::error_code failed;
    if (!fs::exists(object / kInventoryName, failed)) return std::nullopt;
    return read_inventory(object);
}

}  // namespace

Archive::Archive(std::unique_ptr<State> state) : state_(std::move(state)) {}
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;
Archive::~Archive() = default;

Archive Archive::create_or_open(const fs::path& root, Mode mode, Files& files) {
    auto state = std::make_unique<State>(ArchiveLayout(root), files);
    const ArchiveLayout& layout = state->layout;
    try {
        const bool there = is_archive(layout);
        if (mode == Mode::read) {
            if (!there)
                throw Error(ErrorCode::not_found, root.string(), "there is no archive here",
                            "akt add makes one");
            return Archive(std::move(state));
        }
        if (!there) prepare_archive_folder(files, layout);
        state->lock.emplace(layout.lock_file());
        if (!is_archive(layout)) make_archive(files, layout);
        clean_up(files, layout);
    } catch (const fs::filesystem_error& failed) {
        throw Error(ErrorCode::io, failed.path1().string(), failed.code().message());
    }
    return Archive(std::move(state));
}

const fs::path& Archive::root() const {
    return state_->layout.root();
}
fs::path Archive::index_folder() const {
    return state_->layout.index_folder();
}

bool Archive::contains(std::string_view sha256) const {
    std::error_code failed;
    return is_sha256(sha256) && fs::exists(state_->layout.object(sha256) / kInventoryName, failed);
}

std::optional<std::string> Archive::resolve(std::string_view prefix) const {
    const std::string wanted = lower_case_digest(prefix);
    const bool hex = wanted.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (!hex || wanted.size() < kMinPrefixDigits || wanted.size() > 64)
        throw Error(ErrorCode::usage, {}, "'" + std::string(prefix) + "' is no id",
                    "an id is 4 or more of the digits 0-9 a-f");
    std::vector<std::string> candidates;
    std::error_code failed;
    for (fs::directory_iterator entry(state_->layout.group(wanted), failed), end; !failed && entry != end;
         entry.increment(failed)) {
        std::string name = entry->path().filename().string();
        if (is_sha256(name) && name.starts_with(wanted)) candidates.push_back(std::move(name));
    }
    if (candidates.empty()) return std::nullopt;
    if (candidates.size() == 1) return candidates.front();
    std::sort(candidates.begin(), candidates.end());
    std::string named;
    for (std::size_t i = 0; i < std::min(candidates.size(), kNamedCandidates); ++i)
        named += (i == 0 ? "" : ", ") + candidates[i].substr(0, std::max<std::size_t>(12, wanted.size() + 4));
    if (candidates.size() > kNamedCandidates) named += ", …";
    throw Error(ErrorCode::usage, {},
                std::to_string(candidates.size()) + " ids begin with '" + wanted + "': " + named,
                "give more digits");
}

std::vector<std::string> Archive::ids() const {
    std::vector<std::string> ids;
    try {
        for (const auto& group : fs::directory_iterator(root())) {
            if (!ArchiveLayout::is_group_name(group.path().filename().string()) || !group.is_directory())
                continue;
            for (const auto& object : fs::directory_iterator(group.path())) {
                std::string name = object.path().filename().string();
                if (is_sha256(name)) ids.push_back(std::move(name));
            }
        }
    } catch (const fs::filesystem_error& failed) {
        throw Error(ErrorCode::io, failed.path1().string(), failed.code().message());
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

bool Archive::put(const Record& record, const fs::path& original) {
    const std::string& sha256 = record.original.sha256;
    if (!state_->lock)
        throw Error(ErrorCode::internal, root().string(), "the archive is not open for writing");
    if (!is_sha256(sha256))
        throw Error(ErrorCode::internal, original.string(), "has no SHA-256 in its record");
    if (contains(sha256)) return false;

    const ArchiveLayout& layout = state_->layout;
    Files& files = state_->files;
    const std::string text = to_alto(record.document), metadata = to_record_json(record);
    const std::vector<NewContent> contents{{original_name(record.original.media_type), {}, original, sha256},
                                           {std::string(kTextName), text, {}, {}},
                                           {std::string(kMetadataName), metadata, {}, {}}};
    const Staging staging(files, layout.staging(sha256, state_->turn++));
    files.make_folder(staging.folder());
    // The first object of a group brings the group's folder along: an empty one must never stand in the root.
    const fs::path staged_group = staging.folder() / ArchiveLayout::group_name(sha256);
    const fs::path staged_object = staged_group / sha256;
    files.make_folder(staged_group);
    write_new_object(files, staged_object, object_id(sha256), contents,
                     {utc_now(), "Archived", current_user()});

    const std::lock_guard publishing(state_->publishing);
    if (contains(sha256)) return false;
    const fs::path group = layout.group(sha256);
    if (fs::exists(group)) {
        files.rename(staged_object, layout.object(sha256));
        files.sync(group);
    } else {
        files.sync(staged_group);
        files.rename(staged_group, group);
        files.sync(layout.root());
    }
    return true;
}

void Archive::revise(const Record& record, const std::string& what) {
    const std::string& sha256 = record.original.sha256;
    if (!state_->lock)
        throw Error(ErrorCode::internal, root().string(), "the archive is not open for writing");
    if (!contains(sha256)) throw Error(ErrorCode::not_found, sha256, "no such document");

    const ArchiveLayout& layout = state_->layout;
    const std::string text = to_alto(record.document), metadata = to_record_json(record);
    const std::vector<NewContent> contents{{std::string(kTextName), text, {}, {}},
                                           {std::string(kMetadataName), metadata, {}, {}}};
    const std::lock_guard publishing(state_->publishing);
    const fs::path object = layout.object(sha256);
    const Inventory current = read_inventory(object);
    const fs::path mark = layout.change_mark(sha256);
    if (!fs::exists(mark)) {
        state_->files.write_file(mark, {});
        state_->files.sync(layout.own_folder());
    }
    Staging staging(state_->files, layout.staging(sha256, state_->turn++));
    try {
        add_version(state_->files, object, staging.folder(), current, contents,
                    {utc_now(), what, current_user()});
    } catch (...) {
        std::error_code unknown;
        const int next = parse_version_name(current.head)->number + 1;
        if (fs::exists(object / version_name(next), unknown)) staging.leave();
        throw;
    }
}

std::vector<std::string> Archive::unsettled() const {
    std::vector<std::string> ids;
    try {
        for (const auto& entry : fs::directory_iterator(state_->layout.own_folder()))
            if (auto id = ArchiveLayout::marked_document(entry.path().filename().string()); !id.empty())
                ids.push_back(std::move(id));
    } catch (const fs::filesystem_error& failed) {
        throw Error(ErrorCode::io, failed.path1().string(), failed.code().message());
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

void Archive::settle(std::string_view sha256) {
    const fs::path mark = state_->layout.change_mark(sha256);
    std::error_code failed;
    if (fs::exists(mark, failed)) state_->files.remove(mark);
}

std::vector<Decision> Archive::decisions(std::string_view sha256) const {
    if (!is_sha256(sha256)) return {};
    const fs::path object = state_->layout.object(sha256);
    const auto inventory = find_inventory(object);
    if (!inventory) return {};
    const auto contents = content_of(*inventory, {}).value();
    const std::string& metadata = require_content(contents, kMetadataName, object);
    return from_record_json(read_content(object, *inventory, metadata, kMaxMetadataBytes),
                            (object / metadata).string())
        .decisions;
}

std::optional<Record> Archive::find(std::string_view sha256, std::string_view version) const {
    if (!is_sha256(sha256)) return std::nullopt;
    const fs::path object = state_->layout.object(sha256);
    const auto inventory = find_inventory(object);
    if (!inventory) return std::nullopt;
    const auto contents = content_of(*inventory, version);
    if (!contents) return std::nullopt;
    const std::string& metadata = require_content(*contents, kMetadataName, object);
    const std::string& text = require_content(*contents, kTextName, object);
    Record record = from_record_json(read_content(object, *inventory, metadata, kMaxMetadataBytes),
                                     (object / metadata).string());
    record.document = from_alto(read_content(object, *inventory, text, kMaxTextBytes));
    return record;
}

std::vector<Version> Archive::history(std::string_view sha256) const {
    std::vector<Version> versions;
    if (!is_sha256(sha256)) return versions;
    const auto inventory = find_inventory(state_->layout.object(sha256));
    if (!inventory) return versions;
    for (const auto& [name, version] : inventory->versions)
        versions.push_back({name, version.created, version.message.value_or(""),
                            version.user ? version.user->name : std::string()});
    return versions;
}

fs::path Archive::original_path(std::string_view sha256) const {
    if (!contains(sha256)) throw Error(ErrorCode::not_found, std::string(sha256), "no such document");
    const fs::path object = state_->layout.object(sha256);
    const Inventory inventory = read_inventory(object);
    const auto contents = content_of(inventory, {}).value();
    for (const auto& [name, path] : contents)
        if (name.starts_with(kOriginalStem)) return object / path;
    throw Error(ErrorCode::integrity, object.string(), "has no original", "run akt verify");
}

}  // namespace akt
