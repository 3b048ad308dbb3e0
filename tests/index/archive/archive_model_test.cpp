#include <doctest/doctest.h>

#include <map>
#include <optional>
#include <random>
#include <vector>

#include "index/archive/archive.h"
#include "index/archive/digest.h"
#include "tests/index/archive/archive_fixture.h"
#include "tests/index/archive/faulty_files.h"

namespace akt {

namespace {

/// What an archive should be: every version of every document, by id.
struct Model {
    std::map<std::string, std::vector<Record>> versions;
    std::map<std::string, std::string> originals;
};

/// What the archive keeps, in the model's terms.
Model read_all(const Archive& archive) {
    Model model;
    for (const auto& id : archive.ids()) {
        for (const auto& version : archive.history(id))
            model.versions[id].push_back(*archive.find(id, version.name));
        model.originals[id] = test::read_file(archive.original_path(id));
    }
    return model;
}

class RandomRun {
public:
    explicit RandomRun(unsigned seed) : chance_(seed) { open(); }

    void step() {
        switch (chance_() % 8) {
            case 0:
            case 1:
            case 2: put(); break;
            case 3:
            case 4: revise(); break;
            case 5: look_up(); break;
            case 6: compare(); break;
            default: open(); break;
        }
    }
    void compare() {
        const Model actual = read_all(*archive_);
        REQUIRE(actual.versions == model_.versions);
        REQUIRE(actual.originals == model_.originals);
        const VerifyReport report = archive_->verify();
        CAPTURE(test::lines_of(report.problems));
        REQUIRE(report.problems.empty());
        REQUIRE(report.documents == model_.versions.size());
    }

private:
    std::string bytes() {
        // Few enough that the same comes again.
        std::string bytes = "file " + std::to_string(chance_() % 24);
        if (chance_() % 4 == 0) bytes += std::string(chance_() % 3 * 70000, '\xFF');
        return bytes;
    }
    Record record(const std::string& original) {
        Record record = chance_() % 2 == 0
                            ? test::full_record(original)
                            : test::sample_record(original, "ord" + std::to_string(chance_() % 3));
        record.original.media_type = chance_() % 2 == 0 ? "application/pdf" : "image/x-unheard-of";
        record.key = std::to_string(chance_() % 3);
        return record;
    }
    void open() {
        archive_.reset();  // gives the lock back
        const bool odd = chance_() % 2 == 0;
        files_.emplace(test::Abilities{.exchange = odd, .links = chance_() % 2 == 0});
        archive_ = Archive::create_or_open(folder_.path() / "archive", Archive::Mode::write, *files_);
    }
    void put() {
        const std::string original = bytes();
        const Record given = record(original);
        const std::string& id = given.original.sha256;
        test::write_file(folder_.path() / "original", original);
        const bool is_new = archive_->put(given, folder_.path() / "original");
        REQUIRE(is_new == !model_.versions.contains(id));
        if (is_new) model_.versions[id] = {given}, model_.originals[id] = original;
    }
    void revise() {
        if (model_.versions.empty()) return;
        auto chosen = model_.versions.begin();
        std::advance(chosen, static_cast<std::ptrdiff_t>(chance_() % model_.versions.size()));
        const Record given = record(model_.originals[chosen->first]);
        archive_->revise(given, "revision");
        if (given != chosen->second.back()) chosen->second.push_back(given);
    }
    void look_up() {
        const std::string id = digest_of(bytes(), DigestAlgorithm::sha256);
        const auto found = archive_->find(id);
        const auto expected = model_.versions.find(id);
        REQUIRE(found.has_value() == (expected != model_.versions.end()));
        REQUIRE(archive_->contains(id) == found.has_value());
        REQUIRE(archive_->resolve(id).has_value() == found.has_value());
        if (found) REQUIRE(*found == expected->second.back());
    }

    test::TemporaryFolder folder_;
    std::mt19937 chance_;
    Model model_;
    std::optional<test::FaultyFiles> files_;
    std::optional<Archive> archive_;
};

}  // namespace

TEST_CASE("an archive is what a map of its documents' versions would be, whatever is done to it") {
    for (unsigned seed = 1; seed <= 12; ++seed) {
        CAPTURE(seed);
        RandomRun run(seed);
        for (int step = 0; step < 120; ++step) {
            CAPTURE(step);
            run.step();
        }
        run.compare();
    }
}

}  // namespace akt
