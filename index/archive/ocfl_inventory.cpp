#include "index/archive/ocfl_inventory.h"

#include <charconv>
#include <nlohmann/json.hpp>
#include <set>

#include "index/archive/ocfl_rules.h"
#include "ocr/base/error.h"

namespace akt {

namespace {

using nlohmann::json;

/// An inventory is five deep.
constexpr int kMaxDepth = 16;

/// Picks values out of the JSON, noting what is missing or of the wrong kind.
class InventoryReader {
public:
    InventoryReader(const std::string& where, std::vector<Problem>& problems)
        : where_(where), problems_(problems) {}

    Inventory read(const json& root) {
        Inventory inventory;
        check_keys(
            root,
            {"id", "type", "digestAlgorithm", "head", "contentDirectory", "manifest", "versions", "fixity"},
            "the inventory");
        inventory.id = required_text(root, "id", "E037");
        inventory.type = required_text(root, "type", "E038");
        inventory.digest_algorithm = required_text(root, "digestAlgorithm", "E025");
        inventory.head = required_text(root, "head", "E040");
        if (const auto found = root.find("contentDirectory"); found != root.end()) {
            if (found->is_string()) {
                inventory.content_directory = found->get<std::string>();
            } else {
                problem("E017", "contentDirectory is not a text");
            }
        }
        if (const auto found = root.find("manifest"); found == root.end()) {
            problem("E041", "there is no manifest");
        } else {
            inventory.manifest = digest_paths(*found, "E106", "E092", "the manifest");
        }
        read_versions(root, inventory);
        read_fixity(root, inventory);
        return inventory;
    }

private:
    void problem(const char* code, std::string message) {
        problems_.push_back({code, where_, std::move(message), false});
    }

    void check_keys(const json& object, const std::set<std::string>& known, const std::string& what) {
        for (const auto& [key, value] : object.items())
            if (!known.contains(key)) problem("E102", what + " has a key the standard does not know: " + key);
    }

    std::string required_text(const json& root, const char* key, const char* wrong_kind) {
        const auto found = root.find(key);
        if (found == root.end()) {
            problem("E036", std::string("there is no ") + key);
        } else if (!found->is_string() || found->get_ref<const std::string&>().empty()) {
            problem(wrong_kind, std::string(key) + " is not a text, or empty");
        } else {
            return found->get<std::string>();
        }
        return {};
    }

    DigestPaths digest_paths(const json& block, const char* not_object, const char* not_paths,
                             const std::string& what) {
        DigestPaths result;
        if (!block.is_object()) {
            problem(not_object, what + " is not an object");
            return result;
        }
        for (const auto& [digest, paths] : block.items()) {
            auto& texts = result[digest];
            if (!paths.is_array() || paths.empty()) {
                problem(not_paths, what + ": the value of a digest is not a list of paths");
                continue;
            }
            for (const auto& path : paths) {
                if (path.is_string()) {
                    texts.push_back(path.get<std::string>());
                } else {
                    problem(not_paths, what + ": a path is not a text");
                }
            }
        }
        return result;
    }

    void read_versions(const json& root, Inventory& inventory) {
        const auto found = root.find("versions");
        if (found == root.end()) {
            problem("E043", "there are no versions");
        } else if (!found->is_object()) {
            problem("E044", "versions is not an object");
        } else {
            for (const auto& [name, block] : found->items()) {
                if (block.is_object()) {
                    inventory.versions[name] = version(block, name);
                } else {
                    problem("E047", name + " is not an object");
                }
            }
        }
    }

    InventoryVersion version(const json& block, const std::string& name) {
        InventoryVersion result;
        check_keys(block, {"created", "state", "message", "user"}, name);
        if (const auto created = block.find("created"); created == block.end()) {
            problem("E048", name + " does not say when it was created");
        } else if (!created->is_string() || created->get_ref<const std::string&>().empty()) {
            problem("E049", name + ": created is not a text, or empty");
        } else {
            result.created = created->get<std::string>();
        }
        if (const auto state = block.find("state"); state == block.end()) {
            problem("E048", name + " has no state");
        } else {
            result.state = digest_paths(*state, "E050", "E051", name + "'s state");
        }
        if (const auto message = block.find("message"); message != block.end()) {
            if (message->is_string()) {
                result.message = message->get<std::string>();
            } else {
                problem("E094", name + ": the message is not a text");
            }
        }
        if (const auto user = block.find("user"); user != block.end()) result.user = read_user(*user, name);
        return result;
    }

    std::optional<InventoryUser> read_user(const json& block, const std::string& version) {
        if (!block.is_object() || !block.contains("name") || !block["name"].is_string()) {
            problem("E054", version + ": the user has no name");
            return std::nullopt;
        }
        check_keys(block, {"name", "address"}, version + "'s user");
        InventoryUser user{block["name"].get<std::string>(), std::nullopt};
        if (user.name.empty()) problem("E054", version + ": the user's name is empty");
        if (const auto address = block.find("address"); address != block.end()) {
            if (address->is_string()) {
                user.address = address->get<std::string>();
            } else {
                problem("E054", version + ": the user's address is not a text");
            }
        }
        return user;
    }

    void read_fixity(const json& root, Inventory& inventory) {
        const auto found = root.find("fixity");
        if (found == root.end()) return;
        if (!found->is_object()) {
            problem("E111", "fixity is not an object");
            return;
        }
        for (const auto& [algorithm, block] : found->items())
            inventory.fixity[algorithm] = digest_paths(block, "E057", "E057", "fixity " + algorithm);
    }

    const std::string& where_;
    std::vector<Problem>& problems_;
};

/// The JSON, bounded in depth and without keys that stand twice. Throws json::exception or Error.
json parse_strictly(std::string_view text) {
    std::vector<std::set<std::string>> keys;
    const auto check = [&](int depth, json::parse_event_t event, json& parsed) {
        if (depth > kMaxDepth) throw Error(ErrorCode::limit_exceeded, {}, "it is nested too deeply");
        if (event == json::parse_event_t::object_start) keys.emplace_back();
        if (event == json::parse_event_t::object_end) keys.pop_back();
        if (event == json::parse_event_t::key && !keys.back().insert(parsed.get<std::string>()).second)
            throw Error(ErrorCode::integrity, {}, "a key stands twice: " + parsed.get<std::string>());
        return true;
    };
    return json::parse(text, check);
}

json digest_paths_json(const DigestPaths& digests) {
    json result = json::object();
    for (const auto& [digest, paths] : digests) result[digest] = paths;
    return result;
}

}  // namespace

std::optional<VersionNumber> parse_version_name(std::string_view name) {
    if (name.size() < 2 || name.front() != 'v') return std::nullopt;
    VersionNumber result;
    const char* const end = name.data() + name.size();
    const auto [stopped, failed] = std::from_chars(name.data() + 1, end, result.number);
    if (failed != std::errc{} || stopped != end || result.number < 1) return std::nullopt;
    if (name[1] == '0') result.padded_width = name.size() - 1;
    return result;
}

bool ByVersionNumber::operator()(const std::string& a, const std::string& b) const {
    const auto left = parse_version_name(a), right = parse_version_name(b);
    if (left.has_value() != right.has_value()) return left.has_value();
    if (left && *left != *right) return *left < *right;
    return a < b;
}

std::optional<Inventory> parse_inventory(std::string_view text, const std::string& where,
                                         std::vector<Problem>& problems) {
    try {
        if (text.size() > kMaxInventoryBytes) throw Error(ErrorCode::limit_exceeded, {}, "it is too large");
        const json root = parse_strictly(text);
        if (!root.is_object()) throw Error(ErrorCode::integrity, {}, "it is not a JSON object");
        Inventory inventory = InventoryReader(where, problems).read(root);
        check_inventory(inventory, where, problems);
        return inventory;
    } catch (const json::exception& failed) {
        problems.push_back({"E033", where, std::string("it is not JSON: ") + failed.what(), false});
    } catch (const Error& failed) {
        problems.push_back({"E033", where, failed.message(), false});
    }
    return std::nullopt;
}

std::string print_inventory(const Inventory& inventory) {
    json root = {{"id", inventory.id},
                 {"type", inventory.type},
                 {"digestAlgorithm", inventory.digest_algorithm},
                 {"head", inventory.head},
                 {"manifest", digest_paths_json(inventory.manifest)},
                 {"versions", json::object()}};
    if (inventory.content_directory) root["contentDirectory"] = *inventory.content_directory;
    for (const auto& [name, version] : inventory.versions) {
        json block = {{"created", version.created}, {"state", digest_paths_json(version.state)}};
        if (version.message) block["message"] = *version.message;
        if (version.user) {
            block["user"] = {{"name", version.user->name}};
            if (version.user->address) block["user"]["address"] = *version.user->address;
        }
        root["versions"][name] = std::move(block);
    }
    for (const auto& [algorithm, digests] : inventory.fixity)
        root["fixity"][algorithm] = digest_paths_json(digests);
    return root.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace akt
