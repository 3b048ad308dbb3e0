#pragma once

#include <string_view>

namespace akt {

/// The Xapian metadata entry that holds Index::kFormat.
inline constexpr std::string_view kFormatKey = "akt-format";

}  // namespace akt
