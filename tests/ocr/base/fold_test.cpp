#include "ocr/base/fold.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <utility>
#include <vector>

using namespace akt;

TEST_CASE("fold gives what is typed without a Swedish keyboard") {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"Hälso- och sjukvårdsavtalet", "halso- och sjukvardsavtalet"},
        {"ÅÄÖ åäö", "aao aao"},
        {"idé kommitté Müller à", "ide kommitte muller a"},
        {"København Łódź", "kobenhavn lodz"},
        {"fo\xCC\x88r", "for"},
        {"§ 23 – 50 %", "§ 23 – 50 %"},
        {"", ""},
    };
    for (const auto& [text, folded] : cases) CHECK(fold(text) == folded);
}

TEST_CASE("strip_marks keeps the case") {
    CHECK(strip_marks("VÄSTRA Götaland") == "VASTRA Gotaland");
}

TEST_CASE("fold is idempotent on any bytes") {
    CHECK(rc::check([](const std::string& bytes) { RC_ASSERT(fold(fold(bytes)) == fold(bytes)); }));
}
