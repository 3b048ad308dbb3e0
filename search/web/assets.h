#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace akt::web {

/// A file of search/web/assets, built into the program.
struct Asset {
    std::string content_type;
    std::string body;
};

/// The asset at this path ("/akt.css"), or nothing.
std::optional<Asset> asset_named(std::string_view path);

}  // namespace akt::web
