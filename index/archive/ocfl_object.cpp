#include "index/archive/ocfl_object.h"

#include <algorithm>
#include <set>
#include <system_error>

#include "index/archive/archive_layout.h"
#include "index/archive/atomic_file.h"
#include "index/archive/digest.h"
#include "index/archive/ocfl_validator.h"
#include "ocr/base/error.h"

namespace akt {

namespace fs = std::filesystem;

namespace {

constexpr DigestAlgorithm kAlgorithm = DigestAlgorithm::sha512;
constexpr std::size_t kMaxSidecarBytes = 4096;

std::string sidecar_text(std::string_view inventory) {
    return digest_of(inventory, kAlgorithm) + " " + std::string(kInventoryName) + "\n";
}

void write_inventory(Files& files, const fs::path& folder, const std::string& text) {
    files.write_file(folder / kInventoryName, text);
    files.write_file(folder / sidecar_name(kAlgorithm), sidecar_text(text));
}

/// Writes one content file and enters it in the inventory; gives its digest.
std::string write_content(Files& files, const fs::path& object, const std::string& version,
                          const NewContent& content, Inventory& inventory) {
    const std::string path = version + "/" + std::string(kContentName) + "/" + content.logical_path;
    std::string digest;
    if (content.file.empty()) {
        files.write_file(object / path, content.bytes);
        digest = digest_of(content.bytes, kAlgorithm);
    } else {
        files.copy_file(content.file, object / path);
        const Digests digests = digests_of_file(object / path, {DigestAlgorithm::sha256, kAlgorithm}).digests;
        if (digests.at(DigestAlgorithm::sha256) != content.sha256)
            throw Error(ErrorCode::unreadable_input, content.file.string(),
                        "changed while it was being archived", "add it again when nothing writes to it");
        digest = digests.at(kAlgorithm);
        inventory.fixity[std::string(name_of(DigestAlgorithm::sha256))][content.sha256] = {path};
    }
    inventory.manifest[digest].push_back(path);
    return digest;
}

InventoryVersion noted(const VersionNote& note) {
    return {note.created, note.message, note.user, {}};
}

/// Links what `object` has into `copy` where it is missing. False when the file system has no links.
bool link_tree(Files& files, const fs::path& object, const fs::path& copy) {
    for (const auto& entry : fs::directory_iterator(object)) {
        const fs::path target = copy / entry.path().filename();
        if (fs::is_directory(entry.symlink_status())) {
            files.make_folder(target);
            if (!link_tree(files, entry.path(), target)) return false;
        } else if (!fs::exists(fs::symlink_status(target)) && !files.link_file(entry.path(), target)) {
            return false;
        }
    }
    return true;
}

/// `next`: the new version's folder, the root inventory and its sidecar.
void publish(Files& files, const fs::path& object, const fs::path& next, const std::string& version) {
    if (link_tree(files, object, next)) {
        sync_tree(files, next);
        if (files.exchange(next, object)) {
            files.sync(object.parent_path());
            return;
        }
    }
    // The staging folder is what tells the next writer that this object may need finishing: it must be on
    // disk first.
    files.sync(next.parent_path());
    files.sync(next.parent_path().parent_path());
    files.rename(next / version, object / version);
    try {
        files.sync(object);
        files.rename(next / kInventoryName, object / kInventoryName);
    } catch (const Error&) {
        files.rename(object / version, next / version);
        throw;
    }
    files.rename(next / sidecar_name(kAlgorithm), object / sidecar_name(kAlgorithm));
    files.sync(object);
}

/// The files of `current`'s newest version with `contents` put in, by logical path. Nullopt: nothing differs.
std::optional<std::map<std::string, std::string>> next_state(const Inventory& current,
                                                             const std::vector<NewContent>& contents) {
    std::map<std::string, std::string> before;
    for (const auto& [digest, paths] : current.versions.at(current.head).state)
        for (const auto& path : paths) before[path] = digest;
    auto after = before;
    for (const auto& content : contents) after[content.logical_path] = digest_of(content.bytes, kAlgorithm);
    if (after == before) return std::nullopt;
    return after;
}

}  // namespace

void write_new_object(Files& files, const fs::path& folder, const std::string& id,
                      const std::vector<NewContent>& contents, const VersionNote& note) {
    const std::string version = version_name(1);
    files.make_folder(folder);
    files.make_folder(folder / version);
    files.make_folder(folder / version / kContentName);

    Inventory inventory;
    inventory.id = id;
    inventory.type = kInventoryType;
    inventory.digest_algorithm = name_of(kAlgorithm);
    inventory.head = version;
    InventoryVersion first = noted(note);
    for (const auto& content : contents)
        first.state[write_content(files, folder, version, content, inventory)].push_back(
            content.logical_path);
    inventory.versions[version] = std::move(first);

    const std::string text = print_inventory(inventory);
    write_inventory(files, folder / version, text);
    write_inventory(files, folder, text);
    files.write_file(folder / kObjectDeclarationName, kObjectDeclarationText);
    sync_tree(files, folder);
}

bool add_version(Files& files, const fs::path& object, const fs::path& staging, const Inventory& current,
                 const std::vector<NewContent>& contents, const VersionNote& note) {
    const auto state = next_state(current, contents);
    if (!state) return false;
    Inventory inventory = current;
    const int number = parse_version_name(current.head)->number + 1;
    inventory.head = version_name(number);

    const fs::path next = staging / "next";
    files.make_folder(staging);
    files.make_folder(next);
    files.make_folder(next / inventory.head);
    InventoryVersion version = noted(note);
    for (const auto& [path, digest] : *state) {
        version.state[digest].push_back(path);
        if (inventory.manifest.contains(digest)) continue;
        const auto content =
            std::find_if(contents.begin(), contents.end(),
                         [&, &wanted = path](const NewContent& c) { return c.logical_path == wanted; });
        files.make_folder(next / inventory.head / kContentName);
        write_content(files, next, inventory.head, *content, inventory);
    }
    inventory.versions[inventory.head] = std::move(version);
    const std::string text = print_inventory(inventory);
    write_inventory(files, next / inventory.head, text);
    write_inventory(files, next, text);
    sync_tree(files, next);
    publish(files, object, next, inventory.head);
    return true;
}

void finish_interrupted_version(Files& files, const fs::path& object, const fs::path& scratch) {
    std::string newest;
    for (const auto& entry : fs::directory_iterator(object)) {
        const std::string name = entry.path().filename().string();
        if (parse_version_name(name) && (newest.empty() || ByVersionNumber{}(newest, name))) newest = name;
    }
    if (newest.empty()) return;
    const std::string sidecar = sidecar_name(kAlgorithm);
    std::string text, vouched;
    try {
        text = read_whole_file(object / newest / kInventoryName, kMaxInventoryBytes);
        vouched = read_whole_file(object / newest / sidecar, kMaxSidecarBytes);
    } catch (const Error& missing) {
        if (missing.code() == ErrorCode::not_found) return;
        throw;
    }
    // A damaged inventory must not spread: `akt verify` reports it.
    if (vouched != sidecar_text(text)) return;
    const auto differs = [&](const std::string& name, const std::string& wanted) {
        std::error_code failed;
        return !fs::exists(object / name, failed) ||
               read_whole_file(object / name, kMaxInventoryBytes) != wanted;
    };
    if (differs(std::string(kInventoryName), text))
        write_atomically(files, object / kInventoryName, text, scratch);
    if (differs(sidecar, vouched)) write_atomically(files, object / sidecar, vouched, scratch);
}

Inventory read_inventory(const fs::path& object) {
    const std::string text = read_whole_file(object / kInventoryName, kMaxInventoryBytes);
    std::vector<Problem> problems;
    auto inventory = parse_inventory(text, object.string(), problems);
    for (const auto& problem : problems) {
        if (problem.warning) continue;
        if (problem.code == "E038" && inventory && inventory->type.starts_with("https://ocfl.io/"))
            throw Error(ErrorCode::format_too_new, object.string(),
                        "written as a newer OCFL: " + inventory->type, "update Akt");
        throw Error(ErrorCode::integrity, object.string(), problem.code + " " + problem.message,
                    "run akt verify");
    }
    return *std::move(inventory);
}

std::optional<std::map<std::string, std::string>> content_of(const Inventory& inventory,
                                                             std::string_view version) {
    const auto found = inventory.versions.find(version.empty() ? inventory.head : std::string(version));
    if (found == inventory.versions.end()) return std::nullopt;
    std::map<std::string, std::string> contents;
    for (const auto& [digest, paths] : found->second.state)
        for (const auto& path : paths) contents[path] = inventory.manifest.at(digest).front();
    return contents;
}

}  // namespace akt
