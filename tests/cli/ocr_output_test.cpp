// What `akt ocr` writes beside text: a searchable PDF, and pictures of what was found.

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/files.h"
#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

using namespace akt::test;
namespace fs = std::filesystem;

namespace {

const fs::path kSamples = "corpus/samples/files";

Finished run(const std::vector<std::string>& command) {
    return Program(command).wait();
}

/// The pages rendered by Poppler's own program, one after the other.
std::string rendered(const fs::path& pdf) {
    const auto finished = run({"/usr/bin/pdftoppm", "-r", "50", "-gray", pdf.string()});
    CHECK(finished.exit_code == 0);
    return finished.out;
}

}  // namespace

TEST_CASE("a scanned letter becomes a PDF that other programs find its words in, and looks as before") {
    const TemporaryFolder scratch;
    const fs::path original = kSamples / "02-fardtjanst-avslag.pdf", copy = scratch.path() / "sokbar.pdf";
    const auto made = run_akt({"ocr", "--pdf", copy.string(), original.string()});
    CAPTURE(made.err);
    REQUIRE(made.exit_code == 0);
    CHECK(made.out.empty());
    CHECK(run({"/usr/bin/qpdf", "--check", copy.string()}).exit_code == 0);
    CHECK(rendered(copy) == rendered(original));
    const auto text = run({"/usr/bin/pdftotext", copy.string(), "-"});
    for (const char* words : {"Avslag på ansökan om färdtjänst", "Bengt-Åke Söderlind"}) {
        CAPTURE(words);
        CHECK(text.out.find(words) != std::string::npos);
    }

    const auto again = run_akt({"ocr", "--pdf", copy.string(), original.string()});
    CHECK(again.exit_code == 2);
    CHECK(again.err.find("nothing is overwritten") != std::string::npos);
}

TEST_CASE("what was found on a page is drawn, a picture a page") {
    const TemporaryFolder scratch;
    const auto name = scratch.path() / "sida.png";
    const auto made =
        run_akt({"ocr", "--debug-image", name.string(), "--json", (kSamples / "06-cykelplan.pdf").string()});
    CAPTURE(made.err);
    REQUIRE(made.exit_code == 0);
    CHECK(read_file(name).starts_with("\x89PNG"));
    CHECK(nlohmann::json::parse(made.out)["pages"].size() == 1);

    const auto two = run_akt({"ocr", "--debug-image", name.string(), "--pages", "1,2",
                              (kSamples / "08-miljonamnden-protokoll.pdf").string()});
    CHECK(two.exit_code == 0);
    CHECK(fs::exists(scratch.path() / "sida-1.png"));
    CHECK(fs::exists(scratch.path() / "sida-2.png"));
}

TEST_CASE("a text file cannot become a PDF, and nothing is left of the attempt") {
    const TemporaryFolder scratch;
    const auto copy = scratch.path() / "a.pdf";
    const auto made =
        run_akt({"ocr", "--pdf", copy.string(), (kSamples / "26-klagomal-buller.txt").string()});
    CHECK(made.exit_code == 2);
    CHECK(std::count(made.err.begin(), made.err.end(), '\n') == 1);
    CHECK_FALSE(fs::exists(copy));
}
