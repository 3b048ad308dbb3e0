#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "index/archive/problem.h"
#include "index/record.h"
#include "tests/support/temporary_folder.h"

namespace akt::test {

/// A record of an original with these bytes, and a small invented document that `text` stands in.
Record sample_record(std::string_view original_bytes, const std::string& text);

/// A record in which every field has a value of its own.
Record full_record(std::string_view original_bytes);

/// The problems' lines, for messages.
std::string lines_of(const std::vector<Problem>& problems);

/// Every path under `folder`, relative, sorted; folders end in a slash.
std::vector<std::string> tree_of(const std::filesystem::path& folder);

}  // namespace akt::test
