// What decisions and sound documents teach the repairer.

#include "ocr/repair/learned_words.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

#include "ocr/base/fold.h"
#include "ocr/base/resources.h"
#include "ocr/base/utf8.h"
#include "ocr/repair/repairer.h"

using namespace akt;

namespace {

const RepairModels& models() {
    static const RepairModels made = RepairModels::open(models_folder());
    return made;
}

Repairer taught(Evidence evidence) {
    RepairOptions options;
    options.evidence = std::move(evidence);
    return Repairer(models(), std::move(options));
}

std::string repaired(const std::string& text, const Repairer& by) {
    return with_changes(text, by.repair_text(text));
}

/// Written for these tests; the name is invented.
const std::string kSound =
    "Kommunstyrelsen beslutade på sammanträdet att återremittera ärendet till förvaltningen för ytterligare "
    "utredning. Ordföranden frågade om någon ledamot hade något att tillägga, vilket ingen hade.\n";
const std::string kDamaged = strip_marks(kSound);

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != text.npos;
}

}  // namespace

TEST_CASE("without evidence nothing is learned") {
    CHECK(LearnedWords(Evidence{}, models().lexicon).empty());
    CHECK(LearnedWords().empty());
}

TEST_CASE("a name one document was corrected for is right in the next damaged one") {
    const Repairer untaught(models());
    const Repairer by = taught({{{"Lannergrenius,", "Lännergrenius,", "Kristina", "för"}}, {}});
    struct Case {
        const char *damaged, *sound;
    };
    static constexpr Case kCases[] = {
        {"Protokollet justeras av Lannergrenius i nasta vecka.", "Lännergrenius i"},
        {"Det var Lannergrenius\ndatter som fragade.", "Lännergrenius\n"},
        {"ARENDET GALLER LANNERGRENIUS OCH NAMNDEN", "LÄNNERGRENIUS"},
    };
    for (const auto& [damaged, sound] : kCases) {
        CAPTURE(damaged);
        const std::string text = kDamaged + "\n" + damaged + "\n";
        CHECK(!has(repaired(text, untaught), sound));
        CHECK(has(repaired(text, by), sound));
    }
}

TEST_CASE("the genitive follows the name") {
    const Repairer by = taught({{{"Lannerqvarn", "Lännerqvarn", "", ""}}, {}});
    CHECK(has(repaired(kDamaged + "\nVi har tagit del av Lannerqvarns ansokan om bygglov.\n", by),
              "Lännerqvarns ansökan"));
}

TEST_CASE("where the marks stand, a decided name without them is only proposed") {
    const std::string text = kSound + "\nBeslutet skickas till Lannerqvarn för kännedom.\n";
    const auto changes = taught({{{"Lannerqvarn", "Lännerqvarn", "", ""}}, {}}).repair_text(text);
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].uncertain);
    CHECK(changes[0].replacement == "Lännerqvarn");
    CHECK(Repairer(models()).repair_text(text).empty());
}

TEST_CASE("a misread word is read as it was corrected, wherever it is no word of its own") {
    const Repairer by = taught({{{"Kvarnbaekshojden", "Kvarnbäckshöjden", "", ""}}, {}});
    CHECK(has(repaired(kSound + "\nVägen till Kvarnbaekshojden är avstängd i höst.\n", by),
              "till Kvarnbäckshöjden är"));
}

TEST_CASE("a word that may be another is decided between the same neighbours only") {
    const DecidedReading kept{"vantar", "vantar", "vita", "ligger"};
    const Repairer untaught(models()), by = taught({{kept}, {}});
    const std::string same = kDamaged + "\nDe vita vantar ligger kvar i hallen.\n";
    CHECK(has(repaired(same, by), "vita vantar ligger"));
    const std::string other = kDamaged + "\nNamnden vantar pa svar fran regionen.\n";
    REQUIRE(has(repaired(other, untaught), "väntar på"));
    CHECK(has(repaired(other, by), "väntar på"));
}

TEST_CASE("a rejected repair is not proposed again") {
    const std::string raw = "sammantradet";
    REQUIRE(!models().lexicon.contains(raw));
    const std::string text = kDamaged + "\nVi ses pa sammantradet i nasta vecka.\n";
    REQUIRE(has(repaired(text, Repairer(models())), "sammanträdet i"));
    const auto now = repaired(text, taught({{{raw, raw, "", ""}}, {}}));
    CHECK(has(now, "på sammantradet i nästa"));
}

TEST_CASE("people who disagree teach nothing") {
    const std::string text = kDamaged + "\nBeslutet skickas till Lannerqvarn for kannedom.\n";
    const Repairer by =
        taught({{{"Lannerqvarn", "Lännerqvarn", "", ""}, {"Lannerqvarn", "Lannerqvarn", "", ""}}, {}});
    CHECK(repaired(text, by) == repaired(text, Repairer(models())));
}

TEST_CASE("sound documents give a name its marks back; one of them not for certain") {
    const std::string text = kDamaged + "\nBeslutet skickas till Lannerqvarn for kannedom.\n";
    const auto change_of_name = [&](Evidence evidence) -> std::vector<TextChange> {
        auto changes = taught(std::move(evidence)).repair_text(text);
        std::erase_if(changes, [](const auto& change) { return !has(fold(change.replacement), "lanner"); });
        return changes;
    };
    CHECK(change_of_name({}).empty());
    const auto one = change_of_name({{}, {{"lännerqvarn", 1}}});
    REQUIRE(one.size() == 1);
    CHECK(one[0].uncertain);
    const auto several = change_of_name({{}, {{"lännerqvarn", 3}}});
    REQUIRE(several.size() == 1);
    CHECK(several[0].replacement == "Lännerqvarn");
    CHECK(!several[0].uncertain);
    CHECK(change_of_name({{}, {{"lannerqvarn", 2}, {"lännerqvarn", 3}}}).empty());
    // A person's word stands above documents.
    CHECK(change_of_name({{{"Lannerqvarn", "Lannerqvarn", "", ""}}, {{"lännerqvarn", 9}}}).empty());
}

TEST_CASE("a spelling never stands in for words the lexicon knows") {
    const std::string text = kDamaged + "\nDe har inte var kallelse till motet.\n";
    CHECK(repaired(text, taught({{}, {{"vår", 50}, {"hår", 50}, {"mötet", 1}}})) ==
          repaired(text, Repairer(models())));
}

TEST_CASE("numbers, addresses and odd evidence change nothing") {
    const std::string text =
        kDamaged +
        "\nSkriv till lannerqvarn@exempel.se fore 2019-03-14, dnr KS 2019/117, eller ring "
        "0123-45 67 89. Avgiften ar 1 250 kr.\n";
    const std::string expected = repaired(text, Repairer(models()));
    const std::string huge(300'000, 'a');
    const std::vector<DecidedReading> odd{{"2019", "2018", "", ""},
                                          {"117", "711", "", ""},
                                          {"1", "I", "", ""},
                                          {"lannerqvarn@exempel.se", "lännerqvarn@exempel.se", "", ""},
                                          {"lannerqvarn", "lännerqvarn", "", ""},
                                          {"2019/117,", "2019/118,", "KS", "eller"},
                                          {"", "", "", ""},
                                          {"", "ord", "", ""},
                                          {"ord", "", "", ""},
                                          {" ", "   ", " ", " "},
                                          {"...", "!!!", "", ""},
                                          {"kr.", "kr,", "", ""},
                                          {"ring\xFF", "r\xE4ng", "", ""},
                                          {huge, huge + "ä", huge, huge},
                                          {"eller", huge, "", ""}};
    for (const auto& decision : odd) {
        CAPTURE(decision.raw.substr(0, 40));
        CHECK(repaired(text, taught({{decision}, {}})) == expected);
    }
    CHECK(repaired(text,
                   taught({odd, {{"", 1}, {"\xFF", 2}, {huge, 3}, {"ÅÄÖÅ", 4}, {"år ett", 5}, {"år", 0}}})) ==
          expected);
}

TEST_CASE("whatever was decided, changes lie in order and can be undone") {
    const std::vector<std::string> pieces{"var",  "Vår",  "Lannerqvarn", "(Lannerqvarn)", "ar,",     "är,",
                                          "f6r",  "för",  "hos oss",     "\xC2\xA0",      "nämnden", "Ã¤r",
                                          "åäö.", "2019", "\n",          "e-post",        ""};
    const auto any = rc::gen::elementOf(pieces);
    CHECK(rc::check("words and decisions in any order", [&] {
        Evidence evidence;
        for (const auto& word : *rc::gen::container<std::vector<std::string>>(any))
            evidence.decided.push_back({word, *any, *any, *any});
        for (const auto& word : *rc::gen::container<std::vector<std::string>>(any))
            evidence.attested.push_back({word, *rc::gen::inRange(0U, 5U)});
        std::string text;
        for (const auto& word : *rc::gen::container<std::vector<std::string>>(any)) text += word + " ";
        const auto changes = taught(evidence).repair_text(text);
        std::size_t end = 0;
        std::string made = text;
        for (const auto& change : changes) {
            RC_ASSERT(change.offset_bytes >= end);
            end = change.offset_bytes + change.length_bytes;
            RC_ASSERT(end <= text.size());
            RC_ASSERT(text.substr(change.offset_bytes, change.length_bytes) != change.replacement);
        }
        for (auto change = changes.rbegin(); change != changes.rend(); ++change)
            made.replace(change->offset_bytes, change->length_bytes, change->replacement);
        for (const auto& change : changes)
            made.replace(change.offset_bytes, change.replacement.size(),
                         text.substr(change.offset_bytes, change.length_bytes));
        RC_ASSERT(made == text);
    }));
}
