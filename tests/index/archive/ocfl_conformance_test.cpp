#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "index/archive/ocfl_validator.h"
#include "tests/index/archive/archive_fixture.h"

namespace akt {

namespace fs = std::filesystem;

namespace {

/// The official OCFL 1.1 fixture objects of one kind; empty, with a message, where they are not to be had.
std::vector<fs::path> fixtures(const std::string& kind) {
    const char* shared = std::getenv("AKT_SHARED");
    const fs::path folder =
        fs::path(shared != nullptr ? shared : "../shared") / "ocfl-fixtures" / "1.1" / kind;
    std::vector<fs::path> objects;
    if (!fs::is_directory(folder)) {
        MESSAGE("skipped: no " << folder.string());
        return objects;
    }
    for (const auto& entry : fs::directory_iterator(folder)) objects.push_back(entry.path());
    std::sort(objects.begin(), objects.end());
    return objects;
}

/// "E066_E092_old_manifest" → E066, E092.
std::set<std::string> codes_in(const std::string& name) {
    std::set<std::string> codes;
    for (std::size_t at = 0;
         at + 4 <= name.size() && (name[at] == 'E' || name[at] == 'W') && name[at + 4] == '_'; at += 5)
        codes.insert(name.substr(at, 4));
    return codes;
}

std::set<std::string> codes_of(const std::vector<Problem>& problems, bool warnings) {
    std::set<std::string> codes;
    for (const auto& problem : problems)
        if (problem.warning == warnings) codes.insert(problem.code);
    return codes;
}

}  // namespace

TEST_CASE("official OCFL objects that are good have no problem") {
    for (const auto& object : fixtures("good-objects")) {
        const ObjectCheck check = check_object(object, object.filename().string());
        CAPTURE(test::lines_of(check.problems));
        CHECK(check.valid());
    }
}

TEST_CASE("official OCFL objects to warn of are valid and warned of") {
    for (const auto& object : fixtures("warn-objects")) {
        const std::string name = object.filename().string();
        const ObjectCheck check = check_object(object, name);
        CAPTURE(test::lines_of(check.problems));
        CHECK(check.valid());
        const auto found = codes_of(check.problems, true);
        for (const auto& code : codes_in(name)) {
            CAPTURE(code);
            CHECK(found.contains(code));
        }
    }
}

TEST_CASE("official OCFL objects that are bad are found bad, with the code in their name") {
    for (const auto& object : fixtures("bad-objects")) {
        const std::string name = object.filename().string();
        const ObjectCheck check = check_object(object, name);
        CAPTURE(test::lines_of(check.problems));
        CHECK(!check.valid());
        const auto found = codes_of(check.problems, false);
        for (const auto& code : codes_in(name)) {
            CAPTURE(code);
            CHECK(found.contains(code));
        }
    }
}

}  // namespace akt
