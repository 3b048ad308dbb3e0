#pragma once

#include <chrono>
#include <string>

namespace akt {

/// The present moment in UTC, ISO 8601 to the second: "2026-11-22T16:20:00Z".
std::string utc_now();

/// ISO 8601, "2024-05-24".
std::string iso_date(const std::chrono::year_month_day& date);

}  // namespace akt
