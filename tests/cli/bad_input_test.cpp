// Every way a file can be bad: one clear line, the right exit code, the rest archived, the archive whole.

#include <doctest/doctest.h>
#include <sys/mount.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "index/archive/archive.h"
#include "tests/support/program.h"

using namespace akt::test;
namespace fs = std::filesystem;

namespace {

constexpr const char* kGood = "Kallelse till årsmöte\n\nFöreningen kallar till årsmöte den 14 mars 2019.\n";

std::string random_bytes(std::size_t size) {
    std::mt19937 random(7);
    std::string bytes(size, '\0');
    for (auto& byte : bytes) byte = static_cast<char>(random() & 255U);
    return bytes;
}

/// A PDF without pages, by the book (ISO 32000-1, 7.7.3): a page tree with no kids.
std::string pdf_without_pages() {
    std::string pdf = "%PDF-1.4\n";
    std::vector<std::size_t> offsets;
    for (const char* object : {"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"}) {
        offsets.push_back(pdf.size());
        pdf += std::to_string(offsets.size()) + " 0 obj" + object + "endobj\n";
    }
    const auto xref = pdf.size();
    pdf += "xref\n0 3\n0000000000 65535 f \n";
    for (const auto offset : offsets) {
        const std::string digits = std::to_string(offset);
        pdf += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
    }
    return pdf + "trailer<</Size 3/Root 1 0 R>>\nstartxref\n" + std::to_string(xref) + "\n%%EOF\n";
}

struct BadFile {
    const char* name;
    std::string bytes;
    int exit_code;
    const char* says;
};

std::size_t lines_in(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

std::string sample(const char* name) {
    return read_file(fs::path("tests/data") / name);
}

}  // namespace

TEST_CASE("a bad file gets one clear line and its own exit code, alone and among good ones") {
    const std::string good_pdf = sample("one-page.pdf");
    const std::vector<BadFile> bad{
        {"tom.txt", "", 7, "empty"},
        {"tom.pdf", "", 7, "empty"},
        {"avklippt.pdf", good_pdf.substr(0, good_pdf.size() / 3), 7, "avklippt.pdf"},
        {"laast.pdf", sample("encrypted.pdf"), 7, "password"},
        {"inga-sidor.pdf", pdf_without_pages(), 7, "without pages"},
        {"brus.txt", random_bytes(4000), 7, "brus.txt"},
        {"brus.pdf", "%PDF-1.4\n" + random_bytes(4000), 7, "brus.pdf"},
    };
    for (const auto& file : bad) {
        CAPTURE(file.name);
        const TemporaryFolder scratch;
        const auto archive = (scratch.path() / "arkiv").string();
        const auto inbox = scratch.path() / "in";
        fs::create_directory(inbox);
        write_file(inbox / file.name, file.bytes);

        const auto alone = run_akt({"--archive", archive, "add", (inbox / file.name).string()});
        CAPTURE(alone.err);
        CHECK(alone.exit_code == file.exit_code);
        CHECK(lines_in(alone.err) == 1);
        CHECK(alone.err.find(file.name) != std::string::npos);
        CHECK(alone.err.find(file.says) != std::string::npos);

        write_file(inbox / "kallelse.txt", kGood);
        const auto together = run_akt({"--archive", archive, "add", inbox.string()});
        CHECK(together.exit_code == 6);
        CHECK(together.out.find("kallelse.txt") != std::string::npos);
        CHECK(run_akt({"--archive", archive, "search", "årsmöte"}).exit_code == 0);
        CHECK(run_akt({"--archive", archive, "verify"}).exit_code == 0);
    }
}

TEST_CASE("a picture is known by its bytes, not its name") {
    const TemporaryFolder scratch;
    const auto archive = (scratch.path() / "arkiv").string();
    write_file(scratch.path() / "bild.pdf", sample("one-page.png"));
    const auto added = run_akt({"--archive", archive, "add", (scratch.path() / "bild.pdf").string()});
    CAPTURE(added.err);
    CHECK(added.exit_code == 0);
    CHECK(added.out.find("1 ocr") != std::string::npos);
}

TEST_CASE("a path that is not there, and a folder one may not enter, do not stop the rest") {
    const TemporaryFolder scratch;
    const auto inbox = scratch.path() / "in";
    fs::create_directories(inbox / "closed");
    write_file(inbox / "kallelse.txt", kGood);
    write_file(inbox / "closed" / "hemlig.txt", kGood);
    fs::permissions(inbox / "closed", fs::perms::none);

    std::vector<std::string> command{akt_program(),
                                     "--archive",
                                     (scratch.path() / "arkiv").string(),
                                     "add",
                                     (inbox / "saknas.txt").string(),
                                     inbox.string()};
    // Root may enter any folder, but not without these capabilities.
    if (geteuid() == 0)
        command.insert(command.begin(),
                       {"/usr/bin/setpriv", "--bounding-set=-dac_override,-dac_read_search"});
    const auto added = Program(command).wait();
    fs::permissions(inbox / "closed", fs::perms::owner_all);
    CAPTURE(added.err);
    CHECK(added.exit_code == 6);
    CHECK(lines_in(added.err) == 2);
    CHECK(added.err.find("saknas.txt") != std::string::npos);
    CHECK(added.err.find("closed") != std::string::npos);
    CHECK(added.out.find("kallelse.txt") != std::string::npos);
}

TEST_CASE("a full disk ends the run with one line, and what is archived verifies") {
    const TemporaryFolder scratch;
    const auto small = scratch.path() / "small";
    fs::create_directory(small);
    if (mount("tmpfs", small.c_str(), "tmpfs", 0, "size=3m") != 0) {
        MESSAGE("skipped: mounting a small file system needs root");
        return;
    }
    const auto archive = (small / "arkiv").string();
    const auto inbox = scratch.path() / "in";
    fs::create_directory(inbox);
    for (int i = 0; i < 40; ++i) {
        std::string text = std::to_string(i) + "\n";
        while (text.size() < 150'000) text += kGood;
        write_file(inbox / (std::to_string(i) + ".txt"), text);
    }
    const auto added = run_akt({"--archive", archive, "add", inbox.string()});
    CAPTURE(added.err);
    CHECK(added.exit_code == 1);
    CHECK(lines_in(added.err) == 1);
    CHECK(added.err.find("space") != std::string::npos);
    CHECK(run_akt({"--archive", archive, "verify"}).exit_code == 0);
    CHECK(umount(small.c_str()) == 0);
}

TEST_CASE("a second writer is told the archive is locked") {
    const TemporaryFolder scratch;
    const auto archive = (scratch.path() / "arkiv").string();
    const auto letter = scratch.path() / "brev.txt";
    write_file(letter, kGood);
    REQUIRE(run_akt({"--archive", archive, "init"}).exit_code == 0);
    {
        const akt::Archive writer = akt::Archive::create_or_open(archive, akt::Archive::Mode::write);
        for (const std::vector<std::string>& verb :
             {std::vector<std::string>{"init"}, {"add", letter.string()}}) {
            CAPTURE(verb.front());
            std::vector<std::string> arguments{"--archive", archive};
            arguments.insert(arguments.end(), verb.begin(), verb.end());
            const auto second = run_akt(arguments);
            CHECK(second.exit_code == 4);
            CHECK(second.err.find("another program is writing") != std::string::npos);
        }
        CHECK(run_akt({"--archive", archive, "status"}).exit_code == 0);
    }
    CHECK(run_akt({"--archive", archive, "add", letter.string()}).exit_code == 0);
}
