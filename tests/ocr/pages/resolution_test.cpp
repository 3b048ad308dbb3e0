#include "ocr/pages/resolution.h"

#include <doctest/doctest.h>

#include <vector>

TEST_CASE("a stated resolution is believed when it gives a sheet of paper") {
    struct Row {
        int stated_dpi, width_px, height_px, expected_dpi;
        const char* what;
    };
    const std::vector<Row> table{
        {300, 2480, 3508, 300, "A4 at 300"},
        {200, 3307, 2339, 200, "A4 lying at 200"},
        {600, 7016, 9921, 600, "A3 at 600"},
        {72, 2480, 3508, 300, "A4 from a mail program"},
        {72, 3000, 4000, 363, "a telephone's photo"},
        {0, 1240, 1754, 150, "nothing stated"},
        {2400, 1240, 1754, 150, "a sheet of half an inch"},
        {1, 20, 20, 50, "a crumb"},
    };
    for (const Row& row : table) {
        CAPTURE(row.what);
        CHECK(akt::plausible_dpi(row.stated_dpi, row.width_px, row.height_px) == row.expected_dpi);
    }
}
