// What akt doctor says of a sound installation and of one that lacks something.

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "ocr/base/resources.h"
#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

using akt::test::Finished;
using akt::test::run_akt;
using akt::test::TemporaryFolder;

namespace {

Finished doctor(const TemporaryFolder& scratch, const std::vector<std::string>& environment = {}) {
    return run_akt({"--archive", (scratch.path() / "arkiv").string(), "doctor"}, {}, environment);
}

bool tells(const Finished& run, const char* what) {
    return run.out.find(what) != std::string::npos;
}

}  // namespace

TEST_CASE("doctor tells which models read a page, and which can be chosen") {
    const TemporaryFolder scratch;
    const Finished usual = doctor(scratch);
    CAPTURE(usual.out);
    CHECK(usual.exit_code == 0);
    CHECK(tells(usual, " akt-swe, doubtful words tesseract "));
    CHECK(tells(usual, "akt-swe-large can be chosen"));
    CHECK_FALSE(tells(usual, "WRONG"));

    const Finished large = doctor(scratch, {"AKT_RECOGNIZER=akt-swe-large"});
    CAPTURE(large.out);
    CHECK_FALSE(tells(large, "doubtful words"));
    CHECK(tells(large, "akt-swe can be chosen"));
}

TEST_CASE("doctor names a model of ours that is missing or damaged, and sends nobody to Debian for it") {
    namespace fs = std::filesystem;
    const TemporaryFolder scratch;
    const fs::path models = scratch.path() / "models", large = models / "akt-swe-large.traineddata";
    fs::copy(akt::models_folder(), models);
    const auto finds_fault = [&] {
        const Finished run = doctor(scratch, {"AKT_MODELS=" + models.string()});
        CAPTURE(run.out);
        CHECK(run.exit_code == 1);
        CHECK(tells(run, "WRONG"));
        CHECK(tells(run, "akt-swe-large.traineddata"));
        CHECK_FALSE(tells(run, "apt install"));
    };
    fs::resize_file(large, 1000);
    finds_fault();
    fs::remove(large);
    finds_fault();
}
