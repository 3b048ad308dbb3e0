#include "index/archive/ocfl_rules.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <set>

#include "index/archive/digest.h"

namespace akt {

namespace {

/// Names of extension 0009-digest-algorithms that we do not compute; the standard says to leave those alone.
constexpr std::array<std::string_view, 5> kOtherFixity{"blake2b-160", "blake2b-256", "blake2b-384",
                                                       "sha512/256", "size"};

constexpr std::array<std::string_view, 13> kRegisteredExtensions{
    "0001-digest-algorithms",
    "0002-flat-direct-storage-layout",
    "0003-hash-and-id-n-tuple-storage-layout",
    "0004-hashed-n-tuple-storage-layout",
    "0005-mutable-head",
    "0006-flat-omit-prefix-storage-layout",
    "0007-n-tuple-omit-prefix-storage-layout",
    "0008-schema-registry",
    "0009-digest-algorithms",
    "0010-differential-n-tuple-omit-prefix-storage-layout",
    "0011-direct-clean-path-layout",
    "0012-hash-and-no-prefix-id-n-tuple-storage-layout",
    "initial"};

bool is_ascii_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// `digits` decimal digits at `at`, or -1.
int number_at(std::string_view text, std::size_t at, std::size_t digits) {
    if (text.size() < at + digits) return -1;
    int value = 0;
    for (std::size_t i = at; i < at + digits; ++i) {
        if (!is_ascii_digit(text[i])) return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

bool is_zone(std::string_view zone) {
    if (zone == "Z" || zone == "z") return true;
    if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':') return false;
    const int hours = number_at(zone, 1, 2), minutes = number_at(zone, 4, 2);
    return hours >= 0 && hours <= 23 && minutes >= 0 && minutes <= 59;
}

/// What the paths of one block are called in the codes.
struct PathCodes {
    const char* element;   ///< empty, "." or ".."
    const char* slash;     ///< begins or ends with one
    const char* conflict;  ///< twice, or a file that is also a folder
};
constexpr PathCodes kContentCodes{"E099", "E100", "E101"};
constexpr PathCodes kLogicalCodes{"E052", "E053", "E095"};

class RuleChecker {
public:
    RuleChecker(const Inventory& inventory, const std::string& where, std::vector<Problem>& problems)
        : inventory_(inventory), where_(where), problems_(problems) {}

    void check() {
        check_identity();
        check_version_names();
        check_manifest();
        for (const auto& [name, version] : inventory_.versions) check_version(name, version);
        check_fixity();
    }

private:
    void add(const char* code, std::string message) {
        problems_.push_back({code, where_, std::move(message), code[0] == 'W'});
    }

    void check_identity() {
        if (!inventory_.id.empty() && !is_uri(inventory_.id))
            add("W005", "the id is not a URI: " + inventory_.id);
        if (!inventory_.type.empty() && specification_of_type(inventory_.type) < 0)
            add("E038", "the type is not that of an OCFL 1.0 or 1.1 inventory: " + inventory_.type);
        if (inventory_.digest_algorithm == "sha256") {
            add("W004", "sha256 is used, sha512 is better");
        } else if (!inventory_.digest_algorithm.empty() && inventory_.digest_algorithm != "sha512") {
            add("E025", "content is not addressed by sha512 or sha256 but by " + inventory_.digest_algorithm);
        }
        if (const auto& folder = inventory_.content_directory) {
            if (folder->find('/') != std::string::npos || folder->empty())
                add("E017", "contentDirectory is not one folder's name");
            if (*folder == "." || *folder == "..") add("E018", "contentDirectory is " + *folder);
        }
    }

    void check_version_names() {
        const auto& versions = inventory_.versions;
        if (versions.empty()) {
            add("E008", "there is no version");
            return;
        }
        int expected = 1;
        std::optional<std::size_t> width;
        for (const auto& [name, version] : versions) {
            const auto number = parse_version_name(name);
            if (!number) {
                add("E046", "not a version's name: " + name);
                continue;
            }
            if (number->number != expected)
                add(expected == 1 ? "E009" : "E010", "version " + std::to_string(expected) + " is missing");
            expected = number->number + 1;
            if (!width) {
                width = number->padded_width;
                if (*width > 0) add("W001", "version numbers are padded with zeros");
            } else if (*width != number->padded_width) {
                if (*width > 0 && number->padded_width == 0)
                    add("E011", "a number outgrew the padding: " + name);
                add(name == inventory_.head ? "E013" : "E012",
                    "versions are numbered in several ways: " + name);
            }
        }
        if (!inventory_.head.empty() && inventory_.head != last_version())
            add("E040", "head is " + inventory_.head + " but the newest version is " + last_version());
    }

    std::string last_version() const {
        std::string last;
        for (const auto& [name, version] : inventory_.versions)
            if (parse_version_name(name)) last = name;
        return last;
    }

    void check_paths(const DigestPaths& block, const PathCodes& codes, const std::string& what) {
        std::set<std::string_view> files, folders;
        for (const auto& [digest, paths] : block) {
            for (const std::string_view path : paths) {
                if (path.empty() || path.front() == '/' || path.back() == '/')
                    add(codes.slash, what + ": a path begins or ends with a slash: " + std::string(path));
                for (std::size_t at = 0; at <= path.size();) {
                    const std::size_t slash = std::min(path.find('/', at), path.size());
                    const auto element = path.substr(at, slash - at);
                    const bool outer = at == 0 || slash == path.size();
                    if (element == "." || element == ".." || (element.empty() && !outer))
                        add(codes.element,
                            what + ": a path has an element that is no name: " + std::string(path));
                    if (slash < path.size()) folders.insert(path.substr(0, slash));
                    at = slash + 1;
                }
                if (!files.insert(path).second) add(codes.conflict, what + ": twice: " + std::string(path));
            }
        }
        for (const auto file : files)
            if (folders.contains(file))
                add(codes.conflict, what + ": both file and folder: " + std::string(file));
    }

    void check_distinct(const DigestPaths& block, const char* code, const std::string& what) {
        std::set<std::string> seen;
        for (const auto& [digest, paths] : block)
            if (!seen.insert(lower_case_digest(digest)).second)
                add(code, what + ": a digest stands twice: " + digest);
    }

    void check_manifest() {
        check_paths(inventory_.manifest, kContentCodes, "the manifest");
        check_distinct(inventory_.manifest, "E096", "the manifest");
        std::set<std::string> used;
        for (const auto& [name, version] : inventory_.versions)
            for (const auto& [digest, paths] : version.state) used.insert(lower_case_digest(digest));
        for (const auto& [digest, paths] : inventory_.manifest) {
            if (!used.contains(lower_case_digest(digest))) add("E107", "no version uses " + digest);
            for (const auto& path : paths) check_content_path(path);
        }
    }

    /// A content path stands in the content folder of one of the versions.
    void check_content_path(const std::string& path) {
        const std::string version = path.substr(0, path.find('/'));
        const std::string start = version + "/" + inventory_.content_folder() + "/";
        if (!inventory_.versions.contains(version) || !path.starts_with(start))
            add("E042", "a content path is not in a version's content folder: " + path);
    }

    void check_version(const std::string& name, const InventoryVersion& version) {
        if (!version.created.empty() && !is_rfc3339(version.created))
            add("E049", name + " was created at no RFC 3339 time: " + version.created);
        for (const auto& [digest, paths] : version.state)
            if (!inventory_.manifest.contains(digest))
                add("E050", name + "'s digest is not in the manifest: " + digest);
        check_paths(version.state, kLogicalCodes, name);
        if (!version.message || !version.user) add("W007", name + " has no message or no user");
        if (version.user && !version.user->address) add("W008", name + ": the user has no address");
        if (version.user && version.user->address && !is_uri(*version.user->address))
            add("W009", name + ": the user's address is not a URI");
    }

    void check_fixity() {
        std::set<std::string_view> known;
        for (const auto& [digest, paths] : inventory_.manifest) known.insert(paths.begin(), paths.end());
        for (const auto& [algorithm, block] : inventory_.fixity) {
            const bool other =
                std::find(kOtherFixity.begin(), kOtherFixity.end(), algorithm) != kOtherFixity.end();
            if (!digest_algorithm_named(algorithm) && !other)
                add("E056", "fixity of an unknown kind: " + algorithm);
            check_paths(block, kContentCodes, "fixity " + algorithm);
            check_distinct(block, "E097", "fixity " + algorithm);
            for (const auto& [digest, paths] : block)
                for (const auto& path : paths)
                    if (!known.contains(path))
                        add("E093", "fixity of a file the manifest does not have: " + path);
        }
    }

    const Inventory& inventory_;
    const std::string& where_;
    std::vector<Problem>& problems_;
};

}  // namespace

void check_inventory(const Inventory& inventory, const std::string& where, std::vector<Problem>& problems) {
    RuleChecker(inventory, where, problems).check();
}

bool is_rfc3339(std::string_view text) {
    constexpr std::string_view kShape = "dddd-dd-ddTdd:dd:dd";
    if (text.size() <= kShape.size()) return false;
    for (std::size_t i = 0; i < kShape.size(); ++i) {
        const bool fits = kShape[i] == 'd'   ? is_ascii_digit(text[i])
                          : kShape[i] == 'T' ? text[i] == 'T' || text[i] == 't'
                                             : text[i] == kShape[i];
        if (!fits) return false;
    }
    const std::chrono::year_month_day day{std::chrono::year(number_at(text, 0, 4)),
                                          std::chrono::month(static_cast<unsigned>(number_at(text, 5, 2))),
                                          std::chrono::day(static_cast<unsigned>(number_at(text, 8, 2)))};
    // 60: a leap second.
    if (!day.ok() || number_at(text, 11, 2) > 23 || number_at(text, 14, 2) > 59 ||
        number_at(text, 17, 2) > 60)
        return false;
    std::size_t at = kShape.size();
    if (text[at] == '.') {
        const std::size_t digits = at + 1;
        at = std::min(text.find_first_not_of("0123456789", digits), text.size());
        if (at == digits) return false;
    }
    return is_zone(text.substr(at));
}

bool is_uri(std::string_view text) {
    constexpr std::string_view kMarks = "-._~:/?#[]@!$&'()*+,;=%";
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size()) return false;
    if (!is_ascii_letter(text.front())) return false;
    const auto in_scheme = [](char c) {
        return is_ascii_letter(c) || is_ascii_digit(c) || c == '+' || c == '-' || c == '.';
    };
    const auto allowed = [&](char c) {
        return is_ascii_letter(c) || is_ascii_digit(c) || kMarks.find(c) != std::string_view::npos;
    };
    return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon), in_scheme) &&
           std::all_of(text.begin(), text.end(), allowed);
}

std::string lower_case_digest(std::string_view digest) {
    std::string lower(digest);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return lower;
}

bool same_digest(std::string_view a, std::string_view b) {
    return lower_case_digest(a) == lower_case_digest(b);
}

int specification_of_type(std::string_view type) {
    if (type == "https://ocfl.io/1.0/spec/#inventory") return 0;
    if (type == "https://ocfl.io/1.1/spec/#inventory") return 1;
    return -1;
}

bool is_registered_extension(std::string_view name) {
    return std::find(kRegisteredExtensions.begin(), kRegisteredExtensions.end(), name) !=
           kRegisteredExtensions.end();
}

}  // namespace akt
