#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace akt {

/// A rendered page, as make.sh left it in its cache.
struct RenderedPage {
    std::string name, set, font, dpi, damage;
    std::vector<std::string> engines;  ///< that were to read it
    std::string truth;
    std::filesystem::path folder;

    /// What `engine` read; nothing while it has not.
    std::optional<std::string> reading(const std::string& engine) const;
};

/// The pages of one set ("train" or "held-out") in the cache's pages.tsv. Throws Error(not_found).
std::vector<RenderedPage> rendered_pages(const std::filesystem::path& cache, const std::string& set);

}  // namespace akt
