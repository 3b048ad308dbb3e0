#include "index/review.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "index/archive/archive.h"
#include "index/archive/digest.h"
#include "index/archive_evidence.h"
#include "index/index.h"
#include "index/metadata/extract.h"
#include "index/rebuild.h"
#include "ocr/base/error.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text_records.h"

using namespace akt;
namespace fs = std::filesystem;

namespace {

/// Two pages, two uncertain repairs and a certain one.
Record sample() {
    Record record =
        record_of(7, {"Till Kristina Lannerqvarn\nför kannedom", "Med vanlig halsning\nKansliet"});
    auto& pages = record.document.pages;
    pages[0].lines[0].words[2].set_repair({"Lännerqvarn", 0.3, RepairReason::marks, true});
    pages[0].lines[1].words[1].set_repair({"kännedom", 4, RepairReason::marks, false});
    pages[1].lines[0].words[2].set_repair({"hälsning", 0.1, RepairReason::marks, true});
    return record;
}

constexpr WordPlace kName{1, 1, 3}, kGreeting{2, 1, 3}, kPlain{1, 1, 2};

template <class Action>
ErrorCode code_of(Action&& action) {
    try {
        action();
    } catch (const Error& error) {
        return error.code();
    }
    return ErrorCode::internal;
}

}  // namespace

TEST_CASE("a word's place is written and read back; what is none is none") {
    for (const WordPlace place : {WordPlace{1, 1, 1}, WordPlace{12, 0, 3}, WordPlace{2, 300, 41}})
        CHECK(parse_word_place(to_string(place)) == place);
    for (const char* wrong : {"", "1", "1.2", "1.2.3.4", "1.2.", ".1.2.3", "0.1.1", "1.1.0", "1.-1.1",
                              "1 .1.1", "+1.1.1", "1.1.99999999999", "1.1.1 ", "a.b.c"}) {
        CAPTURE(wrong);
        CHECK(!parse_word_place(wrong));
    }
}

TEST_CASE("uncertain readings come worst first, with their line and place") {
    const auto readings = uncertain_readings(sample().document);
    REQUIRE(readings.size() == 2);
    CHECK(readings[0].place == kGreeting);
    CHECK(readings[1].place == kName);
    CHECK(readings[1].line == "Till Kristina Lännerqvarn");
    CHECK(readings[1].line.substr(readings[1].begin, readings[1].end - readings[1].begin) == "Lännerqvarn");
    CHECK(readings[1].raw == "Lannerqvarn");
}

TEST_CASE("what a person says stands, and what was read stays beside it") {
    Record record = sample();
    SUBCASE("accepted") {
        const auto decision = decide(record, kName, Verdict::accepted);
        REQUIRE(decision);
        CHECK(decision->text == "Lännerqvarn");
        CHECK(decision->before == "Kristina");
        CHECK(decision->after == "för");
        CHECK(describe({*decision}) == "accepted 1.1.3: Lannerqvarn → Lännerqvarn");
    }
    SUBCASE("rejected") {
        const auto decision = decide(record, kName, Verdict::rejected);
        REQUIRE(decision);
        CHECK(decision->text == "Lannerqvarn");
        CHECK(word_at(record.document, kName).text() == "Lannerqvarn");
        CHECK(describe({*decision}) == "rejected 1.1.3: Lannerqvarn ↛ Lännerqvarn");
    }
    SUBCASE("corrected, letters composed") {
        REQUIRE(decide(record, kName, Verdict::corrected, " La\u030Annerqvarn "));
        CHECK(word_at(record.document, kName).text() == "Lånnerqvarn");
    }
    SUBCASE("a word without a repair is found right") {
        REQUIRE(decide(record, kPlain, Verdict::accepted));
        CHECK(word_at(record.document, kPlain).text() == "Kristina");
        CHECK(record.decisions[0].raw == record.decisions[0].text);
    }
    REQUIRE(record.decisions.size() == 1);
    const Word& word = word_at(record.document, record.decisions[0].place);
    CHECK(word.raw() == word_at(sample().document, record.decisions[0].place).raw());
    REQUIRE(word.repair());
    CHECK(word.repair()->reason == RepairReason::person);
    CHECK(!word.repair()->uncertain);
}

TEST_CASE("what cannot be decided is refused, and nothing changes") {
    Record record = sample();
    struct Case {
        WordPlace place;
        Verdict verdict;
        std::string text;
        ErrorCode code;
    };
    const std::vector<Case> cases{
        {{3, 1, 1}, Verdict::accepted, "", ErrorCode::not_found},
        {{1, 9, 1}, Verdict::accepted, "", ErrorCode::not_found},
        {{1, 1, 4}, Verdict::rejected, "", ErrorCode::not_found},
        {{1, 0, 1}, Verdict::accepted, "", ErrorCode::not_found},
        {kPlain, Verdict::rejected, "", ErrorCode::usage},
        {kName, Verdict::corrected, "", ErrorCode::usage},
        {kName, Verdict::corrected, " \u00A0", ErrorCode::usage},
        {kName, Verdict::corrected, "två\nrader", ErrorCode::usage},
        {kName, Verdict::corrected, "\x1b[31m", ErrorCode::usage},
        {kName, Verdict::corrected, std::string(300, 'x'), ErrorCode::usage},
    };
    for (const auto& c : cases) {
        CAPTURE(to_string(c.place));
        CAPTURE(c.text);
        CHECK(code_of([&] { decide(record, c.place, c.verdict, c.text); }) == c.code);
    }
    CHECK(code_of([&] { undo_decision(record, kName); }) == ErrorCode::not_found);
    CHECK(record == sample());
}

TEST_CASE("the same decision twice is one") {
    Record record = sample();
    CHECK(decide(record, kName, Verdict::accepted));
    CHECK(!decide(record, kName, Verdict::accepted));
    CHECK(decide(record, kName, Verdict::rejected));
    CHECK(record.decisions.size() == 1);
    CHECK(word_at(record.document, kName).text() == "Lannerqvarn");
    CHECK(decide(record, kName, Verdict::accepted));
    CHECK(word_at(record.document, kName).text() == "Lännerqvarn");
    CHECK(decide(record, kName, Verdict::corrected, "Lönnerqvarn"));
    CHECK(!decide(record, kName, Verdict::corrected, "Lönnerqvarn"));
    CHECK(!decide(record, kName, Verdict::accepted));
    CHECK(word_at(record.document, kName).text() == "Lönnerqvarn");
}

TEST_CASE("decisions taken back leave the document as it was, whatever came between") {
    CHECK(rc::check([] {
        Record record = sample();
        const auto places = std::vector<WordPlace>{kName, kGreeting, kPlain, {1, 2, 2}};
        for (int i = *rc::gen::inRange(1, 8); i > 0; --i) {
            const auto place = *rc::gen::elementOf(places);
            const auto verdict = *rc::gen::element(Verdict::accepted, Verdict::rejected, Verdict::corrected);
            if (verdict == Verdict::rejected && place == kPlain) continue;
            decide(record, place, verdict, "Kron Åsa");
        }
        while (!record.decisions.empty())
            undo_decision(record, (*rc::gen::elementOf(record.decisions)).place);
        RC_ASSERT(record == sample());
    }));
}

TEST_CASE("a document read anew keeps what people decided") {
    Record old = sample();
    REQUIRE(decide(old, kName, Verdict::corrected, "Lännerkvarn"));
    REQUIRE(decide(old, kGreeting, Verdict::rejected));
    Record fresh = record_of(7, {"Till Kristina Lannerqvarn\nför kannedom", "Med vanlig halsning\nKansliet"});
    auto& pages = fresh.document.pages;
    SUBCASE("read the same") {
        keep_decisions(fresh, old);
        CHECK(word_at(fresh.document, kName).text() == "Lännerkvarn");
        CHECK(word_at(fresh.document, kGreeting).text() == "halsning");
        CHECK(word_at(fresh.document, kGreeting).repair()->reason == RepairReason::person);
    }
    SUBCASE("at another resolution and with another reading") {
        Page& page = pages[0];
        old.document.pages[0].width_px = old.document.pages[0].height_px = 1000;
        page.width_px = page.height_px = 2000;
        for (Line& line : page.lines)
            for (Word& word : line.words) {
                const auto box = word.box();
                word = Word(word.raw() == "Lannerqvarn" ? "Lanncrqvam" : word.raw(),
                            {2 * box.left_px, 2 * box.top_px, 2 * box.right_px, 2 * box.bottom_px}, 0.5F);
            }
        keep_decisions(fresh, old);
        CHECK(word_at(fresh.document, kName).raw() == "Lanncrqvam");
        CHECK(word_at(fresh.document, kName).text() == "Lännerkvarn");
    }
    SUBCASE("with a line more before it, and no boxes") {
        fresh =
            record_of(7, {"Granby kommun\nTill Kristina Lannerqvarn\nför kannedom", "Med vanlig halsning"});
        for (Page& page : fresh.document.pages)
            for (Line& line : page.lines)
                for (Word& word : line.words) word = Word(word.raw(), {}, 1);
        keep_decisions(fresh, old);
        CHECK(word_at(fresh.document, {1, 2, 3}).text() == "Lännerkvarn");
    }
    SUBCASE("its page failed, and is read the next time") {
        Record failed = fresh;
        failed.document.pages[0].lines.clear();
        keep_decisions(failed, old);
        REQUIRE(failed.decisions.size() == 2);
        CHECK(to_string(failed.decisions[0].place) == "1.0.1");
        keep_decisions(fresh, failed);
        CHECK(word_at(fresh.document, kName).text() == "Lännerkvarn");
    }
    CHECK(fresh.decisions.size() == 2);
}

TEST_CASE("what finders found follows a corrected word; what a person set does not") {
    Record record = record_of(8, {"Yttrande om Lannerqvarns garage\n\nDatum: 2019-03-14"});
    record.metadata = extract_metadata(record.document);
    REQUIRE(record.metadata.title);
    const Record before = record;
    REQUIRE(decide(record, {1, 1, 3}, Verdict::corrected, "Lännerqvarns"));
    follow_decisions(record.metadata, before.document, record.document);
    CHECK(record.metadata.title->value == "Yttrande om Lännerqvarns garage");
    const Document decided = record.document;
    undo_decision(record, {1, 1, 3});
    follow_decisions(record.metadata, decided, record.document);
    CHECK(record == before);

    record.metadata.title = {"Garaget", 0, {}, 1, true};
    REQUIRE(decide(record, {1, 1, 3}, Verdict::corrected, "Lännerqvarns"));
    follow_decisions(record.metadata, before.document, record.document);
    CHECK(record.metadata.title->value == "Garaget");
}

TEST_CASE("a version kept before its program died is indexed by the next one") {
    const test::TemporaryFolder folder;
    Record record = sample();
    record.original.sha256 = digest_of("bytes", DigestAlgorithm::sha256);
    record.original.media_type = "text/plain";
    const std::string id = record.original.sha256;
    test::write_file(folder.path() / "original", "bytes");
    {
        Archive archive = Archive::create_or_open(folder.path() / "archive", Archive::Mode::write);
        REQUIRE(archive.put(record, folder.path() / "original"));
        Index index = Index::open(archive.index_folder(), Index::Mode::write);
        index.replace(record);
        REQUIRE(decide(record, kName, Verdict::accepted));
        // Killed here: the version is in, the index knows nothing of it.
        archive.revise(record, "accepted");
        CHECK(index.decided_ids().empty());
        CHECK(gather_evidence(archive, index).decisions.size() == 1);
    }
    Archive archive = Archive::create_or_open(folder.path() / "archive", Archive::Mode::write);
    CHECK(archive.verify().ok());
    CHECK(archive.unsettled() == std::vector<std::string>{id});
    Index index = Index::open(archive.index_folder(), Index::Mode::write);
    complete_index(index, {archive.ids(), [&](const std::string& one) { return archive.find(one); },
                           archive.unsettled()});
    const auto evidence = gather_evidence(archive, index);
    REQUIRE(evidence.decisions.size() == 1);
    CHECK(evidence.decisions[0].id == id);
    CHECK(evidence.decisions[0].decision == record.decisions[0]);
    CHECK(evidence.for_repair().decided ==
          std::vector<DecidedReading>{{"Lannerqvarn", "Lännerqvarn", "Kristina", "för"}});
    CHECK(index.uncertain_ids() == std::vector<std::string>{id});

    REQUIRE(decide(record, kGreeting, Verdict::accepted));
    keep_revision(archive, index, record, "accepted");
    CHECK(archive.find(id) == record);
    CHECK(archive.unsettled().empty());
    CHECK(index.uncertain_ids().empty());
    CHECK(index.decided_ids() == std::vector<std::string>{id});
}

TEST_CASE("words that sound documents teach are counted by document, and go with the document") {
    const test::TemporaryFolder folder;
    const AttestedWords attested = [](const Document& document) {
        std::vector<std::string> words;
        for (const Word& word : document.pages.at(0).lines.at(0).words) words.push_back(word.raw());
        return words;
    };
    Index index = Index::open(folder.path() / "index", Index::Mode::write, {}, attested);
    index.replace(record_of(1, {"lännerqvarn snöqvarnby"}));
    index.replace(record_of(2, {"lännerqvarn"}));
    index.commit();
    CHECK(index.attested_words() == std::vector<AttestedWord>{{"lännerqvarn", 2}, {"snöqvarnby", 1}});
    index.remove(test_sha256(1));
    index.replace(record_of(2, {"krokwalder"}));
    index.commit();
    CHECK(index.attested_words() == std::vector<AttestedWord>{{"krokwalder", 1}});
}
