#pragma once

#include <cstdint>
#include <string_view>

namespace akt {

/// FNV-1a, 64 bits (Fowler, Noll, Vo): the same on every machine, so that what a text is used for does not
/// depend on where.
inline std::uint64_t text_hash(std::string_view text) {
    std::uint64_t hash = 0xCBF29CE484222325U;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    return hash;
}

}  // namespace akt
