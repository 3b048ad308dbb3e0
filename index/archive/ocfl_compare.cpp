#include "index/archive/ocfl_compare.h"

#include <algorithm>
#include <map>
#include <set>

#include "index/archive/ocfl_rules.h"

namespace akt {

namespace {

/// A file of a state, told apart by its digest, or by where its content lies when the inventories use
/// different digest algorithms.
struct StateFile {
    std::string digest;
    std::set<std::string> content_paths;
};

std::map<std::string, StateFile> state_files(const Inventory& inventory, const InventoryVersion& version) {
    std::map<std::string, StateFile> files;
    for (const auto& [digest, logical_paths] : version.state) {
        StateFile file{lower_case_digest(digest), {}};
        if (const auto content = inventory.manifest.find(digest); content != inventory.manifest.end())
            file.content_paths.insert(content->second.begin(), content->second.end());
        for (const auto& path : logical_paths) files[path] = file;
    }
    return files;
}

bool same_file(const StateFile& a, const StateFile& b, bool same_algorithm) {
    if (same_algorithm) return a.digest == b.digest;
    return std::any_of(a.content_paths.begin(), a.content_paths.end(),
                       [&](const std::string& path) { return b.content_paths.contains(path); });
}

bool same_state(const std::map<std::string, StateFile>& a, const std::map<std::string, StateFile>& b,
                bool same_algorithm) {
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [&](const auto& left, const auto& right) {
               return left.first == right.first && same_file(left.second, right.second, same_algorithm);
           });
}

}  // namespace

void compare_prior_inventory(const Inventory& prior, const Inventory& current, const std::string& version,
                             const std::string& where, std::vector<Problem>& problems) {
    const auto add = [&](const char* code, std::string message) {
        problems.push_back({code, where, std::move(message), code[0] == 'W'});
    };
    if (!prior.id.empty() && prior.id != current.id) add("E037", "belongs to another object: " + prior.id);
    if (!prior.head.empty() && prior.head != version)
        add("E040", "its head is " + prior.head + ", not " + version);
    if (prior.content_folder() != current.content_folder())
        add("E019", "its content folder is another than in the current inventory");

    const bool same_algorithm = prior.digest_algorithm == current.digest_algorithm;
    for (const auto& [name, block] : prior.versions) {
        const auto now = current.versions.find(name);
        if (now == current.versions.end()) {
            add("E066", name + " is not in the current inventory");
            continue;
        }
        if (!same_state(state_files(prior, block), state_files(current, now->second), same_algorithm))
            add("E066", name + " had other files than the current inventory says");
        if (block.created != now->second.created || block.message != now->second.message ||
            block.user != now->second.user)
            add("W011", name + " was made at another time, by another user or for another reason");
    }
}

}  // namespace akt
