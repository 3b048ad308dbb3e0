#include "index/metadata/extract.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

#include "index/metadata/document_type.h"
#include "tests/index/metadata/made_document.h"

using namespace akt;

namespace {

/// Words that wake the finders, in an order nobody would write.
Document any_document() {
    const std::vector<std::string> words{
        "Datum",      "2019-03-14", "den",         "14",         "mars",      "2019",     "Dnr",
        "KS",         "2018/124",   "Er",          "beteckning", "Inkom",     "Till:",    "Från:",
        "Åkerö",      "kommun",     "Beslut",      "om",         "§",         "23",       "§§",
        "1–4",        "Org.nr",     "556036-0793", "Ärende:",    "PROTOKOLL", "a@b.se",   "123",
        "45",         "å",          "\xC2\xAD",    "\xFF",       "–",         "/",        ":",
        "Paragrafer", "Kopia",      "till",        "Hej",        "24/5",      "19-03-14", "20190314"};
    Document document;
    const int page_count = *rc::gen::inRange(0, 3);
    for (int number = 1; number <= page_count; ++number) {
        const bool has_picture = *rc::gen::arbitrary<bool>();
        Page page = test::empty_page(number, has_picture ? 400 : 0, has_picture ? 600 : 0);
        const int line_count = *rc::gen::inRange(0, 8);
        for (int i = 0; i < line_count; ++i) {
            Line line;
            line.block = i / 2;
            for (const auto& text :
                 *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(words))) {
                const int left_px = *rc::gen::inRange(-50, 450), top_px = *rc::gen::inRange(-50, 650);
                line.words.emplace_back(text,
                                        PixelBox{left_px, top_px, left_px + *rc::gen::inRange(0, 90),
                                                 top_px + *rc::gen::inRange(0, 40)},
                                        0.5F);
                line.box = united(line.box, line.words.back().box());
            }
            page.lines.push_back(std::move(line));
        }
        document.pages.push_back(std::move(page));
    }
    return document;
}

template <class T>
void lies_on_its_page(const Document& document, const Found<T>& found) {
    RC_ASSERT(found.confidence >= 0.0F);
    RC_ASSERT(found.confidence <= 1.0F);
    RC_ASSERT(found.page >= 0);
    RC_ASSERT(found.page <= static_cast<int>(document.pages.size()));
    if (found.page == 0) {
        RC_ASSERT(found.box == PixelBox{});
        return;
    }
    const auto& page = document.pages[static_cast<std::size_t>(found.page) - 1];
    RC_ASSERT(found.box.left_px >= 0);
    RC_ASSERT(found.box.top_px >= 0);
    RC_ASSERT(found.box.right_px <= page.width_px);
    RC_ASSERT(found.box.bottom_px <= page.height_px);
}

}  // namespace

TEST_CASE("what is found lies on its page, whatever the document") {
    CHECK(rc::check([] {
        const Document document = any_document();
        const Metadata metadata = extract_metadata(document);
        if (metadata.title) lies_on_its_page(document, *metadata.title);
        if (metadata.date) lies_on_its_page(document, *metadata.date);
        if (metadata.received) lies_on_its_page(document, *metadata.received);
        if (metadata.sender) lies_on_its_page(document, *metadata.sender);
        if (metadata.type) {
            lies_on_its_page(document, *metadata.type);
            RC_ASSERT(std::find(kDocumentTypes.begin(), kDocumentTypes.end(), metadata.type->value) !=
                      kDocumentTypes.end());
        }
        for (const auto& found : metadata.dnr) lies_on_its_page(document, found);
        for (const auto& found : metadata.recipients) lies_on_its_page(document, found);
        for (const auto& found : metadata.org_numbers) lies_on_its_page(document, found);
        for (const auto& found : metadata.sections) lies_on_its_page(document, found);
        RC_ASSERT(extract_metadata(document) == metadata);
    }));
}

TEST_CASE("an empty document has no metadata") {
    CHECK(extract_metadata(Document{}) == Metadata{});
}

TEST_CASE("a decision from head to foot") {
    const auto document = test::text_document(
        "Åkerö kommun\n"
        "Miljö- och byggnadsnämnden\n"
        "Datum 2021-06-03\n"
        "Dnr MBN 2021 00099\n"
        "Inkom 2021-06-07\n"
        "\n"
        "Beslut om bygglov för uterum\n"
        "\n"
        "Nämnden beslutar att bevilja bygglov för ett uterum på fastigheten enligt ansökan som kom in i "
        "maj.\n"
        "Skälen för beslutet är att åtgärden följer detaljplanen och passar in i omgivningen.\n"
        "\n"
        "Hur man överklagar\n"
        "Beslutet kan överklagas senast den 30 juni 2021 till Länsstyrelsen.\n"
        "\n"
        "Beslutet skickas till\n"
        "Sökanden\n"
        "\n"
        "Org.nr 212000-0142\n");
    const auto metadata = extract_metadata(document);
    REQUIRE(metadata.title);
    CHECK(metadata.title->value == "Beslut om bygglov för uterum");
    REQUIRE(metadata.date);
    CHECK(metadata.date->value == std::chrono::year(2021) / 6 / 3);
    REQUIRE(metadata.received);
    CHECK(metadata.received->value == std::chrono::year(2021) / 6 / 7);
    REQUIRE(metadata.dnr.size() == 1);
    CHECK(canonical(metadata.dnr[0].value) == "MBN 2021/99");
    REQUIRE(metadata.type);
    CHECK(metadata.type->value == "beslut");
    REQUIRE(metadata.sender);
    CHECK(metadata.sender->value == "Miljö- och byggnadsnämnden, Åkerö kommun");
    REQUIRE(metadata.recipients.size() == 1);
    CHECK(metadata.recipients[0].value == "Sökanden");
    REQUIRE(metadata.org_numbers.size() == 1);
    REQUIRE(metadata.language);
    CHECK(metadata.language->value == "sv");
}

TEST_CASE("a text without line ends is read like any other") {
    std::string text = "Datum 2019-03-14 Dnr KS 2019/12 ";
    for (int i = 0; i < 20000; ++i) text += "datum 2019-03-15 Till Inkom Dnr Åkerö kommun KS 2019/13 § 4 ";
    const auto metadata = extract_metadata(test::text_document(text));
    REQUIRE(metadata.dnr.size() == 2);
    REQUIRE(metadata.date);
    CHECK(metadata.date->value.year() == std::chrono::year(2019));
}
