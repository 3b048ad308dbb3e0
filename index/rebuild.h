#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "index/index.h"
#include "index/record.h"

namespace akt {

/// Where a rebuild gets its records: the archive, in the program.
struct RecordSource {
    std::vector<std::string> ids;
    std::function<std::optional<Record>(const std::string& sha256)> find;
    std::vector<std::string> changed = {};  ///< of these the index may have an older version
};

struct RebuildReport {
    std::size_t indexed = 0;
    std::vector<std::string> failed;  ///< "id: reason", records that could not be read
};

/// Makes the index of `folder` anew from the archive's records: in a folder beside it, which takes its place
/// when it is whole. A crash leaves the old index; searchers go on with the old one until the swap.
/// `progress` is called after every document with (done, of all) and stops the rebuild by returning false;
/// the old index then stays and Error(interrupted) is thrown.
RebuildReport rebuild_index(const std::filesystem::path& folder, const RecordSource& source,
                            const CompoundSplit& split = {},
                            const std::function<bool(std::size_t done, std::size_t all)>& progress = {},
                            const AttestedWords& attested = {});

/// Indexes what the archive has and the index lacks or has an older version of, and removes what the archive
/// has no longer. Commits.
RebuildReport complete_index(Index& index, const RecordSource& source);

}  // namespace akt
