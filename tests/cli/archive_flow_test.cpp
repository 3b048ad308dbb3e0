// The way of a document through the command line: added, found, shown, verified.

#include <doctest/doctest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/office.h"
#include "tests/support/program.h"

using namespace akt::test;
namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

const std::string kDecision =
    "Granby kommun\nBygg- och miljönämnden\n\nDatum: 2019-03-14\nDnr: BMN 2019/117\n\nBeslut om åtgärder mot "
    "fuktskador\n\nNämnden beslutar att fastighetsägaren ska torka ut källaren i hus 4 och byta de skadade "
    "golvbjälkarna före den 1 oktober 2019.\n";

/// An office with a folder for what comes in.
struct Registry : Office {
    fs::path inbox = scratch.path() / "inkommet";

    Registry() { fs::create_directory(inbox); }
};

}  // namespace

TEST_CASE("a decision is archived, found, shown and given back byte for byte") {
    const Registry office;
    write_file(office.inbox / "beslut.txt", kDecision);
    const auto added = office.akt({"add", office.inbox.string()});
    CAPTURE(added.err);
    REQUIRE(added.exit_code == 0);
    CHECK(added.out.starts_with("added "));

    const auto found = office.json({"search", "--json", "fuktskada", "källare", "år:2019"});
    REQUIRE(found["hits"].size() == 1);
    const auto& hit = found["hits"][0];
    CHECK(hit["dnr"] == "BMN 2019/117");
    CHECK(hit["date"] == "2019-03-14");
    CHECK(hit["type"] == "beslut");
    const std::string id = hit["id"];

    const auto shown = office.json({"show", id.substr(0, 8), "--json"});
    CHECK(shown["metadata"]["date"]["value"] == "2019-03-14");
    CHECK(shown["history"].size() == 1);
    CHECK(shown["pages"][0]["how"] == "text-layer");

    const auto copy = office.scratch.path() / "copy.txt";
    CHECK(office.akt({"show", id, "--original", copy.string()}).exit_code == 0);
    CHECK(read_file(copy) == kDecision);
    CHECK(office.akt({"show", id, "--original", copy.string()}).exit_code == 2);

    CHECK(office.akt({"verify"}).exit_code == 0);
    CHECK(office.akt({"search", "tågtidtabell"}).exit_code == 3);
}

TEST_CASE("an exact duplicate is recognised, in the same run and in the next") {
    const Registry office;
    write_file(office.inbox / "a.txt", kDecision);
    write_file(office.inbox / "b.txt", kDecision);
    const auto first = office.akt({"add", office.inbox.string()});
    CHECK(first.exit_code == 0);
    CHECK(first.out.find("added ") != std::string::npos);
    CHECK(first.out.find("there ") != std::string::npos);
    const auto second = office.akt({"add", office.inbox.string()});
    CHECK(second.out.find("added ") == std::string::npos);
    CHECK(office.json({"search", "--json", "fuktskador"})["total"] == 1);
}

TEST_CASE("what a person sets stands above what is found") {
    const Registry office;
    write_file(office.inbox / "a.txt", kDecision);
    CHECK(office.akt({"add", "--set", "typ=avtal", "--set", "datum=2001-02-03", office.inbox.string()})
              .exit_code == 0);
    const auto hit = office.json({"search", "--json", "typ:avtal"})["hits"][0];
    CHECK(hit["date"] == "2001-02-03");
    const auto shown = office.json({"show", hit["id"], "--json"});
    CHECK(shown["metadata"]["type"]["source"] == "set");
    CHECK(office.akt({"add", "--set", "typ=roman", office.inbox.string()}).exit_code == 2);
}

TEST_CASE("paths come from standard input, and a dry run archives nothing") {
    const Registry office;
    const auto file = (office.inbox / "å ä ö.txt").string();
    write_file(file, kDecision);
    const auto dry = office.akt({"add", "--dry-run", "-"}, file + "\n");
    CHECK(dry.exit_code == 0);
    CHECK(dry.out.starts_with("would "));
    const auto added = office.akt({"add", "-0", "-"}, file + std::string(1, '\0'));
    CHECK(added.exit_code == 0);
    CHECK(added.out.starts_with("added "));
}

TEST_CASE("the index comes back from the archive") {
    const Registry office;
    write_file(office.inbox / "a.txt", kDecision);
    REQUIRE(office.akt({"add", office.inbox.string()}).exit_code == 0);
    const auto before = office.json({"search", "--json", "fuktskador"});
    CHECK(office.akt({"reindex"}).exit_code == 0);
    CHECK(office.json({"search", "--json", "fuktskador"}) == before);
}

TEST_CASE("usage errors are exit code 2") {
    const Registry office;
    CHECK(office.akt({}).exit_code == 2);
    CHECK(office.akt({"fly"}).exit_code == 2);
    CHECK(office.akt({"add"}).exit_code == 2);
    CHECK(office.akt({"show"}).exit_code == 2);
    CHECK(office.akt({"--help"}).exit_code == 0);
}

TEST_CASE("every verb's help has an example") {
    const auto help = run_akt({"--help"}).out;
    const auto verbs = help.substr(help.find("Subcommands:"));
    for (const char* verb : {"init", "add", "retry", "search", "show", "status", "verify", "reindex", "ocr",
                             "repair", "serve", "doctor", "review", "accept", "reject", "undo", "evidence"}) {
        CAPTURE(verb);
        CHECK(verbs.find(std::string("  ") + verb + " ") != std::string::npos);
        CHECK(run_akt({verb, "--help"}).out.find("akt " + std::string(verb)) != std::string::npos);
    }
}
