#pragma once

#include <filesystem>
#include <vector>

namespace akt {

/// From now on this thread can open only what lies in or under `readable` (those that exist), and only to
/// read (Linux's Landlock, Documentation/userspace-api/landlock.rst). Anonymous memory files stay open to it.
/// Returns false where the kernel has no Landlock; throws Error(internal) when it has but refuses. Needs
/// no_new_privs.
bool restrict_reading_to(const std::vector<std::filesystem::path>& readable);

}  // namespace akt
