#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <thread>

#include "index/archive/archive.h"
#include "index/archive/digest.h"
#include "ocr/base/error.h"
#include "tests/index/archive/archive_fixture.h"
#include "tests/index/archive/faulty_files.h"

namespace akt {

namespace fs = std::filesystem;
using test::Abilities;
using test::Fault;
using test::FaultyFiles;

namespace {

/// One thing done to an archive, and what the document's text is afterwards.
struct Deed {
    bool revise;
    std::string original;
    std::string text;
};

std::string id_of(const std::string& original) {
    return digest_of(original, DigestAlgorithm::sha256);
}

/// An original whose id falls in the same group folder as `other`'s.
std::string neighbour_of(const std::string& other) {
    for (int i = 0;; ++i) {
        std::string original = "neighbour " + std::to_string(i);
        if (id_of(original).substr(0, 2) == id_of(other).substr(0, 2)) return original;
    }
}

/// New groups and an old one, a duplicate, revisions with new content, with none, and back to a former state.
const std::vector<Deed>& script() {
    static const std::string a = "the first", b = neighbour_of(a), c(5000, 'c');
    static const std::vector<Deed> deeds{{false, a, "ett"},      {false, b, "två"}, {true, a, "ändrat"},
                                         {false, a, "dubblett"}, {false, c, ""},    {true, b, "igen"},
                                         {true, b, "igen"},      {true, a, "ett"},  {true, a, "tolv"}};
    return deeds;
}

void perform(Archive& archive, const fs::path& scratch, const Deed& deed) {
    const Record record = test::sample_record(deed.original, deed.text);
    if (deed.revise) {
        archive.revise(record, "Rättat");
    } else {
        test::write_file(scratch, deed.original);
        archive.put(record, scratch);
    }
}

/// Every document's texts, oldest version first.
std::map<std::string, std::vector<std::string>> contents_of(const Archive& archive) {
    std::map<std::string, std::vector<std::string>> contents;
    for (const auto& id : archive.ids())
        for (const auto& version : archive.history(id))
            contents[id].push_back(text_of(archive.find(id, version.name)->document.pages.at(0)));
    return contents;
}

/// What contents_of gives after the first `deeds` of the script.
std::map<std::string, std::vector<std::string>> expected_after(std::size_t deeds) {
    std::map<std::string, std::vector<std::string>> expected;
    const auto& all = script();
    for (std::size_t i = 0; i < deeds; ++i) {
        auto& texts = expected[id_of(all[i].original)];
        if (texts.empty() || (all[i].revise && texts.back() != all[i].text)) texts.push_back(all[i].text);
    }
    return expected;
}

/// Does the script from deed `done` on; counts what was done.
void run_script(const fs::path& folder, Files& files, std::size_t& done) {
    Archive archive = Archive::create_or_open(folder / "archive", Archive::Mode::write, files);
    const auto& deeds = script();
    for (; done < deeds.size(); ++done) perform(archive, folder / "original", deeds[done]);
}

bool has_leftovers(const fs::path& folder) {
    const auto tree = test::tree_of(folder / "archive");
    return std::any_of(tree.begin(), tree.end(), [](const std::string& path) {
        return path.find("staging-") != std::string::npos || path.find("new-file") != std::string::npos;
    });
}

void require_clean(const Archive& archive) {
    const VerifyReport report = archive.verify({}, {.threads = 1, .progress = {}, .stop = {}});
    CAPTURE(test::lines_of(report.problems));
    REQUIRE(report.problems.empty());
}

/// The archive as a reader finds it right after the crash, before anybody has put it right.
void check_as_reader(const fs::path& folder, std::size_t done, bool must_be_valid) {
    std::optional<Archive> reader;
    try {
        reader = Archive::create_or_open(folder / "archive", Archive::Mode::read);
    } catch (const Error& error) {
        REQUIRE(error.code() == ErrorCode::not_found);  // it was not made yet
        REQUIRE(done == 0);
        return;
    }
    if (must_be_valid) require_clean(*reader);
    const auto contents = contents_of(*reader);
    REQUIRE((contents == expected_after(done) || contents == expected_after(done + 1)));
}

/// Lets the fault strike at this step of the script, and checks what is left. False: the script has no such
/// step.
bool strike(Abilities abilities, Fault fault, std::size_t step, unsigned seed) {
    CAPTURE(step);
    CAPTURE(seed);
    const test::TemporaryFolder folder;
    FaultyFiles files(abilities, fault, step, seed);
    std::size_t done = 0;
    try {
        run_script(folder.path(), files, done);
    } catch (const test::Crash&) {
        REQUIRE(fault != Fault::disk_full);
    } catch (const Error& error) {
        CAPTURE(error.what());
        REQUIRE(error.code() == ErrorCode::disk_full);
        REQUIRE(fault == Fault::disk_full);
    }
    if (!files.struck()) return false;
    if (fault == Fault::power_loss) files.lose_unsynced();

    const bool in_one_step = abilities.exchange && abilities.links;
    check_as_reader(folder.path(), done, in_one_step);
    FaultyFiles sound(abilities);
    {
        const Archive archive =
            Archive::create_or_open(folder.path() / "archive", Archive::Mode::write, sound);
        require_clean(archive);
        REQUIRE(!has_leftovers(folder.path()));
        const auto contents = contents_of(archive);
        REQUIRE((contents == expected_after(done) || contents == expected_after(done + 1)));
        // Whoever keeps something made from documents learns of every version that is in.
        const auto unsettled = archive.unsettled();
        for (const auto& [id, texts] : contents)
            REQUIRE(
                (texts.size() == 1 || std::find(unsettled.begin(), unsettled.end(), id) != unsettled.end()));
    }
    // The same commands again: nothing is lost, nothing is there twice.
    run_script(folder.path(), sound, done);
    const Archive archive = Archive::create_or_open(folder.path() / "archive", Archive::Mode::read);
    REQUIRE(contents_of(archive) == expected_after(script().size()));
    require_clean(archive);
    return true;
}

/// Lets the fault strike at each step in turn; where chance has a part in what is left, twice. Gives the
/// number of steps.
std::size_t strike_everywhere(Abilities abilities, Fault fault) {
    const unsigned tries = fault == Fault::power_loss ? 2 : 1;
    for (std::size_t step = 1;; ++step)
        for (unsigned seed = 0; seed < tries; ++seed)
            if (!strike(abilities, fault, step, seed)) return step - 1;
}

}  // namespace

TEST_CASE("the script does what the expectation says when nothing goes wrong") {
    const test::TemporaryFolder folder;
    FaultyFiles files;
    std::size_t done = 0;
    run_script(folder.path(), files, done);
    const Archive archive = Archive::create_or_open(folder.path() / "archive", Archive::Mode::read);
    CHECK(contents_of(archive) == expected_after(script().size()));
    CHECK(contents_of(archive).at(id_of("the first")) ==
          std::vector<std::string>{"ett", "ändrat", "ett", "tolv"});
    require_clean(archive);
}

TEST_CASE("a process killed at any step leaves the old or the new state") {
    MESSAGE("steps: " << strike_everywhere({}, Fault::kill));
}

TEST_CASE("a process killed at any step, on a file system that cannot exchange folders") {
    MESSAGE("steps: " << strike_everywhere({.exchange = false, .links = true}, Fault::kill));
}

TEST_CASE("a process killed at any step, on a file system without links") {
    MESSAGE("steps: " << strike_everywhere({.exchange = false, .links = false}, Fault::kill));
}

TEST_CASE("a power failure at any step leaves the old or the new state") {
    MESSAGE("steps: " << strike_everywhere({}, Fault::power_loss));
}

TEST_CASE("a power failure at any step, on a file system that cannot exchange folders") {
    MESSAGE("steps: " << strike_everywhere({.exchange = false, .links = true}, Fault::power_loss));
}

TEST_CASE("a disk that is full at any step is said so, and what was being written is withdrawn") {
    MESSAGE("steps: " << strike_everywhere({}, Fault::disk_full));
}

TEST_CASE("a disk that is full at any step, on a file system that cannot exchange folders") {
    MESSAGE("steps: " << strike_everywhere({.exchange = false, .links = true}, Fault::disk_full));
}

TEST_CASE("a writer killed by the system at random moments loses nothing it had reported") {
    const test::TemporaryFolder folder;
    const fs::path root = folder.path() / "archive";
    std::mt19937 chance(20261122);
    std::size_t done = 0;
    constexpr int kKills = 15;
    for (int kills = 0; kills < kKills; ++kills) {
        CAPTURE(kills);
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            // One more document, and a revision of it, until the parent has had enough.
            try {
                Archive archive = Archive::create_or_open(root, Archive::Mode::write);
                for (std::size_t i = done;; ++i) {
                    const std::string original = "original " + std::to_string(i);
                    perform(archive, folder.path() / "original", {false, original, "först"});
                    perform(archive, folder.path() / "original", {true, original, "sedan"});
                    // As a whole or not at all: a kill may come here too.
                    test::write_file(folder.path() / "to report", std::to_string(i + 1));
                    fs::rename(folder.path() / "to report", folder.path() / "reported");
                }
            } catch (...) {
                ::_exit(1);
            }
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20 + chance() % 150));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        REQUIRE(WIFSIGNALED(status));

        const Archive archive = Archive::create_or_open(root, Archive::Mode::write);
        require_clean(archive);
        REQUIRE(!has_leftovers(folder.path()));
        std::size_t reported = 0;
        if (fs::exists(folder.path() / "reported"))
            reported = std::stoul(test::read_file(folder.path() / "reported"));
        const auto contents = contents_of(archive);
        REQUIRE(contents.size() >= reported);
        REQUIRE(contents.size() <= std::max(reported, done) + 2);
        for (std::size_t i = 0; i < reported; ++i)
            REQUIRE(contents.at(id_of("original " + std::to_string(i))) ==
                    std::vector<std::string>{"först", "sedan"});
        done = std::max(reported, done);
    }
    MESSAGE("documents archived between " << kKills << " kills: " << done);
}

}  // namespace akt
