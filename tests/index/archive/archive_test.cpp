#include "index/archive/archive.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <thread>

#include "index/archive/digest.h"
#include "tests/index/archive/archive_scene.h"

namespace akt {

namespace fs = std::filesystem;
using test::code_of;
using test::Scene;

TEST_CASE("a record comes back equal, with its document") {
    Scene scene;
    const Record record = test::full_record("bytes\0of a file");
    test::write_file(scene.folder.path() / "original", "bytes\0of a file");
    CHECK(scene.archive.put(record, scene.folder.path() / "original"));
    const auto back = scene.archive.find(record.original.sha256);
    REQUIRE(back.has_value());
    CHECK(*back == record);
    CHECK(test::read_file(scene.archive.original_path(record.original.sha256)) == "bytes\0of a file");
}

TEST_CASE("a revised document stays marked until it is settled, over reopening") {
    test::TemporaryFolder folder;
    const fs::path root = folder.path() / "archive";
    test::write_file(folder.path() / "original", "bytes");
    Record record = test::sample_record("bytes", "ett");
    const std::string id = record.original.sha256;
    {
        Archive archive = Archive::create_or_open(root, Archive::Mode::write);
        archive.put(record, folder.path() / "original");
        CHECK(archive.unsettled().empty());
        record.decisions = test::full_record("").decisions;
        archive.revise(record, "decided");
    }
    Archive archive = Archive::create_or_open(root, Archive::Mode::write);
    CHECK(archive.unsettled() == std::vector<std::string>{id});
    CHECK(archive.decisions(id) == record.decisions);
    CHECK(archive.decisions(std::string(64, '0')).empty());
    CHECK(archive.verify().problems.empty());
    archive.settle(id);
    archive.settle(id);
    CHECK(archive.unsettled().empty());
}

TEST_CASE("an archive on disk has the names that index/FORMAT.md promises") {
    Scene scene;
    const std::string id = scene.put("one file");
    const std::string object = id.substr(0, 2) + "/" + id + "/";
    std::vector<std::string> expected{"0=ocfl_1.1",
                                      "akt-archive.md",
                                      "extensions/",
                                      "extensions/0007-n-tuple-omit-prefix-storage-layout/",
                                      "extensions/0007-n-tuple-omit-prefix-storage-layout/config.json",
                                      "extensions/akt/",
                                      "extensions/akt/format",
                                      "extensions/akt/lock",
                                      "ocfl_layout.json",
                                      id.substr(0, 2) + "/",
                                      object,
                                      object + "0=ocfl_object_1.1",
                                      object + "inventory.json",
                                      object + "inventory.json.sha512",
                                      object + "v1/",
                                      object + "v1/content/",
                                      object + "v1/content/metadata.json",
                                      object + "v1/content/original.pdf",
                                      object + "v1/content/text.alto.xml",
                                      object + "v1/inventory.json",
                                      object + "v1/inventory.json.sha512"};
    std::sort(expected.begin(), expected.end());
    CHECK(test::tree_of(scene.root) == expected);
    CHECK(test::read_file(scene.root / "0=ocfl_1.1") == "ocfl_1.1\n");
    CHECK(test::read_file(scene.root / object / "0=ocfl_object_1.1") == "ocfl_object_1.1\n");
    CHECK(test::read_file(scene.root / object / "inventory.json.sha512") ==
          digest_of(test::read_file(scene.root / object / "inventory.json"), DigestAlgorithm::sha512) +
              " inventory.json\n");
}

TEST_CASE("file names of any kind are kept in the record and never become a path") {
    const std::vector<std::string> names{"",
                                         ".",
                                         "..",
                                         "../../etc/passwd",
                                         "/etc/passwd",
                                         "a/b",
                                         "Å o\xCC\x88 e\xCC\x81.pdf",
                                         "-rf",
                                         "con",
                                         "a\nb",
                                         "\\",
                                         "\xE2\x80\xAE"
                                         "fdp.exe",
                                         std::string(5000, 'n'),
                                         "*?\"<>|:"};
    for (const auto& name : names) {
        CAPTURE(name);
        Scene scene;
        Record record = test::sample_record("x" + name, "ord");
        record.original.file_name = record.document.file_name = name;
        test::write_file(scene.folder.path() / "original", "x" + name);
        CHECK(scene.archive.put(record, scene.folder.path() / "original"));
        CHECK(scene.archive.find(record.original.sha256)->original.file_name == name);
        const fs::path kept = scene.archive.original_path(record.original.sha256);
        CHECK(kept.filename() == "original.pdf");
        CHECK(test::read_file(kept) == "x" + name);
        CHECK(scene.archive.verify().problems.empty());
    }
}

TEST_CASE("the same file again is recognised, and what stands stays") {
    Scene scene;
    const std::string id = scene.put("twice", "first");
    test::write_file(scene.folder.path() / "original", "twice");
    CHECK(!scene.archive.put(test::sample_record("twice", "second"), scene.folder.path() / "original"));
    CHECK(scene.archive.ids() == std::vector<std::string>{id});
    CHECK(scene.archive.history(id).size() == 1);
    CHECK(text_of(scene.archive.find(id)->document.pages[0]) == "first");
}

TEST_CASE("an empty file and a large one are kept byte by byte") {
    Scene scene;
    std::string large(3 * 1024 * 1024 + 7, '\0');
    for (std::size_t i = 0; i < large.size(); ++i) large[i] = static_cast<char>(i * 31 + i / 977);
    for (const auto& bytes : {std::string(), large}) {
        const std::string id = scene.put(bytes);
        CHECK((test::read_file(scene.archive.original_path(id)) == bytes));
    }
    CHECK(scene.archive.verify().problems.empty());
}

TEST_CASE("a file that is not what its record says is not archived") {
    Scene scene;
    test::write_file(scene.folder.path() / "original", "changed");
    const Record record = test::sample_record("as it was", "text");
    CHECK(code_of([&] { scene.archive.put(record, scene.folder.path() / "original"); }) ==
          ErrorCode::unreadable_input);
    CHECK(!scene.archive.contains(record.original.sha256));
    CHECK(scene.archive.ids().empty());
    CHECK(scene.archive.verify().problems.empty());
}

TEST_CASE("a folder or a pipe in a file's place is refused, not waited for") {
    const test::TemporaryFolder folder;
    Archive archive = Archive::create_or_open(folder.path() / "archive", Archive::Mode::write);
    const fs::path pipe = folder.path() / "pipe";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    const Record record = test::sample_record("", "text");
    CHECK(code_of([&] { archive.put(record, pipe); }) == ErrorCode::io);
    CHECK(code_of([&] { archive.put(record, folder.path()); }) == ErrorCode::io);
    CHECK(code_of([&] { archive.put(record, folder.path() / "missing"); }) == ErrorCode::not_found);
    CHECK(archive.ids().empty());
}

TEST_CASE("a revision is a new version; older ones can be read; unchanged content is not written again") {
    Scene scene;
    const std::string id = scene.put("letter", "ett");
    Record record = test::sample_record("letter", "ett");
    record.metadata.title->value = "Ny titel";
    scene.archive.revise(record, "Titeln rättad");
    scene.archive.revise(record, "Inget nytt");  // nothing differs: no version

    const auto history = scene.archive.history(id);
    REQUIRE(history.size() == 2);
    CHECK(history[0].name == "v1");
    CHECK(history[1].name == "v2");
    CHECK(history[1].message == "Titeln rättad");
    CHECK(!history[1].user.empty());
    CHECK(scene.archive.find(id)->metadata.title->value == "Ny titel");
    CHECK(scene.archive.find(id, "v1")->metadata.title->value == "Beslut om ett");
    CHECK(!scene.archive.find(id, "v3").has_value());
    const auto tree = test::tree_of(scene.root / id.substr(0, 2) / id / "v2");
    CHECK(tree == std::vector<std::string>{"content/", "content/metadata.json", "inventory.json",
                                           "inventory.json.sha512"});
    CHECK(scene.archive.verify().problems.empty());

    // Back to what was: both versions' content is there already, so v3 is an inventory only.
    scene.archive.revise(test::sample_record("letter", "ett"), "Ångrat");
    CHECK(test::tree_of(scene.root / id.substr(0, 2) / id / "v3") ==
          std::vector<std::string>{"inventory.json", "inventory.json.sha512"});
    CHECK(*scene.archive.find(id) == *scene.archive.find(id, "v1"));
    CHECK(scene.archive.verify().problems.empty());
    CHECK(code_of([&] { scene.archive.revise(test::sample_record("unknown", ""), ""); }) ==
          ErrorCode::not_found);
}

TEST_CASE("more than nine versions stay in order") {
    Scene scene;
    const std::string id = scene.put("letter", "0");
    for (int i = 1; i < 12; ++i) scene.archive.revise(test::sample_record("letter", std::to_string(i)), "");
    const auto history = scene.archive.history(id);
    REQUIRE(history.size() == 12);
    CHECK(history.back().name == "v12");
    CHECK(text_of(scene.archive.find(id)->document.pages[0]) == "11");
    CHECK(text_of(scene.archive.find(id, "v10")->document.pages[0]) == "9");
    CHECK(scene.archive.verify().problems.empty());
}

TEST_CASE("ids are found by any unique prefix of four digits or more") {
    Scene scene;
    std::vector<std::string> ids;
    std::string first, second;  // two documents whose ids begin alike
    for (int i = 0; second.empty(); ++i) {
        const std::string id = digest_of(std::to_string(i), DigestAlgorithm::sha256);
        for (const auto& other : ids)
            if (other.substr(0, 4) == id.substr(0, 4)) first = other, second = id;
        ids.push_back(id);
    }
    for (int i = 0; i < static_cast<int>(ids.size()); ++i)
        if (ids[static_cast<std::size_t>(i)] == first || ids[static_cast<std::size_t>(i)] == second)
            scene.put(std::to_string(i));
    const std::string alone = scene.put("somebody else");

    CHECK(scene.archive.resolve(alone) == alone);
    CHECK(scene.archive.resolve(alone.substr(0, 4)) == alone);
    CHECK(scene.archive.resolve(alone.substr(0, 12)) == alone);
    std::string capitals = alone.substr(0, 12);
    for (char& c : capitals) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    CHECK(scene.archive.resolve(capitals) == alone);
    CHECK(!scene.archive.resolve(std::string(64, '0')).has_value());
    try {
        scene.archive.resolve(first.substr(0, 4));
        FAIL("an ambiguous prefix was resolved");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::usage);
        CHECK(error.message().find(first.substr(0, 12)) != std::string::npos);
        CHECK(error.message().find(second.substr(0, 12)) != std::string::npos);
    }
    for (const auto& bad : std::vector<std::string>{"", "abc", "xyz1", "../..", "abcd ", alone + "0"}) {
        CAPTURE(bad);
        CHECK(code_of([&] { scene.archive.resolve(bad); }) == ErrorCode::usage);
    }
    auto all = std::vector<std::string>{first, second, alone};
    std::sort(all.begin(), all.end());
    CHECK(scene.archive.ids() == all);
    CHECK(!scene.archive.contains("../" + alone));
    CHECK(!scene.archive.find("..").has_value());
    CHECK(scene.archive.history(std::string(64, '0')).empty());
    CHECK(code_of([&] { scene.archive.original_path(std::string(64, '0')); }) == ErrorCode::not_found);
}

TEST_CASE("one writer at a time; readers always") {
    const test::TemporaryFolder folder;
    const fs::path root = folder.path() / "archive";
    CHECK(code_of([&] { Archive::create_or_open(root, Archive::Mode::read); }) == ErrorCode::not_found);
    {
        const Archive writer = Archive::create_or_open(root, Archive::Mode::write);
        CHECK(code_of([&] { Archive::create_or_open(root, Archive::Mode::write); }) ==
              ErrorCode::archive_locked);
        CHECK(Archive::create_or_open(root, Archive::Mode::read).ids().empty());
    }
    Archive writer = Archive::create_or_open(root, Archive::Mode::write);
    Archive reader = Archive::create_or_open(root, Archive::Mode::read);
    CHECK(code_of([&] { reader.put(test::sample_record("a", "a"), folder.path()); }) == ErrorCode::internal);
}

TEST_CASE("a folder that holds something else is left alone") {
    const test::TemporaryFolder folder;
    test::write_file(folder.path() / "holiday.jpg", "");
    CHECK(code_of([&] { Archive::create_or_open(folder.path(), Archive::Mode::read); }) ==
          ErrorCode::not_found);
    CHECK(code_of([&] { Archive::create_or_open(folder.path(), Archive::Mode::write); }) == ErrorCode::usage);
    CHECK(code_of([&] { Archive::create_or_open(folder.path() / "holiday.jpg", Archive::Mode::write); }) ==
          ErrorCode::usage);
    CHECK(test::tree_of(folder.path()) == std::vector<std::string>{"holiday.jpg"});
    // A storage root of another program is not one of ours either.
    fs::create_directory(folder.path() / "other");
    test::write_file(folder.path() / "other" / "0=ocfl_1.1", "ocfl_1.1\n");
    CHECK(code_of([&] { Archive::create_or_open(folder.path() / "other", Archive::Mode::write); }) ==
          ErrorCode::usage);
}

TEST_CASE("an archive of a newer format is not touched") {
    Scene scene;
    test::write_file(scene.root / "extensions" / "akt" / "format", "2\n");
    CHECK(code_of([&] { Archive::create_or_open(scene.root, Archive::Mode::read); }) ==
          ErrorCode::format_too_new);
    test::write_file(scene.root / "extensions" / "akt" / "format", "1\n");
    test::write_file(scene.root / "0=ocfl_2.0", "ocfl_2.0\n");
    CHECK(code_of([&] { Archive::create_or_open(scene.root, Archive::Mode::read); }) ==
          ErrorCode::format_too_new);
}

TEST_CASE("a reader never gets damaged text for good") {
    Scene scene;
    const std::string id = scene.put("letter");
    const fs::path text = scene.root / id.substr(0, 2) / id / "v1/content/text.alto.xml";
    std::string bytes = test::read_file(text);
    bytes[bytes.size() / 2] ^= 1;
    test::write_file(text, bytes);
    CHECK(code_of([&] { scene.archive.find(id); }) == ErrorCode::integrity);
}

TEST_CASE("many threads put and revise at once, readers read") {
    // On the real files: FaultyFiles keeps its books for one thread.
    struct {
        test::TemporaryFolder folder;
        fs::path root = folder.path() / "archive";
        Archive archive = Archive::create_or_open(root, Archive::Mode::write);
    } scene;
    constexpr int kThreads = 4, kEach = 12;
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < kEach; ++i) {
                // Half of them are the same for all threads: only one may win.
                const std::string bytes =
                    "doc " + std::to_string(i) + (i % 2 == 0 ? "" : "-" + std::to_string(t));
                const fs::path original = scene.folder.path() / ("original-" + std::to_string(t));
                test::write_file(original, bytes);
                Record record = test::sample_record(bytes, "ett");
                scene.archive.put(record, original);
                record.key = "revised";
                scene.archive.revise(record, "");
                if (scene.archive.find(record.original.sha256)->key != "revised") std::terminate();
            }
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(scene.archive.ids().size() == kEach / 2 + kThreads * kEach / 2);
    for (const auto& id : scene.archive.ids()) CHECK(scene.archive.history(id).size() == 2);
    CHECK(scene.archive.verify().problems.empty());
}

}  // namespace akt
