#include "ocr/landlock.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string>

#include "ocr/base/error.h"
#include "ocr/base/unique_fd.h"

namespace akt {

namespace {

constexpr std::uint64_t kReadFile = LANDLOCK_ACCESS_FS_READ_FILE;
constexpr std::uint64_t kReadFolder = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
/// Everything the first version of Landlock knows: from EXECUTE (bit 0) to MAKE_SYM (bit 12).
constexpr std::uint64_t kEverything = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;

[[noreturn]] void fail(const std::string& what) {
    throw Error(ErrorCode::internal, {},
                "the reader cannot be confined: landlock: " + what + ": " + std::strerror(errno));
}

}  // namespace

bool restrict_reading_to(const std::vector<std::filesystem::path>& readable) {
    if (syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) < 1) return false;
    landlock_ruleset_attr handled{};
    handled.handled_access_fs = kEverything;
    const UniqueFd rules(static_cast<int>(syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0)));
    if (!rules) fail("create ruleset");
    for (const auto& path : readable) {
        const UniqueFd place(open(path.c_str(), O_PATH | O_CLOEXEC));
        if (!place) continue;
        struct stat status {};
        if (fstat(place.get(), &status) != 0) continue;
        landlock_path_beneath_attr rule{};
        rule.parent_fd = place.get();
        rule.allowed_access = S_ISDIR(status.st_mode) ? kReadFolder : kReadFile;
        if (syscall(SYS_landlock_add_rule, rules.get(), LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0)
            fail("rule for " + path.string());
    }
    if (syscall(SYS_landlock_restrict_self, rules.get(), 0) != 0) fail("restrict");
    return true;
}

}  // namespace akt
