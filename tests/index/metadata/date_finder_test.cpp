#include "index/metadata/date_finder.h"

#include <doctest/doctest.h>

#include <cstdio>
#include <string>
#include <vector>

#include "tests/index/metadata/made_document.h"

using namespace akt;

namespace {

std::string printed(const std::optional<Found<std::chrono::year_month_day>>& found) {
    if (!found) return "none";
    char out[16];
    std::snprintf(out, sizeof out, "%04d-%02u-%02u", static_cast<int>(found->value.year()),
                  static_cast<unsigned>(found->value.month()), static_cast<unsigned>(found->value.day()));
    return out;
}

struct Case {
    std::string what;
    std::string text;
    std::string date;
};

}  // namespace

TEST_CASE("the document's own date") {
    const std::vector<Case> cases{
        {"plain label", "Datum: 2019-03-14", "2019-03-14"},
        {"decided", "Beslutet fattades efter samråd.\nBeslutsdatum 2019-03-14", "2019-03-14"},
        {"decided, sentence-like label",
         "Dokumentet beslutades den: 2020-09-01\nDokumentet gäller till den: 2025-09-01", "2020-09-01"},
        {"in brackets", "Dokumentet beslutades den: [2020-09-01]", "2020-09-01"},
        {"a slip in the labelled date", "Dokumentet beslutades den: [202512-17]", "2025-12-17"},
        {"meeting", "Sammanträdesdatum\n2019-03-14\nSida 1(4)", "2019-03-14"},
        {"place and date",
         "Göteborg 2024-05-24\n\nBeslut om avtal\n\nRådet tog den 23 maj 2024 ställning till att ett nytt "
         "avtal ska tas fram.",
         "2024-05-24"},
        {"heading of minutes", "Protokoll styrelsemöte 2019-02-19\nNästa möte 2019-03-26", "2019-02-19"},
        {"law is not the date",
         "Enligt lagen den 14 mars 1975 om stiftelser gäller följande.\nDatum: 2019-03-14", "2019-03-14"},
        {"law is not the date, law first and no label",
         "Enligt förordning den 1 juli 1998 gäller följande för alla som söker bidrag hos nämnden.\nLund den "
         "14 mars 2019",
         "2019-03-14"},
        {"birth is not the date", "Sökande: Anna Ek, född 1956-02-03\nLund 2019-03-14", "2019-03-14"},
        {"birth label", "Födelsedatum 1956-02-03\nDatum 2019-03-14", "2019-03-14"},
        {"deadline is not the date", "Datum 2019-03-14\nSvar senast 2019-04-30", "2019-03-14"},
        {"deadline first", "Svar senast 2019-04-30\nLund 2019-03-14", "2019-03-14"},
        {"due date of an invoice", "Fakturadatum 2019-03-14\nFörfallodatum 2019-04-14", "2019-03-14"},
        {"due date first", "Förfallodatum 2019-04-14\nFakturadatum 2019-03-14", "2019-03-14"},
        {"arrival is not the date", "Inkom 2019-03-18\nLund 2019-03-14", "2019-03-14"},
        {"next meeting", "Protokoll 2019-03-14\nNästa sammanträde 2019-04-11", "2019-03-14"},
        {"valid until", "Upprättad 2024-04-10\nGiltig till 2026-04-10", "2024-04-10"},
        {"two-digit year", "Datum: 19-03-14", "2019-03-14"},
        {"two-digit year is year, month, day", "Datum 24-05-24", "2024-05-24"},
        {"day and month with a slash", "Lund 24/5 2024", "2024-05-24"},
        {"reference number glued to a date", "80101911/26.06.2025", "2025-06-26"},
        {"year, day, month is not guessed", "Datum 2019-14-03", "none"},
        {"compact with a label", "Datum: 20190314", "2019-03-14"},
        {"six digits with a label", "Datum: 190314", "2019-03-14"},
        {"compact without a label", "Beställning 20190314", "none"},
        {"label row above values", "Datum Dnr\n2019-03-14 KS 2019/12", "2019-03-14"},
        {"stacked labels", "Datum\nDnr\n2019-03-14\nKS 2019/12", "2019-03-14"},
        {"their date is not ours", "Ert datum 2019-02-01\nVårt datum 2019-03-14", "2019-03-14"},
        {"written at the foot",
         "Ansökan om bidrag\n\nJag ansöker om bidrag.\n\nLund den 14 mars 2019\nAnna Ek", "2019-03-14"},
        {"range of days", "Sammanträdesdatum 2019-03-14—15", "2019-03-14"},
        {"month only", "Rapport\nmars 2019", "2019-03-01"},
        {"a day beats a month", "Rapport mars 2019\nDatum 2019-04-02", "2019-04-02"},
        {"revised loses to decided", "Fastställd 2019-03-14\nReviderad 2021-05-05", "2019-03-14"},
        {"coming into force", "Beslutet träder i kraft den 1 januari 2020.\nStadsby 2019-03-14",
         "2019-03-14"},
        {"weekday between", "Sammanträdesdatum: torsdagen den 14 mars 2019", "2019-03-14"},
        {"plats och tid", "Plats och tid Stadshuset, torsdagen den 14 mars 2019 kl. 18.00", "2019-03-14"},
        {"adjusted minutes", "Justeringsdatum 2019-03-20\nSammanträdesdatum 2019-03-14", "2019-03-14"},
        {"notice board", "Datum för anslags uppsättande 2019-03-21\nSammanträdesdatum 2019-03-14",
         "2019-03-14"},
        {"personnummer", "Personnummer 19560203-1234\nDatum 2019-03-14", "2019-03-14"},
        {"law numbers", "SFS 2009:400, prop. 1979/80:2", "none"},
        {"nothing", "Hej och hå", "none"},
        {"misread month", "Datum: 14 novembcr 2019", "2019-11-14"},
        {"misread label", "Sammanträdesdaturn 2019-03-14\nnästa gång 2019-04-14", "2019-03-14"},
    };
    for (const auto& [what, text, date] : cases) {
        CAPTURE(what);
        CHECK(printed(find_date(test::text_document(text))) == date);
    }
}

TEST_CASE("the file name's date helps, and is the last resort") {
    CHECK(printed(find_date(test::text_document("Protokoll", "Protokoll_20190219.pdf"))) == "2019-02-19");
    CHECK(find_date(test::text_document("Protokoll", "Protokoll_20190219.pdf"))->page == 0);
    CHECK(printed(find_date(test::text_document("Datum 2019-03-14", "Protokoll_20190219.pdf"))) ==
          "2019-03-14");
    CHECK(printed(find_date(test::text_document("2019-02-19\n2019-02-20", "mote-190220.pdf"))) ==
          "2019-02-20");
}

TEST_CASE("the date of arrival") {
    const std::vector<Case> cases{
        {"stamp", "KOMMUNSTYRELSEN\nInkom\n2019-03-14\nDnr KS 2019/12", "2019-03-14"},
        {"one line", "Inkom 2019-03-14", "2019-03-14"},
        {"ankom", "Ankom den 14 mars 2019", "2019-03-14"},
        {"ankomstdatum", "Ankomstdatum: 2019-03-14", "2019-03-14"},
        {"stamp read with gaps", "INKOM 2019 -03- 14", "2019-03-14"},
        {"compact stamp", "Inkommen 20190314", "2019-03-14"},
        {"told in running text", "Ansökan inkom den 14 mars 2019 och kompletterades senare.", "none"},
        {"not stamped", "Datum 2019-03-14", "none"},
    };
    for (const auto& [what, text, date] : cases) {
        CAPTURE(what);
        CHECK(printed(find_received_date(test::text_document(text))) == date);
    }
}

TEST_CASE("labels above values, by position: the column decides, not the order") {
    const auto document = test::placed_document({
        {{"Ankomstdatum", 300, 100, 20}, {"Datum", 900, 100, 20}},
        {{"2019-03-18", 300, 130}, {"2019-03-14", 900, 130}},
    });
    const auto date = find_date(document);
    CHECK(printed(date) == "2019-03-14");
    CHECK(date->box == PixelBox{900, 130, 900 + 150, 160});
    CHECK(printed(find_received_date(document)) == "2019-03-18");
}

TEST_CASE("repaired readings are what is looked at") {
    auto document = test::text_document("Datum 2O19-03-14");
    CHECK(printed(find_date(document)) == "none");
    document.pages[0].lines[0].words[1].set_repair({"2019-03-14", 3, RepairReason::ocr, false});
    CHECK(printed(find_date(document)) == "2019-03-14");
}
