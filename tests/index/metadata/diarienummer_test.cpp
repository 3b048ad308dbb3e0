#include "index/metadata/diarienummer.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "index/metadata/diarienummer_finder.h"
#include "tests/index/metadata/made_document.h"

using namespace akt;

TEST_CASE("a diarienummer in every printed form") {
    struct Case {
        std::string text;
        std::string canonical;
    };
    const std::vector<Case> cases{
        {"KS 2018/124", "KS 2018/124"},
        {"Dnr KS 2018/124", "KS 2018/124"},
        {"Dnr: KS 2018/124", "KS 2018/124"},
        {"Diarienummer KS 2018/124", "KS 2018/124"},
        {"KS/2018:443", "KS 2018/443"},
        {"KS-2015/112", "KS 2015/112"},
        {"Dnr 2014/304", "2014/304"},
        {"2014/304", "2014/304"},
        {"2014:304", "2014/304"},
        {"2014-304", "2014/304"},
        {"KS/2019/0001/0009", "KS 2019/1-9"},
        {"SBN 2021 00099", "SBN 2021/99"},
        {"RA 22-2007/03552", "RA 22 2007/3552"},
        {"3579-2005", "2005/3579"},
        {"2005-2010", "2010/2005"},
        {"ks2018-124", "KS 2018/124"},
        {"ks 2018/0124", "KS 2018/124"},
        {"KS2018/124", "KS 2018/124"},
        {"KS/2024:0123", "KS 2024/123"},
        {"KS 2018/124-3", "KS 2018/124-3"},
        {"KS 2018/124 - 3", "KS 2018/124-3"},
        {"KS 2018:124:3", "KS 2018/124-3"},
        {"KS.2019.123", "KS 2019/123"},
        {"KS 12/2019", "KS 2019/12"},
        {"4.1-12345/2019", "4.1 2019/12345"},
        {"4.1 2019/12345", "4.1 2019/12345"},
        {"N2016/01234/TIF", "N 2016/1234"},
        {"Fi2020/00123/S3", "FI 2020/123"},
        {"Fi2020/00123", "FI 2020/123"},
        {"UF/2019:22", "UF 2019/22"},
        {"SMST 2019-2021", "SMST 2019/2021"},
        {"VON/2020:00123", "VON 2020/123"},
        {"VÅN 2020/7", "VÅN 2020/7"},
        {"vån 2020/7", "VÅN 2020/7"},
        {"  BUN 2022/15  ", "BUN 2022/15"},
        {"KS–2015/112", "KS 2015/112"},
        {"KS 2019/1-0", "KS 2019/1"},
        {"LSN 2019-00012", "LSN 2019/12"},
        {"ärendenr 2019/5", "2019/5"},
        {"1998/1", "1998/1"},
        {"KS 2018 / 124", "KS 2018/124"},
        {"91/0216-702", "1991/216-702"},
        {"KS 18/124", "KS 2018/124"},
    };
    for (const auto& [text, expected] : cases) {
        CAPTURE(text);
        const auto dnr = parse_diarienummer(text);
        REQUIRE(dnr);
        CHECK(canonical(*dnr) == expected);
    }
}

TEST_CASE("what is no diarienummer") {
    for (const std::string text : {"",
                                   " ",
                                   "KS",
                                   "2018",
                                   "KS 2018",
                                   "2019-03-14",
                                   "2019-03",
                                   "14-03-2019",
                                   "KS 2019-03-14",
                                   "2019/03/14",
                                   "KS 2018/",
                                   "KS 2018/124 Anna",
                                   "beslut KS 2018/124",
                                   "08-123 45 67",
                                   "556036-0793",
                                   "KS 1850/12",
                                   "KS 2150/12",
                                   "KS 2018/0",
                                   "KS 2018/123456789",
                                   "19121212-1212",
                                   "1.2.3",
                                   "kl 18.00",
                                   "ABCDEFGHIJKLMNOP 2019/1",
                                   "KS 20 99",
                                   "\xFF\xFE",
                                   "§ 23"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_diarienummer(text));
    }
}

TEST_CASE("the same case, however it is printed") {
    const auto first = parse_diarienummer("KS/2024:0123");
    REQUIRE(first);
    for (const std::string text : {"KS 2024/123", "ks2024-123", "Dnr KS-2024/123", "KS 2024:00123"})
        CHECK(parse_diarienummer(text) == first);
    CHECK_FALSE(parse_diarienummer("KS 2024/124") == first);
    CHECK_FALSE(parse_diarienummer("KS 2024/123-1") == first);
    CHECK(parse_diarienummer(" ks2024-123 ")->printed == "ks2024-123");
}

TEST_CASE("canonical forms parse to the same case") {
    CHECK(rc::check([] {
        const auto letters = *rc::gen::resize(6, rc::gen::container<std::string>(rc::gen::inRange('A', 'Z')));
        const auto year = *rc::gen::inRange(1900, 2100);
        const auto number = *rc::gen::inRange(1, 10000000);
        const auto document = *rc::gen::inRange(0, 10000);
        RC_PRE(letters != "DNR");
        const Diarienummer dnr{letters, year, number, document, {}};
        const auto parsed = parse_diarienummer(canonical(dnr));
        RC_ASSERT(parsed);
        RC_ASSERT(*parsed == dnr);
    }));
}

TEST_CASE("whatever is parsed has a canonical form that parses to it; any bytes may come") {
    const std::string alphabet = "KSNå 2019/-:.0123456789Dnr ";
    CHECK(rc::check([&] {
        const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(alphabet));
        const auto parsed = parse_diarienummer(text);
        if (!parsed) return;
        RC_CLASSIFY(true);
        RC_ASSERT(parse_diarienummer(canonical(*parsed)) == parsed);
        RC_ASSERT(canonical(*parse_diarienummer(canonical(*parsed))) == canonical(*parsed));
    }));
    CHECK(rc::check([](const std::string& bytes) { parse_diarienummer(bytes); }));
}

namespace {

/// Canonical forms of what is found, parted by ", ".
std::string found_in(std::string_view text) {
    std::string out;
    for (const auto& found : find_diarienummer(test::text_document(text))) {
        if (!out.empty()) out += ", ";
        out += canonical(found.value);
    }
    return out;
}

}  // namespace

TEST_CASE("the numbers a document carries") {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"Dnr KS 2018/124", "KS 2018/124"},
        {"Dnr: KS 2018/124 2019-03-14", "KS 2018/124"},
        {"Datum 2019-03-14 Dnr SBN 2021 00099 Handläggare Anna Ek", "SBN 2021/99"},
        {"Onr KS 2018/124", "KS 2018/124"},
        {"Dnr. 2014/304", "2014/304"},
        {"Dnr2014/304", "2014/304"},
        {"Diarienr: 3579-2005", "2005/3579"},
        {"Diarienummcr: BUN 2020/17", "BUN 2020/17"},
        {"Ärendenr: 2020-00017", "2020/17"},
        {"Vår beteckning: RA 22-2007/03552", "RA 22 2007/3552"},
        {"Vår beteckning: KS 2020/1\nEr beteckning: BN 2019/77", "KS 2020/1, BN 2019/77"},
        {"Ert dnr: 2019/55", "2019/55"},
        {"Datum\n2019-03-14\nDiarienummer\nKS 2019/77", "KS 2019/77"},
        {"Datum Dnr\n2019-03-14 2019/77", "2019/77"},
        {"Dnr KS 2O18/l24", "KS 2018/124"},
        {"KOMMUNSTYRELSEN KS/2019/0001/0009", "KS 2019/1-9"},
        {"Fi2020/00123/S3", "FI 2020/123"},
        {"Dnr KS 2019/12 och KS 2019/12", "KS 2019/12"},
        {"Dnr KS 2019/12\n§ 4 BN 2019/13", "KS 2019/12, BN 2019/13"},
    };
    for (const auto& [text, expected] : cases) {
        CAPTURE(text);
        CHECK(found_in(text) == expected);
    }
}

TEST_CASE("look-alikes are no diarienummer") {
    for (const std::string text : {"SOU 2017:114",
                                   "SFS 2009:400",
                                   "prop. 1979/80:2",
                                   "Prop. 2019/20:12",
                                   "dir. 2017:29",
                                   "Dir. 2017:29",
                                   "OSL 2009:400",
                                   "AFS 2015:4",
                                   "SOSFS 2011:9",
                                   "NJA 2005:12",
                                   "EU 2016/679",
                                   "förordning (EU) 2016/679",
                                   "direktiv 2006/123/EG",
                                   "2019-03-14",
                                   "Datum 2019-03-14",
                                   "tel. 08-123 45 67",
                                   "Telefon 0730-23 20 30",
                                   "lag 1998/12",
                                   "2014/15",
                                   "BUDGET 2019-2021",
                                   "läsåret 2019/20",
                                   "HT 2019/20",
                                   "Dnr SOU 2017:114",
                                   "Dnr: 2019-03-14",
                                   "Org.nr 556036-0793",
                                   "Dnr: /Ärendebeskrivning",
                                   "Diarienummer: skriv nummer exempelvis KS/xxx:xx",
                                   "bankgiro 624-1061",
                                   "ISO 9001:2015",
                                   "personnummer 19121212-1212",
                                   "den 3/12 2019",
                                   "kl. 2019/12"}) {
        CAPTURE(text);
        CHECK(found_in(text).empty());
    }
}

TEST_CASE("numbers mentioned in running text come after the document's own") {
    const std::string mention =
        "Av utredningen framgår, se Justitieombudsmannens beslut den 9 maj 2006, dnr 3579-2005, att nämnden "
        "borde ha svarat.";
    CHECK(found_in("Dnr KS 2019/12\n\n" + mention) == "KS 2019/12, 2005/3579");
    CHECK(found_in(mention) == "2005/3579");
}

TEST_CASE("labels above the values, by position") {
    const auto document = test::placed_document({
        {{"Datum", 900, 100, 20}, {"Diarienummer", 1200, 100, 20}},
        {{"2019-03-14", 900, 130}, {"2019/77", 1200, 130}},
        {{"Er beteckning", 1200, 200, 20}},
        {{"2018/5", 1200, 230}},
    });
    const auto found = find_diarienummer(document);
    REQUIRE(found.size() == 2);
    CHECK(canonical(found[0].value) == "2019/77");
    CHECK(found[0].box == PixelBox{1200, 130, 1200 + 7 * 15, 160});
    CHECK(found[0].page == 1);
    CHECK(canonical(found[1].value) == "2018/5");
    CHECK(found[1].confidence < found[0].confidence);
}
