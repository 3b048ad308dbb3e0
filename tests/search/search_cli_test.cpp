// akt search and akt reindex as another program runs them.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "index/archive/archive.h"
#include "index/archive/digest.h"
#include "tests/support/program.h"
#include "tests/support/text_records.h"

using namespace akt;
using namespace akt::test;

namespace {

/// An archive of two letters, not indexed yet.
class LetterArchive {
public:
    LetterArchive() {
        auto archive = Archive::create_or_open(root(), Archive::Mode::write);
        add(archive, "Samrådsorganets beslut om Hälso- och sjukvårdsavtalet", "KS 2024/123");
        add(archive, "Begäran om extrastämma för fukt i källaren", "");
    }

    std::filesystem::path root() const { return folder_.path() / "archive"; }

    Finished akt(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), {"--archive", root().string()});
        return run_akt(arguments);
    }

private:
    void add(Archive& archive, const std::string& text, const std::string& dnr) {
        const auto file = folder_.path() / "letter.txt";
        write_file(file, text);
        auto record = record_of(1, {text});
        record.original.sha256 = digest_of(text, DigestAlgorithm::sha256);
        record.original.size_bytes = text.size();
        record.original.media_type = "text/plain";
        record.original.file_name = "letter.txt";
        if (const auto parsed = parse_diarienummer(dnr))
            record.metadata.dnr.push_back({*parsed, 1, {}, 1, false});
        archive.put(record, file);
    }

    TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("reindex makes the index, search finds with it, and exit codes tell") {
    const LetterArchive letters;
    const auto before = letters.akt({"search", "beslut"});
    CHECK(before.exit_code != 0);
    CHECK(before.err.find("akt reindex") != std::string::npos);

    const auto reindexed = letters.akt({"reindex"});
    CHECK(reindexed.exit_code == 0);
    CHECK(reindexed.out == "2 documents indexed\n");

    for (const std::string query :
         {"halso sjukvardsavtal", "hälso- och sjukvårdsavtalet", "samrådsorganet beslut", "KS 2024/123"}) {
        CAPTURE(query);
        const auto found = letters.akt({"search", "--json", query});
        CHECK(found.exit_code == 0);
        const auto json = nlohmann::json::parse(found.out);
        REQUIRE(json["total"] == 1);
        CHECK(json["hits"][0]["dnr"] == "KS 2024/123");
        // The case number stands in the metadata only.
        if (query != "KS 2024/123") CHECK(json["hits"][0]["page"] == 1);
        CHECK(std::filesystem::exists(json["hits"][0]["path"].get<std::string>()));
    }
    CHECK(letters.akt({"search", "begäran", "extrastämma", "fukt"}).out.find("Begäran") != std::string::npos);
    CHECK(letters.akt({"search", "beslut", "fukt"}).exit_code == 3);
    CHECK(nlohmann::json::parse(letters.akt({"search", "--any", "--json", "beslut", "fukt"}).out)["total"] ==
          2);

    const auto nothing = letters.akt({"search", "--json", "bygglovet"});
    CHECK(nothing.exit_code == 3);
    CHECK(nlohmann::json::parse(nothing.out)["total"] == 0);
    CHECK(nothing.err.find("no document has bygglovet") != std::string::npos);
    CHECK(
        letters.akt({"search", "--explain", "fukt", "OR", "mögel"}).out.find("any(word(fukt) word(mögel))") !=
        std::string::npos);
    CHECK(letters.akt({"search", "--sort", "size", "fukt"}).exit_code == 2);
}
