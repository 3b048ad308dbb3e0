#include "index/archive/ocfl_inventory.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <sstream>

#include "index/archive/ocfl_rules.h"
#include "tests/index/archive/archive_fixture.h"

namespace akt {

namespace {

const std::string kDigest(128, 'a');
const std::string kOther(128, 'b');

Inventory small_inventory() {
    Inventory inventory;
    inventory.id = "urn:example:1";
    inventory.type = "https://ocfl.io/1.1/spec/#inventory";
    inventory.digest_algorithm = "sha512";
    inventory.head = "v2";
    inventory.manifest = {{kDigest, {"v1/content/a/b.txt"}}, {kOther, {"v2/content/c.txt"}}};
    const InventoryUser user{"Åsa", "mailto:asa@example.org"};
    inventory.versions["v1"] = {"2024-05-24T10:11:12Z", "först", user, {{kDigest, {"a/b.txt"}}}};
    inventory.versions["v2"] = {
        "2024-05-25T10:11:12.5+02:00", "sedan", user, {{kDigest, {"x"}}, {kOther, {"c.txt"}}}};
    inventory.fixity["md5"] = {{"0123", {"v1/content/a/b.txt"}}};
    return inventory;
}

/// The codes of what is wrong with the inventory, in order, without repeats.
std::string codes_of(const std::string& json) {
    std::vector<Problem> problems;
    parse_inventory(json, "object", problems);
    std::string codes;
    for (const auto& problem : problems) {
        if (codes.ends_with(problem.code)) continue;
        codes += (codes.empty() ? "" : " ") + problem.code;
    }
    return codes;
}

struct Change {
    const char* from;
    std::string to;
    const char* codes;
};

}  // namespace

TEST_CASE("a good inventory has no problem and comes back equal") {
    const Inventory inventory = small_inventory();
    std::vector<Problem> problems;
    const auto back = parse_inventory(print_inventory(inventory), "object", problems);
    CAPTURE(test::lines_of(problems));
    CHECK(problems.empty());
    REQUIRE(back.has_value());
    CHECK(*back == inventory);
}

TEST_CASE("each broken rule is reported with its validation code") {
    const std::string good = print_inventory(small_inventory());
    const std::vector<Change> changes{
        {"\"id\": \"urn:example:1\"", "\"id\": \"\"", "E037"},
        {"\"id\": \"urn:example:1\"", "\"id\": 7", "E037"},
        {"\"id\": \"urn:example:1\"", "\"id\": \"one\"", "W005"},
        {"\"id\"", "\"identity\"", "E102 E036"},
        {"ocfl.io/1.1", "ocfl.io/3.0", "E038"},
        {"\"sha512\"", "\"sha256\"", "W004"},
        {"\"sha512\"", "\"md5\"", "E025"},
        {"\"head\": \"v2\"", "\"head\": \"v1\"", "E040"},
        {"\"head\": \"v2\"", "\"head\": 2", "E040"},
        {"\"manifest\"", "\"contentDirectory\": \"a/b\", \"manifest\"", "E017 E042"},
        {"\"manifest\"", "\"contentDirectory\": \"..\", \"manifest\"", "E018 E042"},
        {"\"manifest\"", "\"contentDirectory\": null, \"manifest\"", "E017"},
        {"v1/content/a/b.txt", "v1/content/../b.txt", "E099 E093"},
        {"v1/content/a/b.txt", "v1/content//b.txt", "E099 E093"},
        {"v1/content/a/b.txt", "/v1/content/a/b.txt", "E042 E093"},
        {"v1/content/a/b.txt", "v3/content/a/b.txt", "E042 E093"},
        {"v2/content/c.txt", "v1/content/a/b.txt", "E101"},
        {"v2/content/c.txt", "v1/content/a/b.txt/c", "E101"},
        {"2024-05-24T10:11:12Z", "2024-05-24T10:11:12", "E049"},
        {"2024-05-24T10:11:12Z", "2023-02-29T10:11:12Z", "E049"},
        {"\"message\": \"sedan\"", "\"message\": []", "E094 W007"},
        {"\"message\": \"sedan\",", "", "W007"},
        {"\"name\": \"Åsa\"", "\"name\": 7", "E054 W007"},
        {"mailto:asa@example.org", "Storgatan 1", "W009"},
        {"\"a/b.txt\"", "\"a/../b.txt\"", "E052"},
        {"\"a/b.txt\"", "\"a/b.txt/\"", "E053"},
        {"\"x\"", "\"c.txt/d\"", "E095"},
        {"\"x\"", "\"c.txt\"", "E095"},
        {"\"v2\": {", "\"v3\": {", "E010"},
        {"\"v2\": {", "\"w2\": {", "E046"},
        {"\"md5\"", "\"crc32\"", "E056"},
        {"\"md5\": {", "\"md5\": [], \"sha1\": {", "E057"},
        {"\"x\"", "7", "E051"},
    };
    for (const auto& change : changes) {
        std::string json = good;
        const auto at = json.rfind(change.from);  // the fixity block, with the same paths, comes first
        REQUIRE(at != std::string::npos);
        json.replace(at, std::string(change.from).size(), change.to);
        CAPTURE(json);
        const std::string codes = codes_of(json);
        CAPTURE(codes);
        std::istringstream wanted(change.codes);
        for (std::string code; wanted >> code;) CHECK_MESSAGE(codes.find(code) != std::string::npos, code);
    }
}

TEST_CASE("what is no inventory at all is E033, however hostile") {
    CHECK(codes_of("") == "E033");
    CHECK(codes_of("[]") == "E033");
    CHECK(codes_of("{\"id\": \"\xFF\"}") == "E033");
    CHECK(codes_of("{\"id\": \"a:b\", \"id\": \"a:c\"}") == "E033");
    CHECK(codes_of(std::string(1000000, '[')) == "E033");
    std::string deep;
    for (int i = 0; i < 100000; ++i) deep += "{\"a\":";
    CHECK(codes_of(deep) == "E033");
}

TEST_CASE("a digest may stand once only, whatever its case") {
    Inventory inventory = small_inventory();
    inventory.manifest[std::string(128, 'A')] = {"v1/content/d.txt"};
    inventory.fixity["md5"]["ab"] = {"v1/content/a/b.txt"};
    inventory.fixity["md5"]["AB"] = {"v2/content/c.txt"};
    const std::string codes = codes_of(print_inventory(inventory));
    CHECK(codes.find("E096") != std::string::npos);
    CHECK(codes.find("E097") != std::string::npos);
}

TEST_CASE("version names") {
    CHECK(parse_version_name("v1") == VersionNumber{1, 0});
    CHECK(parse_version_name("v10") == VersionNumber{10, 0});
    CHECK(parse_version_name("v007") == VersionNumber{7, 3});
    for (const auto* bad :
         {"", "v", "v0", "v00", "1", "V1", "v1 ", "v-1", "v+1", "v1a", "v99999999999999999999"}) {
        CAPTURE(bad);
        CHECK(!parse_version_name(bad));
    }
    CHECK(ByVersionNumber{}("v9", "v10"));
    CHECK(!ByVersionNumber{}("v10", "v9"));
    CHECK(ByVersionNumber{}("v10", "other"));
}

TEST_CASE("times and URIs") {
    for (const auto* good : {"2024-05-24T10:11:12Z", "2024-05-24t10:11:12z", "2024-02-29T23:59:60Z",
                             "2021-03-30T15:18:29.613693922-05:00"}) {
        CAPTURE(good);
        CHECK(is_rfc3339(good));
    }
    for (const auto* bad : {"", "2024-05-24", "2024-05-24T10:11Z", "2024-05-24T10:11:12",
                            "2024-05-24T24:11:12Z", "2024-13-24T10:11:12Z", "2024-05-24T10:11:12.Z",
                            "2024-05-24T10:11:12+2:00", "2024-05-24T10:11:12Zz", "2024-05-24T10:61:12Z"}) {
        CAPTURE(bad);
        CHECK(!is_rfc3339(bad));
    }
    CHECK(is_uri("urn:sha256:00ff"));
    CHECK(is_uri("acct:asa@server-1"));
    for (const auto* bad : {"", "urn:", ":a", "1urn:a", "urn:a b", "urn:å", "no_scheme"}) {
        CAPTURE(bad);
        CHECK(!is_uri(bad));
    }
}

}  // namespace akt
