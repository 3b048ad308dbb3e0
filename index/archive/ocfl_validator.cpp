#include "index/archive/ocfl_validator.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "index/archive/digest.h"
#include "index/archive/files.h"
#include "index/archive/ocfl_compare.h"
#include "index/archive/ocfl_rules.h"
#include "ocr/base/error.h"

namespace akt {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kObjectKind = "ocfl_object_";
constexpr std::size_t kMaxDeclarationBytes = 4096;

/// A content file on disk and what inventories claim of it.
struct Claim {
    DigestAlgorithm algorithm;
    std::string digest;  ///< lower case
    const char* code;
    std::string where;
    friend bool operator<(const Claim& a, const Claim& b) {
        return std::tie(a.algorithm, a.digest) < std::tie(b.algorithm, b.digest);
    }
};

bool is_white(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

class ObjectValidator {
public:
    ObjectValidator(const fs::path& root, const std::string& where) : root_(root), where_(where) {}

    ObjectCheck check() {
        try {
            run();
        } catch (const Error& failed) {
            add("A004", where_, failed.what());
        } catch (const fs::filesystem_error& failed) {
            add("A004", where_, failed.what());
        }
        return std::move(result_);
    }

private:
    struct ReadInventory {
        std::string bytes;
        std::optional<Inventory> inventory;
    };

    void add(const char* code, const std::string& where, std::string message) {
        result_.problems.push_back({code, where, std::move(message), code[0] == 'W'});
    }
    std::string at(const std::string& path) const { return path.empty() ? where_ : where_ + "/" + path; }

    void run() {
        if (!fs::is_directory(fs::symlink_status(root_))) {
            add("E003", where_, "there is no object here");
            return;
        }
        const std::string specification = check_declaration();
        const auto root = read_inventory("");
        if (!root) add("E063", where_, "there is no inventory.json");
        if (root) result_.inventory = root->inventory;
        check_root_entries(result_.inventory ? &*result_.inventory : nullptr);
        if (!result_.inventory) return;
        const Inventory& inventory = *result_.inventory;
        if (!specification.empty() && specification_of_type(inventory.type) >= 0 &&
            inventory.type != "https://ocfl.io/" + specification + "/spec/#inventory")
            add("E038", where_, "the inventory's type does not fit the declaration of OCFL " + specification);
        for (const auto& [name, version] : inventory.versions)
            if (parse_version_name(name)) check_version_folder(name, *root);
        claim(inventory, where_);
        check_claims();
    }

    /// The declared specification version, empty when there is none to go by.
    std::string check_declaration() {
        const auto versions = declared_versions(root_, kObjectKind);
        if (versions.size() != 1) {
            add("E003", where_,
                versions.empty() ? "there is no object declaration" : "there are several declarations");
            return {};
        }
        const std::string& version = versions.front();
        if (version != "1.0" && version != "1.1") {
            add("E004", where_, "declares an unknown version of OCFL: " + version);
            return {};
        }
        const std::string value = std::string(kObjectKind) + version;
        if (read_whole_file(root_ / ("0=" + value), kMaxDeclarationBytes) != value + "\n")
            add("E007", where_, "the declaration does not contain its own name");
        return version;
    }

    /// `inventory` may be null: then what only it could tell is let be.
    void check_root_entries(const Inventory* inventory) {
        for (const auto& entry : fs::directory_iterator(root_)) {
            const std::string name = entry.path().filename().string();
            const auto type = entry.symlink_status().type();
            if (type == fs::file_type::symlink) {
                add("E090", at(name), "is a link");
            } else if (type == fs::file_type::directory) {
                if (name == "extensions") {
                    check_extensions(entry.path());
                } else if (parse_version_name(name)) {
                    if (inventory != nullptr && !inventory->versions.contains(name))
                        add("E046", at(name), "a version's folder that the inventory does not know");
                } else if (name != "logs") {
                    add("E001", at(name), "does not belong in an object");
                }
            } else if (!belongs_in_root(name, inventory)) {
                add("E001", at(name), "does not belong in an object");
            }
        }
    }

    static bool belongs_in_root(const std::string& file, const Inventory* inventory) {
        if (file == "inventory.json" || file.starts_with("0=ocfl_object_")) return true;
        if (inventory == nullptr) return file.starts_with("inventory.json.");
        return file == "inventory.json." + inventory->digest_algorithm;
    }

    void check_extensions(const fs::path& folder) {
        for (const auto& entry : fs::directory_iterator(folder)) {
            const std::string name = entry.path().filename().string();
            if (!fs::is_directory(entry.symlink_status())) {
                add("E067", at("extensions/" + name), "is not an extension's folder");
            } else if (!is_registered_extension(name)) {
                add("W013", at("extensions/" + name), "is not a registered extension");
            }
        }
    }

    /// The inventory in a folder of the object ("" its root, else "v1"), with its sidecar checked.
    std::optional<ReadInventory> read_inventory(const std::string& folder) {
        const fs::path file = root_ / folder / "inventory.json";
        if (!fs::is_regular_file(fs::symlink_status(file))) return std::nullopt;
        ReadInventory result;
        result.bytes = read_whole_file(file, kMaxInventoryBytes);
        result.inventory = parse_inventory(result.bytes, at(folder), result_.problems);
        if (result.inventory) check_sidecar(folder, result.bytes, result.inventory->digest_algorithm);
        return result;
    }

    void check_sidecar(const std::string& folder, const std::string& bytes,
                       const std::string& algorithm_name) {
        const fs::path sidecar = root_ / folder / ("inventory.json." + algorithm_name);
        if (algorithm_name.empty()) return;
        if (!fs::is_regular_file(fs::symlink_status(sidecar))) {
            add(has_other_sidecar(root_ / folder) ? "E059" : "E058", at(folder),
                "there is no " + sidecar.filename().string());
            return;
        }
        std::string text = read_whole_file(sidecar, kMaxDeclarationBytes);
        while (!text.empty() && is_white(text.back())) text.pop_back();
        const std::size_t digest_end = std::min(text.find_first_of(" \t"), text.size());
        const std::size_t name_start = std::min(text.find_first_not_of(" \t", digest_end), text.size());
        if (digest_end == 0 || text.substr(name_start) != "inventory.json") {
            add("E061", at(folder), sidecar.filename().string() + " is not \"DIGEST inventory.json\"");
            return;
        }
        const auto algorithm = digest_algorithm_named(algorithm_name);
        if (algorithm && !same_digest(text.substr(0, digest_end), digest_of(bytes, *algorithm)))
            add("E060", at(folder), "the inventory is not the one its sidecar was made for");
    }

    static bool has_other_sidecar(const fs::path& folder) {
        for (const auto& entry : fs::directory_iterator(folder))
            if (entry.path().filename().string().starts_with("inventory.json.")) return true;
        return false;
    }

    void check_version_folder(const std::string& name, const ReadInventory& root) {
        const fs::path folder = root_ / name;
        if (!fs::is_directory(fs::symlink_status(folder))) {
            add("E010", at(name), "the version's folder is missing");
            return;
        }
        const std::string content = root.inventory->content_folder();
        std::set<std::string> found;
        for (const auto& entry : fs::directory_iterator(folder)) {
            const std::string child = entry.path().filename().string();
            const auto type = entry.symlink_status().type();
            if (type == fs::file_type::symlink) {
                add("E090", at(name + "/" + child), "is a link");
            } else if (type != fs::file_type::directory) {
                if (!child.starts_with("inventory.json"))
                    add("E015", at(name + "/" + child), "does not belong in a version's folder");
            } else if (child != content) {
                add("W002", at(name + "/" + child), "a folder beside the content folder");
            } else if (fs::is_empty(entry.path())) {
                add("W003", at(name + "/" + child), "an empty content folder");
            } else {
                list_content(entry.path(), name + "/" + child, found);
            }
        }
        content_.insert(found.begin(), found.end());
        check_version_inventory(name, root);
    }

    void list_content(const fs::path& folder, const std::string& path, std::set<std::string>& found) {
        bool empty = true;
        for (const auto& entry : fs::directory_iterator(folder)) {
            empty = false;
            const std::string child = path + "/" + entry.path().filename().string();
            switch (entry.symlink_status().type()) {
                case fs::file_type::directory: list_content(entry.path(), child, found); break;
                case fs::file_type::regular: found.insert(child); break;
                case fs::file_type::symlink: add("E090", at(child), "is a link"); break;
                default: add("E023", at(child), "is neither a file nor a folder"); break;
            }
        }
        if (empty) add("E024", at(path), "an empty folder among the content");
    }

    /// The inventory a version kept of itself, against the root's. Versions come in order: it must list the
    /// content of this one and of those before it, which is what `content_` holds by now.
    void check_version_inventory(const std::string& name, const ReadInventory& root) {
        const bool newest = name == root.inventory->head;
        const auto own = read_inventory(name);
        if (!own) {
            add("W010", at(name), "the version has no inventory of its own");
            require_listed(at(""), *root.inventory);
            return;
        }
        if (!own->inventory) return;
        require_listed(at(name), *own->inventory);
        if (newest) {
            if (own->bytes != root.bytes) add("E064", at(name), "differs from the root's inventory");
        } else {
            compare_prior_inventory(*own->inventory, *root.inventory, name, at(name), result_.problems);
            claim(*own->inventory, at(name));
        }
        const int specification = specification_of_type(own->inventory->type);
        if (specification >= 0 && specification < newest_specification_)
            add("E103", at(name), "conforms to an older OCFL than the version before it");
        newest_specification_ = std::max(newest_specification_, specification);
    }

    void require_listed(const std::string& where, const Inventory& inventory) {
        std::set<std::string_view> listed;
        for (const auto& [digest, paths] : inventory.manifest) listed.insert(paths.begin(), paths.end());
        for (const auto& file : content_)
            if (!listed.contains(file)) add("E023", where, "the manifest does not have the file " + file);
    }

    void claim(const Inventory& inventory, const std::string& where) {
        if (const auto algorithm = digest_algorithm_named(inventory.digest_algorithm))
            claim_block(inventory.manifest, *algorithm, "E092", where);
        for (const auto& [name, block] : inventory.fixity)
            if (const auto algorithm = digest_algorithm_named(name))
                claim_block(block, *algorithm, "E093", where);
    }

    void claim_block(const DigestPaths& block, DigestAlgorithm algorithm, const char* code,
                     const std::string& where) {
        for (const auto& [digest, paths] : block)
            for (const auto& path : paths)
                claims_[path].insert({algorithm, lower_case_digest(digest), code, where});
    }

    /// Reads each claimed file once, with all the algorithms that were claimed of it.
    void check_claims() {
        for (const auto& [path, claims] : claims_) {
            if (!content_.contains(path)) {
                std::set<std::string> codes;
                for (const auto& claim : claims)
                    if (codes.insert(claim.code).second)
                        add(claim.code, claim.where, "a file is missing: " + path);
                continue;
            }
            std::vector<DigestAlgorithm> algorithms;
            for (const auto& claim : claims)
                if (algorithms.empty() || algorithms.back() != claim.algorithm)
                    algorithms.push_back(claim.algorithm);
            try {
                const FileDigests actual = digests_of_file(root_ / path, algorithms);
                ++result_.files;
                result_.bytes += actual.size_bytes;
                for (const auto& claim : claims)
                    if (actual.digests.at(claim.algorithm) != claim.digest)
                        add(claim.code, at(path),
                            "its " + std::string(name_of(claim.algorithm)) + " is not what " + claim.where +
                                " says: the file is damaged or was changed");
            } catch (const Error& failed) {
                add("A004", at(path), failed.what());
            }
        }
    }

    const fs::path& root_;
    const std::string& where_;
    ObjectCheck result_;
    std::set<std::string> content_;  ///< content paths of the files there are
    std::map<std::string, std::set<Claim>> claims_;
    int newest_specification_ = -1;
};

}  // namespace

bool ObjectCheck::valid() const {
    return std::all_of(problems.begin(), problems.end(),
                       [](const Problem& problem) { return problem.warning; });
}

ObjectCheck check_object(const fs::path& object_root, const std::string& where) {
    return ObjectValidator(object_root, where).check();
}

std::vector<std::string> declared_versions(const fs::path& folder, std::string_view kind) {
    const std::string start = "0=" + std::string(kind);
    std::vector<std::string> versions;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(start) && fs::is_regular_file(entry.symlink_status()))
            versions.push_back(name.substr(start.size()));
    }
    return versions;
}

}  // namespace akt
