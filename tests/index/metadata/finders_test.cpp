#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "index/metadata/document_type.h"
#include "index/metadata/info_title.h"
#include "index/metadata/labels.h"
#include "index/metadata/org_number_finder.h"
#include "index/metadata/plain_text.h"
#include "index/metadata/section_finder.h"
#include "index/metadata/sender_finder.h"
#include "index/metadata/title_finder.h"
#include "tests/index/metadata/made_document.h"

using namespace akt;

namespace {

std::string value_of(const std::optional<Found<std::string>>& found) {
    return found ? found->value : "none";
}

std::string values_of(const std::vector<Found<std::string>>& found) {
    std::string out;
    for (const auto& one : found) out += (out.empty() ? "" : " | ") + one.value;
    return out;
}

using Cases = std::vector<std::pair<std::string, std::string>>;

}  // namespace

TEST_CASE("plain text has one byte for each code point") {
    CHECK(to_plain("Ärende–§ 5 ”Å”") == std::string("arende-") + kPlainSection + " 5 \"a\"");
    CHECK(to_plain("\xFF€") == std::string(2, kPlainOther));
    CHECK(code_points("Ärende", 1, 3) == "re");
    CHECK(code_points("Ärende", 0, 99) == "Ärende");
}

TEST_CASE("nearly equal: one changed, one added, two swapped") {
    CHECK(nearly_equal("datum", "datum"));
    CHECK(nearly_equal("datum", "datun"));
    CHECK(nearly_equal("datum", "datm"));
    CHECK(nearly_equal("datum", "dautm"));
    CHECK_FALSE(nearly_equal("datum", "datrn"));
    CHECK_FALSE(nearly_equal("datum", "dautmn"));
}

TEST_CASE("labels at word boundaries, the longest first") {
    const auto hits = labels_in(to_plain("Er beteckning Beslutsdatum"));
    REQUIRE(hits.size() == 2);
    CHECK(hits[0].label == Label::their_number);
    CHECK(hits[0].to == 13);
    CHECK(hits[1].label == Label::decision_date);
    CHECK(labels_in("datumet tillsammans").empty());
}

TEST_CASE("org. numbers") {
    const Cases cases{
        {"Org.nr 556036-0793", "556036-0793"},
        {"Org.nr: 556036–0793, momsreg.nr SE556036079301", "556036-0793"},
        {"SE556036079301", "556036-0793"},
        {"Organisationsnummer 5560360793", "556036-0793"},
        {"16556036-0793", "556036-0793"},
        {"5560360793", ""},          // ten digits alone are anything
        {"556036-0794", ""},         // check digit
        {"Org.nr 121212-1212", ""},  // a sole trader's number is a personnummer
        {"19121212-1212", ""},
        {"1556036-0793", ""},
        {"0556036-0793", ""},
        {"556036-07931", ""},
        {"212000-0142 och 202100-2114", "212000-0142 | 202100-2114"},
    };
    for (const auto& [text, expected] : cases) {
        CAPTURE(text);
        CHECK(values_of(find_org_numbers(test::text_document(text))) == expected);
    }
    CHECK(has_valid_check_digit("5560360793"));
    CHECK_FALSE(has_valid_check_digit("5560360739"));
    CHECK_FALSE(has_valid_check_digit("556036079"));
}

TEST_CASE("sections of minutes") {
    const Cases cases{
        {"§ 23 Val av justerare\n\n§ 24 Ekonomi", "23 | 24"},
        {"23 § Val av justerare", "23"},
        {"§23", "23"},
        {"§ 23 a Tillägg", "23a"},
        {"§§ 130–133", "130 | 131 | 132 | 133"},
        {"Paragrafer §§ 1-3", "1 | 2 | 3"},
        {"Paragrafer 7-9", "7 | 8 | 9"},
        {"§ 5\nVal\n§ 5\nVal igen", "5"},
        {"enligt 5 kap. 2 § OSL", ""},
        {"§ 4 i lagen gäller", ""},
        {"§ 4, andra stycket", ""},
        {"§§ 9-2", "9"},
        {"# § 12 Motion", "12"},
        {"§ 0 Inget", ""},
    };
    for (const auto& [text, expected] : cases) {
        CAPTURE(text);
        CHECK(values_of(find_sections(test::text_document(text))) == expected);
    }
}

TEST_CASE("the kind of document") {
    const Cases cases{
        {"Åkerö kommun\nSAMMANTRÄDESPROTOKOLL\nSammanträdesdatum 2019-03-14\nBeslutande\nJusterare\n§ 1 "
         "Val\n§ 2 Ekonomi",
         "protokoll"},
        {"Protokoll fört vid styrelsemöte\nNärvarande: Anna Ek\nVid protokollet", "protokoll"},
        {"Tjänsteskrivelse\nFörslag till beslut\nNämnden beslutar att anta planen.\nBeskrivning av ärendet",
         "tjänsteskrivelse"},
        {"Hej!\nTack för ert brev.\nMed vänlig hälsning\nAnna Ek", "brev"},
        {"MOTION\nTill kommunfullmäktige\nJag yrkar att skolan får ett bibliotek.", "motion"},
        {"Svar på motion om bibliotek\nTjänsteskrivelse\nFörslag till beslut", "tjänsteskrivelse"},
        {"Kallelse till årsmöte\nDagordning\n1. Val av ordförande", "kallelse"},
        {"KUNGÖRELSE\nFörslag till detaljplan ställs ut", "kungörelse"},
        {"Hyresavtal\nmellan Ek AB, nedan kallad hyresvärden, och parterna\nDetta avtal gäller", "avtal"},
        {"Yttrande över remiss\nNämnden tillstyrker förslaget.", "yttrande"},
        {"RUTIN\nDokumentansvarig är: Enhetschef\nSyfte\nRoller och ansvar", "policy"},
        {"Faktura\nFakturanr 1234\nFörfallodatum 2019-04-14\nAtt betala 100 kr", "faktura"},
        {"Enkät om parken\nKryssa i ett svarsalternativ.\nHur nöjd är du?", "enkät"},
        {"Delegationsbeslut\nBeslutet grundas på ansökan.\nHur man överklagar", "beslut"},
        {"Beslut om bygglov\nSkäl för beslutet\nDu kan överklaga.", "beslut"},
        {"Recept på pannkakor\nVispa mjöl och mjölk.", "övrigt"},
    };
    for (const auto& [text, expected] : cases) {
        CAPTURE(text);
        CHECK(value_of(find_document_type(test::text_document(text))) == expected);
    }
    CHECK_FALSE(find_document_type(test::text_document("")));
}

TEST_CASE("who the document is from") {
    const Cases cases{
        {"Åkerö kommun\nKommunstyrelsen\n\nBeslut om bidrag\nNämnden beslutar.",
         "Kommunstyrelsen, Åkerö kommun"},
        {"Granbackens samfällighetsförening PROTOKOLL 1(2)\nDatum 2019-02-19",
         "Granbackens samfällighetsförening"},
        {"Från: Anna Ek\nTill: Åkerö kommun", "Anna Ek"},
        {"Region Nordmark\nHälso- och sjukvårdsnämnden\n\nTill Åkerö kommun",
         "Hälso- och sjukvårdsnämnden, Region Nordmark"},
        {"SamVäst\n\nGöteborg 2024-05-24\n\nBeslut\n\nE-post: anna.ek@samvast.se", "SamVäst"},
        {"Yttrande\n\nMed vänlig hälsning\nAnna Ek", "Anna Ek"},
        {"Länsstyrelsen i Norra län\nDatum 2019-03-14", "Länsstyrelsen i Norra län"},
        {"vispa mjöl och mjölk", "none"},
        // A coat of arms is read as a letter; an abbreviated point of the compass or a company's initial is
        // one.
        {"S Åkerö kommun\nKommunstyrelsen\n\nBeslut om bidrag\nNämnden beslutar.",
         "Kommunstyrelsen, Åkerö kommun"},
        {"Ö Åkerö kommun\nKommunstyrelsen\n\nBeslut om bidrag\nNämnden beslutar.",
         "Kommunstyrelsen, Ö Åkerö kommun"},
        {"J Ekens Bygg AB\nDatum 2019-03-14\n\nOffert", "J Ekens Bygg AB"},
        // Without a letterhead the organisation at the top is whom the letter is for.
        {"Byggnadsnämnden i Åkerö kommun\nÖverklagande av beslut\nVi bor vid sjön.\nÅkerö den 13 november "
         "2017\nAnna Ek",
         "Anna Ek"},
        {"Styrelsen för Brf Eken\nBegäran om stämma\nMed vänliga hälsningar\nAnna Ek och Bo Al",
         "Anna Ek och Bo Al"},
    };
    for (const auto& [text, expected] : cases) {
        CAPTURE(text);
        CHECK(value_of(find_sender(test::text_document(text))) == expected);
    }
}

TEST_CASE("to whom it goes") {
    const Cases cases{
        {"Till: Åkerö kommun", "Åkerö kommun"},
        {"Till\nKommunstyrelsen", "Kommunstyrelsen"},
        {"Beslutet skickas till\nEkonomichefen\nBarn- och utbildningsnämnden",
         "Ekonomichefen | Barn- och utbildningsnämnden"},
        {"Kopia till: Anna Ek, Bo Al", "Anna Ek | Bo Al"},
        {"till dess att beslut fattas", ""},
        {"Till kommunfullmäktige i Åkerö kommun", "kommunfullmäktige i Åkerö kommun"},
        {"Sökande: Värdshuset Eken, Storgatan 1, Åkerö", "Värdshuset Eken"},
        {"Styrelsen för Brf Eken\nBegäran om stämma\nMed vänliga hälsningar\nAnna Ek",
         "Styrelsen för Brf Eken"},
        {"Ek AB\n\nKommunstyrelsen\nStorgatan 1\n123 45 Åkerö\n\nHej!", "Kommunstyrelsen"},
    };
    for (const auto& [text, expected] : cases) {
        CAPTURE(text);
        CHECK(values_of(find_recipients(test::text_document(text))) == expected);
    }
}

TEST_CASE("what it is called") {
    const Cases cases{
        {"Åkerö kommun\n2019-03-14\n\nAnsökan om bidrag till spårvagnsmuseet\n\nFöreningen ansöker härmed om "
         "bidrag för sin verksamhet under nästa år.",
         "Ansökan om bidrag till spårvagnsmuseet"},
        {"Ärende: Nytt bibliotek i Åkerö", "Nytt bibliotek i Åkerö"},
        {"# RUTIN\nVid misstanke om stöld av den enskildes\nprivata medel\n## Inledning",
         "Vid misstanke om stöld av den enskildes privata medel"},
        {"Dnr KS 2019/12\nDatum 2019-03-14\nKallelse till årsmöte\n", "Kallelse till årsmöte"},
        {"Åkerö kommun BESLUT\nSökande: Anna Ek\nFastighet: Måsen 1:27\nAvslag på ansökan om bygglov",
         "Avslag på ansökan om bygglov"},
        {"Motion: Ljus i parken\nParken är mörk.", "Motion: Ljus i parken"},
    };
    for (const auto& [text, expected] : cases) {
        CAPTURE(text);
        CHECK(value_of(find_title(test::text_document(text))) == expected);
    }
}

TEST_CASE("the heading is what is large") {
    const auto document = test::placed_document({
        {{"Åkerö kommun", 100, 60, 30}, {"2019-03-14", 1200, 60, 30}},
        {{"Anna Ek handlägger", 100, 120, 30}},
        {{"Trygga vägar till skolan", 100, 300, 60}},
        {{"för alla barn i Åkerö", 100, 370, 60}},
        {{"Kommunen har under året sett över vägarna till alla skolor i kommunen.", 100, 500, 30}},
        {{"Arbetet går vidare nästa år med fler mätningar och samtal med de boende.", 100, 540, 30}},
        {{"Vi återkommer med en fullständig redovisning under hösten.", 100, 580, 30}},
    });
    const auto title = find_title(document);
    REQUIRE(title);
    CHECK(title->value == "Trygga vägar till skolan för alla barn i Åkerö");
    CHECK(title->box.top_px == 300);
    CHECK(title->box.bottom_px == 430);
}

TEST_CASE("titles from beside the page") {
    auto document = test::text_document("1 2 3", "Ansökan_om_bidrag.pdf");
    CHECK(value_of(find_title(document)) == "Ansökan om bidrag");
    CHECK(find_title(document)->confidence < 0.3F);
    document.outline = {"Bidrag till föreningar"};
    CHECK(value_of(find_title(document)) == "Bidrag till föreningar");
    document.info_title = "Microsoft Word - bidrag.doc";
    CHECK(value_of(find_title(document)) == "Bidrag till föreningar");
    document.info_title = "Föreningsbidrag i Åkerö";
    CHECK(value_of(find_title(document)) == "Föreningsbidrag i Åkerö");
    for (const std::string left_behind : {"Microsoft Word - x.doc", "Untitled", "scan0001", "20190314",
                                          "x.docx", "C:\\temp\\a", "", "Namnlös 1"})
        CHECK_FALSE(is_sane_info_title(left_behind));
}

TEST_CASE("a recipient stands under its label's column") {
    const auto document = test::placed_document({
        {{"Handläggare", 100, 100, 20}, {"Mottagare", 900, 100, 20}},
        {{"Anna Ek, strateg", 100, 130}, {"Fastighetskontoret", 900, 130}, {"ÅKERÖ KOMMUN", 1400, 130}},
    });
    const auto found = find_recipients(document);
    REQUIRE(found.size() == 1);
    CHECK(found[0].value == "Fastighetskontoret");
    CHECK(found[0].box.left_px == 900);
}
