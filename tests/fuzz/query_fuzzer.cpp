// Any bytes as a query: reading ends, and what is printed reads as the same query.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "search/leaf.h"
#include "search/query_parser.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // Printing may make a query longer, and a longer one is cut.
    if (size > akt::kMaxQueryBytes / 4) size = akt::kMaxQueryBytes / 4;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto parsed = akt::parse_query(text);
    if (!(akt::parse_query(akt::print(parsed.query)).query == parsed.query)) std::abort();
    for (const auto& diagnostic : parsed.diagnostics)
        if (akt::in_english(diagnostic).empty() || akt::in_swedish(diagnostic).empty()) std::abort();
    akt::leaves_of(parsed.query, {});
    return 0;
}
