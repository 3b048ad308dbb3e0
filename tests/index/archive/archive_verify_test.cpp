#include <thread>

#include "index/archive/archive_layout.h"
#include "tests/index/archive/archive_scene.h"

namespace akt {

namespace fs = std::filesystem;
using test::Scene;

TEST_CASE("verify finds each kind of damage, and says which document") {
    Scene scene;
    const std::string id = scene.put("letter", "ett"), other = scene.put("other", "annat");
    scene.archive.revise(test::sample_record("letter", "två"), "");
    const fs::path object = scene.root / id.substr(0, 2) / id;
    REQUIRE(scene.codes().empty());

    const auto damaged = [&](const fs::path& file, const std::string& bytes,
                             const std::set<std::string>& expected) {
        CAPTURE(file);
        const std::string before = test::read_file(file);
        fs::remove(file);
        test::write_file(file, bytes);
        const VerifyReport report = scene.archive.verify();
        CAPTURE(test::lines_of(report.problems));
        CHECK(!report.ok());
        CHECK(report.documents == 2);
        CHECK(scene.codes() == expected);
        for (const auto& problem : report.problems) CHECK(problem.where.starts_with(id));
        CHECK(scene.archive.verify({other}).problems.empty());
        CHECK(!scene.archive.verify({id}).ok());
        fs::remove(file);
        test::write_file(file, before);
    };
    damaged(object / "v1/content/original.pdf", "letteR", {"E092", "E093"});
    damaged(object / "v1/content/original.pdf", "", {"E092", "E093"});
    damaged(object / "v1/content/metadata.json", "{}", {"E092"});
    damaged(object / "v2/content/text.alto.xml", "<alto/>", {"E092"});
    damaged(object / "inventory.json", "{", {"E033"});
    damaged(object / "inventory.json", test::read_file(object / "inventory.json") + " ", {"E060", "E064"});
    damaged(object / "inventory.json.sha512", std::string(128, '0') + " inventory.json\n", {"E060"});
    damaged(object / "v1/inventory.json.sha512", "", {"E061"});
    damaged(object / "0=ocfl_object_1.1", "ocfl_object_1.0\n", {"E007"});
    CHECK(scene.codes().empty());

    fs::create_symlink("/etc/passwd", object / "v1/content/link");
    CHECK(scene.codes() == std::set<std::string>{"E090"});
    fs::remove(object / "v1/content/link");
    fs::create_directory(object / "v1/content/empty");
    CHECK(scene.codes() == std::set<std::string>{"E024"});
    fs::remove(object / "v1/content/empty");
    fs::rename(object / "v1/content/original.pdf", object / "v1/content/moved.pdf");
    CHECK(scene.codes() == std::set<std::string>{"E023", "E092", "E093"});
    fs::rename(object / "v1/content/moved.pdf", object / "v1/content/original.pdf");
    CHECK(scene.codes().empty());
}

TEST_CASE("verify finds damage to the storage root") {
    Scene scene;
    const std::string id = scene.put("letter");
    fs::create_directory(scene.root / "zz");
    CHECK(scene.codes() == std::set<std::string>{"E073"});
    test::write_file(scene.root / "zz" / "file", "");
    CHECK(scene.codes() == std::set<std::string>{"E072"});
    fs::create_directory(scene.root / "zz" / "folder");
    CHECK(scene.codes() == std::set<std::string>{"E073", "E084"});
    fs::remove_all(scene.root / "zz");
    test::write_file(scene.root / "notes.txt", "files in the root are nobody's concern");
    CHECK(scene.codes().empty());
    test::write_file(scene.root / "extensions" / "file", "");
    CHECK(scene.codes() == std::set<std::string>{"E112"});
    fs::remove(scene.root / "extensions" / "file");
    fs::create_directory(scene.root / "extensions" / "other");
    CHECK(scene.codes() == std::set<std::string>{"W016"});
    CHECK(scene.archive.verify().ok());
    fs::remove(scene.root / "extensions" / "other");
    test::write_file(scene.root / "ocfl_layout.json", "{}");
    CHECK(scene.codes() == std::set<std::string>{"E070"});
    test::write_file(scene.root / "ocfl_layout.json", "{\"extension\": \"ours\", \"description\": \"\"}");
    CHECK(scene.codes() == std::set<std::string>{"E071"});
    test::write_file(scene.root / "ocfl_layout.json", ArchiveLayout::layout_text());
    // A document under another's name: whole by the standard, but not where its id leads.
    const std::string wrong = std::string(62, '0') + id.substr(62);
    fs::create_directory(scene.root / "00");
    fs::copy(scene.root / id.substr(0, 2) / id, scene.root / "00" / wrong, fs::copy_options::recursive);
    CHECK(scene.codes() == std::set<std::string>{"E083"});
}

TEST_CASE("verify reports progress, stops when asked, and counts what it read") {
    Scene scene;
    for (int i = 0; i < 20; ++i) scene.put("document " + std::to_string(i));
    std::size_t last = 0;
    VerifyOptions options;
    options.threads = 3;
    options.progress = [&](std::size_t done, std::size_t all) {
        CHECK(done == last + 1);
        CHECK(all == 20);
        last = done;
    };
    const VerifyReport report = scene.archive.verify({}, options);
    CHECK(last == 20);
    CHECK(report.documents == 20);
    CHECK(report.files == 60);
    CHECK(!report.stopped);

    options.progress = {};
    options.threads = 1;
    options.stop = [] { return true; };
    CHECK(scene.archive.verify({}, options).stopped);
    CHECK(scene.archive.verify({}, options).documents == 1);
    CHECK(scene.archive.verify({"nonsense"}).problems.at(0).code == "A003");
    CHECK(!scene.archive.verify({std::string(64, '0')}).ok());
}

TEST_CASE("verify beside a busy writer raises no false alarm") {
    Scene scene;
    const std::string id = scene.put("letter", "0");
    std::thread writer([&] {
        for (int i = 1; i < 60; ++i)
            scene.archive.revise(test::sample_record("letter", std::to_string(i)), "");
    });
    const Archive reader = Archive::create_or_open(scene.root, Archive::Mode::read);
    std::string alarms;
    while (reader.history(id).size() < 60) alarms += test::lines_of(reader.verify({id}).problems);
    writer.join();
    CHECK(alarms.empty());
}

}  // namespace akt
