// Hostile inventories and records: whatever the bytes, reading them ends in a value or in problems and
// Errors, and what was read once and printed is read the same again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "index/archive/ocfl_compare.h"
#include "index/archive/ocfl_inventory.h"
#include "index/archive/ocfl_object.h"
#include "index/archive/record_json.h"
#include "ocr/base/error.h"

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

bool has_error(const std::vector<akt::Problem>& problems) {
    for (const auto& problem : problems)
        if (!problem.warning) return true;
    return false;
}

void read_as_inventory(std::string_view bytes) {
    std::vector<akt::Problem> problems;
    const auto inventory = akt::parse_inventory(bytes, "object", problems);
    require(inventory.has_value() || has_error(problems));
    if (!inventory || has_error(problems)) return;
    // A valid one can be used without further checks, and survives printing.
    require(akt::content_of(*inventory, {}).has_value());
    std::vector<akt::Problem> again;
    require(akt::parse_inventory(akt::print_inventory(*inventory), "object", again) == inventory);
    require(again == problems);
    std::vector<akt::Problem> differences;
    akt::compare_prior_inventory(*inventory, *inventory, inventory->head, "object", differences);
    require(differences.empty());
}

void read_as_record(std::string_view bytes) {
    try {
        const akt::Record record = akt::from_record_json(bytes, "metadata.json");
        require(akt::from_record_json(akt::to_record_json(record), "metadata.json") == record);
    } catch (const akt::Error& error) {
        require(error.code() == akt::ErrorCode::integrity || error.code() == akt::ErrorCode::format_too_new);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    read_as_inventory(bytes);
    read_as_record(bytes);
    return 0;
}
