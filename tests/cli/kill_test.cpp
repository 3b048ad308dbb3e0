// kill -9 at any moment of `akt add`: nothing lost, nothing double, the archive verifies.

#include <doctest/doctest.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <thread>

#include "tests/support/program.h"

using namespace akt::test;
namespace fs = std::filesystem;

TEST_CASE("kill -9 during akt add, then akt add again: nothing lost, nothing double") {
    constexpr int kDocuments = 24;
    constexpr int kKills = 40;
    const TemporaryFolder scratch;
    const auto archive = (scratch.path() / "arkiv").string();
    const auto inbox = scratch.path() / "in";
    fs::create_directory(inbox);
    const auto own_word = [](int document) {
        return "unikt" + std::string(1, static_cast<char>('a' + document)) + "ord";
    };
    for (int i = 0; i < kDocuments; ++i)
        write_file(inbox / (std::to_string(i) + ".txt"), "Protokoll nummer " + std::to_string(i) +
                                                             "\n\nStyrelsen beslutade om " + own_word(i) +
                                                             " och avslutade mötet.\n");

    const auto started = std::chrono::steady_clock::now();
    {
        const TemporaryFolder whole;
        REQUIRE(run_akt({"--archive", (whole.path() / "arkiv").string(), "add", inbox.string()}).exit_code ==
                0);
    }
    const auto whole_run = std::chrono::steady_clock::now() - started;

    std::mt19937_64 random(20261122);
    std::uniform_real_distribution<double> moment(0, 1);
    for (int kill = 0; kill < kKills; ++kill) {
        CAPTURE(kill);
        Program add({akt_program(), "--archive", archive, "add", inbox.string()});
        std::this_thread::sleep_for(whole_run * moment(random));
        add.kill(SIGKILL);
        add.wait();
        // A run killed early may not have begun an archive.
        const auto verified = run_akt({"--archive", archive, "verify"});
        CAPTURE(verified.out);
        CAPTURE(verified.err);
        REQUIRE((verified.exit_code == 0 || verified.err.find("no archive") != std::string::npos));
        // Begin anew now and then, so that early moments are met as often as late ones.
        if (kill % 8 == 7) fs::remove_all(archive);
    }

    const auto last = run_akt({"--archive", archive, "add", inbox.string()});
    CAPTURE(last.err);
    REQUIRE(last.exit_code == 0);
    CHECK(run_akt({"--archive", archive, "verify"}).exit_code == 0);
    const auto found = run_akt({"--archive", archive, "search", "--json", "--limit", "100", "protokoll"});
    CHECK(nlohmann::json::parse(found.out)["total"] == kDocuments);
    for (int i = 0; i < kDocuments; ++i) {
        const auto hits = run_akt({"--archive", archive, "search", "--json", "\"" + own_word(i) + "\""});
        CAPTURE(own_word(i));
        REQUIRE(hits.exit_code == 0);
        CHECK(nlohmann::json::parse(hits.out)["hits"].size() == 1);
    }
}
