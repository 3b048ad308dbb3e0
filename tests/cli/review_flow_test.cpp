// What people decide on single words: shown, kept, taken back, and learned from.

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "index/archive/archive.h"
#include "index/review.h"
#include "tests/support/files.h"
#include "tests/support/office.h"

using namespace akt::test;
namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

/// A sound letter and ones that lost their marks; the name is invented.
const std::string kSound =
    "Vi har tagit emot ansökan från Viktor Lännerqvarn om bygglov för ett garage. Handläggaren svarar också\n"
    "på frågor. Nämnden fattar beslut på sitt möte i maj. Avgiften är densamma som förra året.\n";

std::string damaged_letter(const std::string& subject) {
    return "Kommunstyrelsen beslutade pa sammantradet att aterremittera arendet om " + subject +
           " till forvaltningen for ytterligare\nutredning. Ordforanden fragade om nagon ledamot hade nagot "
           "att "
           "tillagga, vilket ingen hade.\nBeslutet ska skickas till Viktor Lannerqvarn for kannedom.\n";
}

struct ReviewedOffice : Office {
    /// Archives a text file; gives its id.
    std::string add(const std::string& name, const std::string& text) const {
        write_file(scratch.path() / name, text);
        const auto finished = akt({"add", (scratch.path() / name).string()});
        CAPTURE(finished.err);
        REQUIRE(finished.exit_code == 0);
        REQUIRE(finished.out.starts_with("added    "));
        return finished.out.substr(9, 12);
    }
    struct Found {
        std::string place;
        Json word;
    };
    /// The first word that was read so.
    Found word(const std::string& id, const std::string& raw) const {
        const auto shown = json({"show", id, "--json"});
        for (const auto& page : shown["pages"])
            for (std::size_t l = 0; l < page["lines"].size(); ++l) {
                const auto& words = page["lines"][l]["words"];
                for (std::size_t w = 0; w < words.size(); ++w)
                    if (words[w]["raw"] == raw)
                        return {std::to_string(page["number"].get<int>()) + "." + std::to_string(l + 1) +
                                    "." + std::to_string(w + 1),
                                words[w]};
            }
        FAIL("no such word");
        return {};
    }
    std::string text_of(const std::string& id, const std::string& raw) const {
        return word(id, raw).word["text"];
    }
};

}  // namespace

TEST_CASE("an uncertain reading is reviewed, accepted, shown in history and taken back") {
    const ReviewedOffice office;
    office.add("sound.txt", kSound);
    CHECK(office.akt({"review"}).exit_code == 3);
    const auto id = office.add("damaged.txt", damaged_letter("bygglov"));
    const auto review = office.json({"review", "--json"});
    REQUIRE(review["total"] == 1);
    const auto& reading = review["readings"][0];
    CHECK(reading["raw"] == "Lannerqvarn");
    CHECK(reading["text"] == "Lännerqvarn");
    CHECK(reading["reason"] == "marks");
    CHECK(reading["id"].get<std::string>().starts_with(id));
    const std::string line = reading["line"], word = reading["word"];
    CHECK(line.substr(reading["match"][0], reading["match"][1].get<std::size_t>() -
                                               reading["match"][0].get<std::size_t>()) == "Lännerqvarn");
    const auto shown = office.akt({"review", id});
    CHECK(shown.out.find(id + " " + word + "  Lannerqvarn → Lännerqvarn") != std::string::npos);
    CHECK(shown.out.find("Viktor [Lännerqvarn] för") != std::string::npos);
    const auto before = office.json({"show", id, "--json"})["pages"];

    const auto accepted = office.akt({"accept", id, word});
    CAPTURE(accepted.err);
    CHECK(accepted.exit_code == 0);
    CHECK(accepted.out == "accepted " + word + ": Lannerqvarn → Lännerqvarn\n");
    CHECK(office.akt({"review"}).exit_code == 3);
    const auto after = office.json({"show", id, "--json"});
    CHECK(after["history"].size() == 2);
    CHECK(after["history"][1]["what"] == "accepted " + word + ": Lannerqvarn → Lännerqvarn");
    CHECK(office.word(id, "Lannerqvarn").word["repair"]["reason"] == "person");
    CHECK(office.akt({"show", id}).out.find("accepted " + word) != std::string::npos);
    CHECK(office.akt({"show", id, "--raw"}).out.find("Viktor Lannerqvarn for") != std::string::npos);

    CHECK(office.akt({"undo", id, word}).exit_code == 0);
    CHECK(office.json({"show", id, "--json"})["pages"] == before);
    CHECK(office.json({"review", "--json"})["total"] == 1);
    CHECK(office.akt({"undo", id, word}).exit_code == 3);
    CHECK(office.json({"show", id, "--json"})["history"].size() == 3);
    CHECK(office.akt({"verify"}).exit_code == 0);
}

TEST_CASE("a name corrected once is right in the documents that follow, until it is taken back") {
    const ReviewedOffice office;
    const auto first = office.add("1.txt", damaged_letter("bygglov"));
    const auto name = office.word(first, "Lannerqvarn");
    CHECK(name.word["text"] == "Lannerqvarn");
    REQUIRE(office.akt({"accept", first, name.place, "--as", "Lännerqvarn"}).exit_code == 0);
    CHECK(office.akt({"search", "\"Viktor Lännerqvarn\""}).exit_code == 0);

    const auto second = office.add("2.txt", damaged_letter("parkering"));
    CHECK(office.text_of(second, "Lannerqvarn") == "Lännerqvarn");
    CHECK(office.word(second, "Lannerqvarn").word["repair"]["uncertain"] == false);
    CHECK(office.akt({"repair", "--evidence"}, damaged_letter("fiske")).out.find("Lännerqvarn") !=
          std::string::npos);
    CHECK(office.akt({"repair"}, damaged_letter("fiske")).out.find("Lännerqvarn") == std::string::npos);

    const auto evidence = office.json({"evidence", "--json"});
    REQUIRE(evidence["decisions"].size() == 1);  // the second document's repair is no evidence
    CHECK(evidence["decisions"][0]["id"].get<std::string>().starts_with(first));
    CHECK(evidence["decisions"][0]["verdict"] == "corrected");
    CHECK(office.akt({"evidence"}).out.find(first) == 0);

    REQUIRE(office.akt({"undo", first, name.place}).exit_code == 0);
    const auto third = office.add("3.txt", damaged_letter("vagbelysning"));
    CHECK(office.text_of(third, "Lannerqvarn") == "Lannerqvarn");
}

TEST_CASE("a rejected repair stays rejected: read again, indexed again, and in later documents") {
    const ReviewedOffice office;
    const auto id = office.add("1.txt", damaged_letter("bygglov"));
    const auto board = office.word(id, "forvaltningen"), name = office.word(id, "Lannerqvarn");
    REQUIRE(board.word["text"] == "förvaltningen");
    REQUIRE(office.akt({"reject", id, board.place}).exit_code == 0);
    REQUIRE(office.akt({"accept", id, name.place, "--as", "Lännerkvarn"}).exit_code == 0);
    CHECK(office.text_of(id, "forvaltningen") == "forvaltningen");
    const auto decided = office.json({"show", id, "--json"})["pages"];
    CHECK(office.akt({"retry", id}).exit_code == 0);
    CHECK(office.json({"show", id, "--json"})["pages"] == decided);
    CHECK(office.akt({"reindex"}).exit_code == 0);
    CHECK(office.json({"show", id, "--json"})["pages"] == decided);
    CHECK(office.json({"evidence", "--json"})["decisions"].size() == 2);

    const auto later = office.add("2.txt", damaged_letter("parkering"));
    CHECK(office.text_of(later, "forvaltningen") == "forvaltningen");
    CHECK(office.text_of(later, "Lannerqvarn") == "Lännerkvarn");
}

TEST_CASE("several words are decided in one version, or none of them") {
    const ReviewedOffice office;
    const auto id = office.add("1.txt", damaged_letter("bygglov"));
    const auto a = office.word(id, "pa").place, b = office.word(id, "fragade").place;
    CHECK(office.akt({"accept", id, a, "9.9.9"}).exit_code == 3);
    CHECK(office.akt({"reject", id, a, office.word(id, "Viktor").place}).exit_code == 2);
    CHECK(office.json({"show", id, "--json"})["history"].size() == 1);
    CHECK(office.akt({"accept", id, a, b}).exit_code == 0);
    CHECK(office.json({"show", id, "--json"})["history"].size() == 2);
    CHECK(office.akt({"accept", id, a, b}).exit_code == 0);
    CHECK(office.json({"show", id, "--json"})["history"].size() == 2);
}

TEST_CASE("what is asked for wrongly is told by the exit code") {
    const ReviewedOffice office;
    CHECK(office.akt({"accept", "abcdef", "1.1.1"}).exit_code == 3);
    CHECK(!fs::exists(office.archive));
    const auto id = office.add("1.txt", damaged_letter("bygglov"));
    CHECK(office.akt({"accept", id, "first"}).exit_code == 2);
    CHECK(office.akt({"accept", id}).exit_code == 2);
    CHECK(office.akt({"accept", id, "1.1.1", "1.1.2", "--as", "x"}).exit_code == 2);
    CHECK(office.akt({"accept", id, "1.1.1", "--as", ""}).exit_code == 2);
    CHECK(office.akt({"accept", "ffffffffffff", "1.1.1"}).exit_code == 3);
    CHECK(office.akt({"undo", id, "1.1.1"}).exit_code == 3);
    const auto held = akt::Archive::create_or_open(office.archive, akt::Archive::Mode::write);
    CHECK(office.akt({"accept", id, "1.1.1"}).exit_code == 4);
    CHECK(office.akt({"review", id}).exit_code == 3);
}

TEST_CASE("a decision whose program died before the index knew is found and learned from by the next run") {
    const ReviewedOffice office;
    const auto id = office.add("1.txt", damaged_letter("bygglov"));
    const auto place = akt::parse_word_place(office.word(id, "Lannerqvarn").place).value();
    {
        auto archive = akt::Archive::create_or_open(office.archive, akt::Archive::Mode::write);
        auto record = archive.find(*archive.resolve(id)).value();
        REQUIRE(akt::decide(record, place, akt::Verdict::corrected, "Lännerqvarn"));
        archive.revise(record, "corrected");
    }
    CHECK(office.akt({"verify"}).exit_code == 0);
    CHECK(office.json({"evidence", "--json"})["decisions"].size() == 1);
    CHECK(office.akt({"search", "\"Viktor Lännerqvarn\" bygglov"}).exit_code == 0);
    const auto next = office.add("2.txt", damaged_letter("parkering"));
    CHECK(office.text_of(next, "Lannerqvarn") == "Lännerqvarn");
    CHECK(office.json({"evidence", "--json"})["decisions"].size() == 1);
    CHECK(office.json({"search", "--json", "\"Viktor Lännerqvarn\""})["total"] == 2);
    CHECK(office.akt({"verify"}).exit_code == 0);
}
