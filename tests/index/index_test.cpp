#include "index/index.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "index/index_terms.h"
#include "index/index_words.h"
#include "index/rebuild.h"
#include "ocr/base/error.h"
#include "tests/search/search_fixture.h"

using namespace akt;

namespace {

std::vector<std::string> texts_of(const std::string& text) {
    std::vector<std::string> texts;
    for (auto& word : split_words(text)) texts.push_back(std::move(word.text));
    return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("text is split into lower-case words without soft hyphens") {
    struct Case {
        std::string text;
        Texts words;
    };
    const std::vector<Case> cases{
        {"", {}},
        {"Hälso- och SJUKVÅRD", {"hälso", "och", "sjukvård"}},
        {"sjuk\xC2\xADvård", {"sjukvård"}},
        {"fo\xCC\x88r", {"för"}},
        {"EU:s och id:t", {"eu", "och", "id"}},
        {"kl 10:30", {"kl", "10", "30"}},
        {"färg:röd", {"färg", "röd"}},
        {"§ 23, bl.a.", {"§", "23", "bl", "a"}},
        {"KS/2024:0123", {"ks", "2024", "0123"}},
        {"a\xFF\xCC\x81"
         "b",
         {"a", "b"}},
    };
    for (const auto& [text, words] : cases) {
        CAPTURE(text);
        CHECK(texts_of(text) == words);
    }
    const auto words = split_words("x EU-länderna - b");
    REQUIRE(words.size() == 4);
    CHECK(words[2].hyphen_before);
    CHECK_FALSE(words[3].hyphen_before);
    CHECK(words[2].begin == 5);
    CHECK(words[2].end == 14);
}

TEST_CASE("words of any bytes are short, in order, and split again into themselves") {
    CHECK(rc::check([](const std::string& bytes) {
        std::size_t last = 0;
        for (const auto& word : split_words(bytes)) {
            RC_ASSERT(word.begin >= last && word.end > word.begin && word.end <= bytes.size());
            last = word.end;
            RC_ASSERT(word.text.size() <= kMaxWordBytes);
            RC_ASSERT(texts_of(word.text) == Texts{word.text});
        }
    }));
}

TEST_CASE("a page's readings stand where phrases expect them") {
    auto page =
        page_of(1, {"hälso- och sjukvårds-", "avtalet EU-länderna", "", "Nytt stycke-", "Stor bokstav"});
    page.lines[0].words[1].set_repair({"och eller", 1, RepairReason::ocr, false});
    std::vector<std::string> at(static_cast<std::size_t>(position_count(readings_of(page))));
    for (const auto& reading : readings_of(page)) {
        auto& place = at.at(reading.position);
        place += (place.empty() ? "" : "|") + reading.text + (reading.onto_next_line ? "+" : "");
    }
    CHECK(at == Texts{"hälso", "och", "eller", "sjukvårds|sjukvårdsavtalet+|avtalet", "eu|euländerna",
                      "länderna", "nytt", "stycke", "stor", "bokstav"});
}

TEST_CASE("a raw reading stands beside a certain repair, and is as good as an uncertain one") {
    auto page = page_of(1, {"for far"});
    page.lines[0].words[0].set_repair({"för", 3, RepairReason::marks, false});
    page.lines[0].words[1].set_repair({"får", 0.2, RepairReason::marks, true});
    std::vector<std::string> found;
    for (const auto& reading : readings_of(page))
        found.push_back(std::to_string(reading.position) + reading.text + (reading.raw ? "*" : ""));
    CHECK(found == Texts{"0för", "0for*", "1får", "1far"});
}

TEST_CASE("what a hit shows survives being stored") {
    CHECK(rc::check([](const std::string& title, const std::string& sender) {
        StoredHit hit{"id",         "k",         title,
                      "2024-05-24", "KS 2024/1", "beslut",
                      sender,       "a b.pdf",   {{1, 101}, {2, 4'000'000'000U}}};
        std::ranges::replace(hit.title, '\n', ' ');
        std::ranges::replace(hit.sender, '\n', ' ');
        RC_ASSERT(decode_stored_hit(encode(hit)) == hit);
    }));
    CHECK(decode_stored_hit("").id.empty());
}

TEST_CASE("one case, however much of its number is asked for") {
    const auto dnr = parse_diarienummer("KS 2024/123-4");
    REQUIRE(dnr);
    CHECK(dnr_terms(*dnr) == Texts{"D2024/123", "D2024/123-4", "Dks 2024/123", "Dks 2024/123-4"});
    CHECK(value_term(FieldId::tag, std::string(1000, 'x')).size() < 245);
}

TEST_CASE("the index behaves as a set of records through writing, removing and reopening") {
    CHECK(rc::check([]() {
        test::TemporaryFolder folder;
        const auto path = folder.path() / "index";
        std::set<std::string> model;
        auto index = Index::open(path, Index::Mode::write, split_few);
        for (int step = *rc::gen::inRange(1, 12); step > 0; --step) {
            const int number = *rc::gen::inRange(0, 5);
            switch (*rc::gen::inRange(0, 4)) {
                case 0:
                case 1:
                    index.replace(record_of(number, {"beslut " + std::to_string(step)}));
                    model.insert(test_sha256(number));
                    break;
                case 2:
                    index.remove(test_sha256(number));
                    model.erase(test_sha256(number));
                    break;
                default:
                    index.commit();
                    index = Index::open(path, Index::Mode::read);
                    index = Index::open(path, Index::Mode::write, split_few);
            }
            RC_ASSERT(index.ids() == std::vector<std::string>(model.begin(), model.end()));
            RC_ASSERT(index.size() == model.size());
            RC_ASSERT(index.contains(test_sha256(number)) == model.contains(test_sha256(number)));
        }
    }));
}

TEST_CASE("a replaced document is found by its new words only") {
    test::TemporaryFolder folder;
    auto index = Index::open(folder.path() / "index", Index::Mode::write);
    index.replace(record_of(1, {"gammal lydelse"}));
    index.replace(record_of(1, {"annan lydelse"}));
    index.commit();
    const Searcher searcher(folder.path() / "index", {});
    CHECK(searcher.search("gammal").total == 0);
    CHECK_FALSE(searcher.search("gammel").suggestion);  // nor does its spelling linger
    CHECK(searcher.search("annan").total == 1);
}

TEST_CASE("one writer at a time; an index that is missing, old or damaged is to be made again") {
    test::TemporaryFolder folder;
    const auto path = folder.path() / "index";
    const auto code_of = [&](Index::Mode mode) {
        try {
            Index::open(path, mode);
        } catch (const Error& error) {
            CHECK(error.hint() != "");
            return error.code();
        }
        return ErrorCode::internal;
    };
    CHECK(Index::needs_rebuild(path));
    CHECK(code_of(Index::Mode::read) == ErrorCode::not_found);
    {
        const auto writer = Index::open(path, Index::Mode::write);
        CHECK(code_of(Index::Mode::write) == ErrorCode::archive_locked);
    }
    CHECK_FALSE(Index::needs_rebuild(path));
    for (const auto& entry : std::filesystem::directory_iterator(path))
        if (entry.is_regular_file()) std::ofstream(entry.path(), std::ios::trunc) << "not an index";
    CHECK(Index::needs_rebuild(path));
    CHECK(code_of(Index::Mode::read) == ErrorCode::integrity);
}

TEST_CASE("a rebuilt index answers as the one it replaces, and a searcher goes over to it") {
    test::TemporaryFolder folder;
    const auto path = folder.path() / "index";
    std::vector<Record> records;
    for (int i = 0; i < 20; ++i) records.push_back(record_of(i, {"beslut nummer " + std::to_string(i % 7)}));
    RecordSource source;
    for (const auto& record : records) source.ids.push_back(record.original.sha256);
    source.find = [&](const std::string& id) -> std::optional<Record> {
        for (const auto& record : records)
            if (record.original.sha256 == id && id != test_sha256(3)) return record;
        return std::nullopt;
    };
    {
        auto index = Index::open(path, Index::Mode::write);
        index.replace(record_of(99, {"gammal post"}));
        index.commit();
    }
    const Searcher searcher(path, {});
    CHECK(searcher.search("post").total == 1);
    const auto report = rebuild_index(path, source);
    CHECK(report.indexed == 19);
    CHECK(report.failed == Texts{test_sha256(3) + ": no such record"});
    CHECK(searcher.search("post").total == 0);
    CHECK(searcher.search("beslut").total == 19);
    CHECK(searcher.search("2").total == 3);
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);

    CHECK_THROWS_AS(rebuild_index(path, source, {}, [](std::size_t done, std::size_t) { return done < 5; }),
                    Error);
    CHECK(searcher.search("beslut").total == 19);  // stopped: the old one stays
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("complete_index puts back what is missing and takes away what is gone") {
    test::TemporaryFolder folder;
    auto index = Index::open(folder.path() / "index", Index::Mode::write);
    for (const int number : {1, 2, 9}) index.replace(record_of(number, {"beslut"}));
    const RecordSource source{{test_sha256(1), test_sha256(2), test_sha256(3)},
                              [](const std::string& id) -> std::optional<Record> {
                                  for (const int number : {1, 2, 3})
                                      if (test_sha256(number) == id) return record_of(number, {"beslut"});
                                  return std::nullopt;
                              }};
    CHECK(complete_index(index, source).indexed == 1);
    auto wanted = source.ids;
    std::ranges::sort(wanted);
    CHECK(index.ids() == wanted);
}
