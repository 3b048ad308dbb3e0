#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "index/archive/problem.h"
#include "index/record.h"

namespace akt::test {

/// A folder that goes when the object goes.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

void put_bytes(const std::filesystem::path& file, std::string_view bytes);
std::string bytes_of(const std::filesystem::path& file);

/// A record of an original with these bytes, and a small invented document that `text` stands in.
Record sample_record(std::string_view original_bytes, const std::string& text);

/// A record in which every field has a value of its own.
Record full_record(std::string_view original_bytes);

/// The problems' lines, for messages.
std::string lines_of(const std::vector<Problem>& problems);

/// Every path under `folder`, relative, sorted; folders end in a slash.
std::vector<std::string> tree_of(const std::filesystem::path& folder);

}  // namespace akt::test
