#include "ocr/repair/repairer.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "ocr/base/fold.h"
#include "ocr/base/resources.h"
#include "ocr/base/utf8.h"

using namespace akt;

namespace {

const RepairModels& models() {
    static const RepairModels made = RepairModels::open(models_folder());
    return made;
}

const Repairer& repairer() {
    static const Repairer made(models());
    return made;
}

std::string repaired(std::string_view text, const Repairer& by = repairer()) {
    return with_changes(text, by.repair_text(text));
}

/// Swedish prose with marks of every kind; written for these tests.
constexpr std::string_view kPage =
    "Kommunstyrelsen beslutade på sammanträdet att återremittera ärendet till förvaltningen för ytterligare "
    "utredning. "
    "Ordföranden frågade om någon ledamot hade något att tillägga, vilket ingen hade.\n\n"
    "Förslaget innebär att hälso- och sjukvården får större ansvar för äldre personer som bor hemma. "
    "Vårdcentralen i Växjö ska också samråda med anhöriga innan åtgärderna påbörjas.\n\n"
    "Skälen för beslutet är att kostnaderna har ökat under året och att fler behöver stöd än vad som "
    "förutsågs.\n";

Document document_of(const std::vector<std::string>& lines) {
    Document document;
    Page page;
    page.number = 1;
    for (const std::string& text : lines) {
        Line line;
        for (std::size_t at = 0; at < text.size();) {
            const auto end = std::min(text.find(' ', at), text.size());
            line.words.emplace_back(text.substr(at, end - at), PixelBox{}, 1.0F);
            at = end + 1;
        }
        page.lines.push_back(line);
    }
    document.pages.push_back(page);
    return document;
}

}  // namespace

TEST_CASE("sound text is left alone") {
    CHECK(repairer().repair_text(kPage).empty());
}

TEST_CASE("a word that is one as it stands does not tell that rings are lost by coming again") {
    const std::string text =
        "Ekan är läck, sa Kvist och tände sin lykta.\n\n"
        "Men seglet är helt, sa mannen vid rodret.\n";
    CHECK(repaired(text) == text);
}

TEST_CASE("a page without its marks gets them back") {
    const std::string stripped = strip_marks(kPage);
    REQUIRE(stripped != kPage);
    CHECK(repaired(stripped) == kPage);
}

TEST_CASE("a page written with aa ae oe gets its letters back, though its marks look lost") {
    std::string written;
    for (const char32_t c : to_utf32(kPage)) {
        if (c == U'å')
            written += "aa";
        else if (c == U'ä')
            written += "ae";
        else if (c == U'ö')
            written += "oe";
        else
            append_utf8(written, c);
    }
    CHECK(repaired(written) == kPage);
}

TEST_CASE("a page or line whose å ä ö were dropped, or became spaces, is told from one that lost its marks") {
    for (const std::string_view left : {"", " "}) {
        std::string dropped;
        for (const char32_t c : to_utf32(kPage))
            if (c == U'å' || c == U'ä' || c == U'ö')
                dropped += left;
            else
                append_utf8(dropped, c);
        const std::string again = repaired(dropped);
        CHECK(again.find("på sammanträdet att återremittera ärendet") != std::string::npos);
        CHECK(again.find("större ansvar för äldre personer") != std::string::npos);
        CHECK(again.find("Vårdcentralen i Växjö ska") != std::string::npos);
    }
    for (const char* line : {"De ledamter som vljs av fullmktige br fretrda nmnden i lnet.",
                             "De ledam?ter som v?ljs av fullm?ktige b?r f?retr?da n?mnden i l?net.",
                             "De ledam ter som v ljs av fullm ktige b r f retr da n mnden i l net."})
        CHECK(repaired(line) == "De ledamöter som väljs av fullmäktige bör företräda nämnden i länet.");
    const std::string stripped =
        "Tjansten ar f n vakant, sager ordforanden, och namnden har inget att tillagga.";
    CHECK(repaired(stripped) ==
          "Tjänsten är f n vakant, säger ordföranden, och nämnden har inget att tillägga.");
}

TEST_CASE("a line alone whose words are cut to pieces is Swedish by what becomes of them") {
    static constexpr std::pair<const char*, const char*> kLines[] = {
        {"M=F6tet om sommarens l=E4gerverksamhet =E4r inst=E4llt.",
         "Mötet om sommarens lägerverksamhet är inställt."},
        {"R{ttsl{karens bed|mning skiljer sig fr}n polisens.",
         "Rättsläkarens bedömning skiljer sig från polisens."},
        {"H gsta kostnaden g ller snabbare sn r jning.", "Högsta kostnaden gäller snabbare snöröjning."},
        {"Sk&ouml;tseln av gr&ouml;nytor &ouml;verl&aring;ts &aring;t hyresg&auml;sterna.",
         "Skötseln av grönytor överlåts åt hyresgästerna."},
    };
    for (const auto& [garbled, sound] : kLines) {
        CAPTURE(garbled);
        CHECK(repaired(garbled) == sound);
    }
}

TEST_CASE("words in their sentences get the right marks") {
    struct Case {
        const char *damaged, *sound;
    };
    static constexpr Case kCases[] = {
        {"Det ar viktigt att alla som bor har far veta vad som galler for lanet de har tagit.",
         "Det är viktigt att alla som bor här får veta vad som gäller för lånet de har tagit."},
        {"Ansokan ska lamnas till lansstyrelsen i Vastra Gotalands lan senast den 3 maj.",
         "Ansökan ska lämnas till länsstyrelsen i Västra Götalands län senast den 3 maj."},
        {"HALSO- OCH SJUKVARDEN I GOTEBORG BEHOVER MER STOD FRAN REGIONEN OCH KOMMUNERNA",
         "HÄLSO- OCH SJUKVÅRDEN I GÖTEBORG BEHÖVER MER STÖD FRÅN REGIONEN OCH KOMMUNERNA"},
        {"Kommunalforbundens ansvarsforhallanden behover fortydligas av namnden infor nasta ar.",
         "Kommunalförbundens ansvarsförhållanden behöver förtydligas av nämnden inför nästa år."},
        {"Namnden beslutade bl.a. att avsla begaran, eftersom den inte ar forenlig med lagen.",
         "Nämnden beslutade bl.a. att avslå begäran, eftersom den inte är förenlig med lagen."},
        {"Vid kommittens forsta mote foreslog hon en ny ide om hur skolan ska ta hand om barnen.",
         "Vid kommitténs första möte föreslog hon en ny idé om hur skolan ska ta hand om barnen."},
        {"Ett staket satts upp runt de hoga karlen, och en syren planteras vid huset dar barnen ar.",
         "Ett staket sätts upp runt de höga kärlen, och en syren planteras vid huset där barnen är."},
        {"Hyran hojs till 6 200 kr/man fran januari, och den ses sedan over en gang/ar av namnden.",
         "Hyran höjs till 6 200 kr/mån från januari, och den ses sedan över en gång/år av nämnden."},
        {"Anlaggningen forbrukar 3 GWh/ar, och utslappen har raknats om till ton/ar for hela omradet.",
         "Anläggningen förbrukar 3 GWh/år, och utsläppen har räknats om till ton/år för hela området."},
    };
    for (const Case& c : kCases) {
        CAPTURE(c.damaged);
        CHECK(repaired(c.damaged) == c.sound);
    }
}

TEST_CASE("text read by a recogniser that knows no å ä ö") {
    const std::string read =
        "Namnden beslutade att arbetet ska pabdrjas i hést och att forslaget &r viktigt for sjukvarden.\n"
        "Det 6vergripande syftet ar att alla ska fa en god och néra vard, vilket kan kréva mer st6d.\n"
        "Parterna behdver enas om &verenskommelserna innan de bérjar galla.\n";
    CHECK(repaired(read) ==
          "Nämnden beslutade att arbetet ska påbörjas i höst och att förslaget är viktigt för sjukvården.\n"
          "Det övergripande syftet är att alla ska få en god och nära vård, vilket kan kräva mer stöd.\n"
          "Parterna behöver enas om överenskommelserna innan de börjar gälla.\n");
}

TEST_CASE("what is no Swedish prose is never touched") {
    const std::string around = strip_marks(kPage);
    static constexpr const char* kKept[] = {
        "far.over@halsa.exempel.se",
        "https://www.exempel.se/vard/for/aldre",
        "KS 2024/123",
        "19850312-2384",
        "1 234,50",
        "far_till_ar",
    };
    for (const char* kept : kKept) {
        CAPTURE(kept);
        const std::string text = around + "\nDe kan na oss har: " + kept + " eller pa kontoret.\n";
        CHECK(repaired(text).find(kept) != std::string::npos);
    }
    static constexpr const char* kOther[] = {
        "The board far prefers that all members are present, and thanks you for the letter about the car "
        "park.\n",
        "for (int over = 0; over < far; ++over) { har[over] = var(over); }\nint ar = far + over;\n",
        "\"sa-east-1\": \"autoscaling.sa-east-1.exempel.com\",\n\"sa-east-2\": "
        "\"queue.sa-east-2.exempel.com\",\n",
        "(KACF, partial(np.zeros_like, AR)),\n(KACF, partial(np.ones_like, AR)),\n(KACF, "
        "partial(np.full_like, AR, 1)),\n",
        "for abcs in permutations([c.Sized, c.Callable, c.Container]):\n",
        "\"minItems\": 1,\n\"pattern\":\"(^10$)|(^15$)|(^30$)\"\n\"enum\": [\n",
        "BALINESE LETTER PA KAPAL\n\nBALINESE LETTER SA SAGA\n\nBATAK LETTER PA\n\nBATAK LETTER SA\n",
        "Nævnet har besluttet, at afgiften skal betales, men ikke før efter nytår.\nDet kan også gøres med "
        "\"-e\"-argumentet.\nDe, der ønsker det, kan søge igen efter næste møde.\nVælg ikke mere end een "
        "mødedag, og skriv hvornår De ønsker svar.\n",
    };
    for (const char* other : kOther) {
        CAPTURE(other);
        CHECK(repairer().repair_text(other).empty());
    }
}

TEST_CASE("languages it knows no word of are left alone, though they have words Swedish has with marks") {
    // sa, na, do; du, en; î, which another character set has where this one has ö; ar; sa, at.
    static constexpr const char* kTexts[] = {
        "Komisia sa na dnešnom zasadnutí uznesla, že poplatok sa nebude meniť.\nAk sa do konca roka nenájde "
        "iná cesta, vráti sa k tomu na jar.\nKto sa chce pridať, nech sa ohlási na obecnom úrade.\n",
        "Le conseil du quartier a décidé de ne pas augmenter la redevance.\nLes membres du bureau en ont été "
        "informés au cours de la réunion.\nLe montant du loyer sera donc celui du contrat en cours.\nLa date "
        "du prochain rendez-vous sera communiquée par le secrétaire.\n",
        "Comisia a hotărât în ședința de astăzi ca taxa să nu fie schimbată.\nÎn cazul în care apar alte "
        "propuneri, ele vor fi discutate în aprilie.\nCei care nu au fost prezenți pot citi textul în biroul "
        "de la parter.\n",
        "Komisija nutarė, ar mokestis bus keičiamas, ar liks toks pat.\nAr norite dalyvauti susirinkime, ar "
        "tik gauti laišką?\nParašykite, ar galite atvykti penktadienį vakare.\n",
        "Ang mga kasapi ay maaaring sumulat sa tanggapan bago matapos ang buwan.\nAng bayad sa taong ito ay "
        "kapareho sa nakaraan, at ang sa susunod ay pag-uusapan pa.\n",
    };
    for (const char* text : kTexts) {
        CAPTURE(text);
        CHECK(repairer().repair_text(text).empty());
    }
}

TEST_CASE("a Swedish paragraph amid another language gets its marks back, and that language stays") {
    const std::string english =
        "The board has decided that the fee must be paid by those who applied for it before the summer.\n\n";
    const std::string swedish =
        "Namnden har beslutat att avgiften ska betalas av den som har sokt tillstand, och att den inte far "
        "hojas forran efter nasta sammantrade.\n\n";
    CHECK(repaired(english + english + swedish + english + english) ==
          english + english +
              "Nämnden har beslutat att avgiften ska betalas av den som har sökt tillstånd, och att den inte "
              "får höjas förrän efter nästa sammanträde.\n\n" +
              english + english);
}

TEST_CASE("a list with hardly a function word is Swedish by its words") {
    CHECK(repaired("Forandring Kr\nUnderhall -1 200 kr 4,1%\nSnorojning 300 kr 0,5%\nForsakring 80 kr 2,0%\n"
                   "Renhallning 0 kr 0,0%\nGarage 40 kr 9,9%\n") ==
          "Förändring Kr\nUnderhåll -1 200 kr 4,1%\nSnöröjning 300 kr 0,5%\nFörsäkring 80 kr 2,0%\n"
          "Renhållning 0 kr 0,0%\nGarage 40 kr 9,9%\n");
    CHECK(
        repairer()
            .repair_text("Palmer Garcia\nHards Batkin\nBolt cutter 300 USD\nGarden hose 40 USD\nTape measure "
                         "5 USD\nPaint brush 2 USD\n")
            .empty());
}

TEST_CASE("a name nobody knows keeps its letters, unless the document itself spells it") {
    const std::string damaged =
        strip_marks(kPage) + "\nBeslutet ska skickas till ordforanden Kristina Lannergren for kannedom.\n";
    CHECK(repaired(damaged).find("Lannergren") != std::string::npos);
    const std::vector<std::string> title{"Yttrande från Kristina Lännergren"};
    CHECK(with_changes(damaged, repairer().repair_text(damaged, title)).find("Lännergren") !=
          std::string::npos);
    RepairOptions options;
    options.known_words = {"Lännergren"};
    CHECK(repaired(damaged, Repairer(models(), options)).find("Lännergren") != std::string::npos);
}

TEST_CASE("words broken over line ends get their marks, and stay broken where they were") {
    const std::string page =
        "Kommunstyrelsen beslutade att återremittera ärendet till kommunalför-\n"
        "bundens ledning, eftersom förutsättningarna måste utredas med sär-\n"
        "skilda åtgärder innan någon uppgörelse mellan parterna och för-\r\n"
        "valtningen kan nås. Hälso-\n"
        "och sjukvården ska svara för information. I Göteborg, Stor-\n"
        "Stockholm och EU-\n"
        "länderna är gränsvärdet lägre, och länsstyr-\n\n"
        "elsen följer frågan.\n";
    CHECK(repairer().repair_text(page).empty());
    const std::string stripped = strip_marks(page);
    const auto changes = repairer().repair_text(stripped);
    CHECK(with_changes(stripped, changes) == page);
    for (const TextChange& change : changes)
        CHECK(stripped.substr(change.offset_bytes, change.length_bytes).find_first_of("-\n") ==
              std::string::npos);
}

TEST_CASE("a broken word that was misread is read again as one") {
    CHECK(
        repaired("Kommunstyrelsen f6reslar att arendet aterremit-\nteras till forvalt-\nningen f6r ytterli-\n"
                 "gare utredning. Forutsattning-\narna f&r &tgarderna ar sv&ra, och n&mn-\nden &r oenig.") ==
        "Kommunstyrelsen föreslår att ärendet återremit-\nteras till förvalt-\nningen för ytterli-\n"
        "gare utredning. Förutsättning-\narna för åtgärderna är svåra, och nämn-\nden är oenig.");
}

TEST_CASE("half a word that a person found rightly read is left alone") {
    const std::string text =
        "Kommunstyrelsen beslutade att aterremittera arendet till forvalt-\nningen for utredning.";
    RepairOptions options;
    options.evidence.decided.push_back({"forvalt-", "forvalt-", "till", "ningen"});
    const Repairer taught(models(), options);
    CHECK(repaired(text) ==
          "Kommunstyrelsen beslutade att återremittera ärendet till förvalt-\nningen för utredning.");
    CHECK(repaired(text, taught) ==
          "Kommunstyrelsen beslutade att återremittera ärendet till forvalt-\nningen för utredning.");
}

TEST_CASE("a name nobody knows is spelt as the text itself spells it elsewhere, where a slip explains it") {
    const auto with = [](std::string_view first, std::string_view second) {
        return "Handläggare i ärendet är " + std::string(first) +
               ", som svarar på frågor om ansökan.\n\nBeslutet är fattat av nämnden på förslag av " +
               std::string(second) + ". Det gäller från och med nästa år.\n";
    };
    struct Case {
        std::string_view first, second, right;
    };
    for (const Case& one : {Case{"Kjell Angström", "Kjell Ångström", "Kjell Ångström"},
                            Case{"KJELL ANGSTRÖM", "Kjell Ångström", "KJELL ÅNGSTRÖM"},
                            Case{"Eva Vrårnhed", "Eva Vrårnhed", "Eva Vrårnhed"},
                            // Either may be a name, or each of them.
                            Case{"Eva Lundkvist", "Eva Lundqvist", "Eva Lundkvist"},
                            Case{"Eva Tallvrå", "Eva Tällvrå", "Eva Tallvrå"},
                            Case{"Eva Stråkvin", "Eva Stråkvinen", "Eva Stråkvin"}}) {
        CAPTURE(one.first);
        const std::string text = with(one.first, one.second);
        CHECK(repaired(text) == with(one.right, one.second));
        for (const TextChange& change : repairer().repair_text(text)) {
            CHECK(change.uncertain);
            CHECK(change.reason == RepairReason::marks);
        }
    }
}

TEST_CASE("the more often a name stands there, the surer is its slip") {
    std::string text =
        "Vi ses i Vrånghulta. Det är nära. Han bor i Vrånghulta, och så gör hon. "
        "Också Vrånghulta är en ort. Vägen till Vrånghulta är lång.\n";
    const std::string slip = "I Vränghulta är det mörkt på hösten.\n";
    const auto changes = repairer().repair_text(text + slip);
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].replacement == "Vrånghulta");
    CHECK(repaired(text + slip + slip + slip) == text + slip + slip + slip);
    CHECK(repaired(slip + slip + slip + slip) == slip + slip + slip + slip);
}

TEST_CASE("a misread name is spelt as a sound page or the title has it") {
    const std::string misread =
        "Kommunstyrelsen f6reslar att arendet aterremitteras till forvaltningen f6r ytterligare\n"
        "utredning. Férutsattningarna f&r &tgarderna ar sv&ra, och n&mnden &r oenig. Handlaggare\n"
        "ar Eva Grénros, som svarar p& fragor om ansokan.\n";
    const std::string sound = "\nHandläggare i ärendet är Eva Grönros, som svarar på frågor om ansökan.\n";
    const auto name_in = [](const std::string& text) { return text.substr(text.find("Eva Gr"), 13); };
    CHECK(name_in(repaired(misread)) == "Eva Grénros,");
    CHECK(name_in(repaired(misread + sound)) == "Eva Grönros,");
    const std::vector<std::string> title{"Yttrande av Eva Grönros"};
    CHECK(name_in(with_changes(misread, repairer().repair_text(misread, title))) == "Eva Grönros,");
}

TEST_CASE("a list of foreign names is not Swedish for the one line above it that may be") {
    std::string list = "# Version 2022123100, Last Updated Sat Dec 31 07:07:01 2022 UTC\n";
    for (const char* name :
         {"ABARTH",    "ACCENTURE", "AETNA",     "AIRTEL",   "ALLFINANZ", "ALSTOM", "BESTBUY",
          "BLOOMBERG", "CHANEL",    "CIPRIANI",  "COMCAST",  "DUPONT",    "AIRBUS", "ALLSTATE",
          "AMAZON",    "BARGAINS",  "CATERING",  "CHRYSLER", "EPSON",     "FARM",   "FLIGHTS",
          "GARDEN",    "GOODYEAR",  "HONDA",     "JEWELRY",  "KITCHEN",   "MARKET", "MONSTER",
          "NISSAN",    "REALTOR",   "SHANGRILA", "TATAR",    "VUELOS"})
        list += name + std::string("\n");
    CHECK(repaired(list) == list);
}

TEST_CASE("stages can be left out") {
    RepairOptions options;
    options.marks = false;
    const std::string stripped = strip_marks(kPage);
    CHECK(repaired(stripped, Repairer(models(), options)) == stripped);
}

TEST_CASE("a letter of which every word shows another character set is decoded, not taken for misread") {
    const std::string letter =
        "V†r son b”rjar f”rsta klass i Lillbyskolan i h”st. Skolv„gen „r tre km\n"
        "och g†r l„ngs l„nsv„gen, som saknar g†ngbana och gatljus.\n\n"
        "Kommunen „r skyldig att s”rja f”r skolskjuts om s†dan beh”vs med h„nsyn till v„gens l„ngd,\n"
        "trafikf”rh†llandena eller n†gon annan s„rskild omst„ndighet. Ni avslog v†r\n"
        "grannes beg„ran i fjol. Vi menar att trafikf”rh†llandena m†ste v„gas in oavsett avst†ndet.\n\n"
        "Under vinterhalv†ret „r det m”rkt b†de morgon och eftermiddag, och plogvallarna\n"
        "„r s† h”ga att barnen tvingas g† ute i k”rbanan. Sj„lva b”rjar vi arbeta klockan sju.\n";
    const std::string read = repaired(letter);
    for (const char* words :
         {"Vår son börjar första klass i Lillbyskolan i höst. Skolvägen",
          "går längs länsvägen, som saknar gångbana", "trafikförhållandena måste vägas in", "vinterhalvåret",
          "i körbanan. Själva börjar vi"}) {
        CAPTURE(words);
        CHECK(read.find(words) != std::string::npos);
    }
    CHECK(repaired("LomtjŠrns kommun\n") == "Lomtjärns kommun\n");
}

TEST_CASE("what most lines show of the character set is believed of the names and short lines among them") {
    const std::string garbled =
        "V†r dotter Frida b”rjar f”rsta klass i h”st. Skolv„gen g†r l„ngs l„nsv„gen, som saknar\n"
        "g†ngbana och gatljus. Timmerbilar k”r ofta fort, och det „r m”rkt b†de morgon och kv„ll.\n";
    const std::string sound =
        "Vår dotter Frida börjar första klass i höst. Skolvägen går längs länsvägen, som saknar\n"
        "gångbana och gatljus. Timmerbilar kör ofta fort, och det är mörkt både morgon och kväll.\n";
    struct Case {
        std::string_view read, right;
    };
    for (const Case& one :
         {Case{"™xn†s 960528", "Öxnås 960528"}, Case{"Vi „r tv†.", "Vi är två."},
          Case{"H†kan T„rnlund och Ylva", "Håkan Tärnlund och Ylva"}, Case{"3 kap. 2 õ", "3 kap. 2 §"}}) {
        CAPTURE(one.read);
        CHECK(repaired(garbled + std::string(one.read)) == sound + std::string(one.right));
    }
    for (const std::string_view stays :
         {"Han sade ”hej” och ”hela meningen är sund”.", "Namnet är ”Tylex”, ett varumärke.",
          "Er sagte „Zwischendurch kommt er nie an den Strand“ und ging dann nach Hause.",
          "printf(„%d“, x[i]); // ”ok”", "Produkten heter Tylex™ och kostar 5 €."}) {
        CAPTURE(stays);
        CHECK(repaired(garbled + std::string(stays)) == sound + std::string(stays));
    }
    CHECK(repaired("Vi „r tv†.") == "Vi „r tv†.");
}

TEST_CASE("any bytes are taken, and the changes lie in order within them") {
    CHECK(rc::check("arbitrary bytes", [] {
        const auto bytes = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
        const auto changes = repairer().repair_text(bytes);
        std::size_t at = 0;
        for (const TextChange& change : changes) {
            RC_ASSERT(change.offset_bytes >= at);
            at = change.offset_bytes + change.length_bytes;
            RC_ASSERT(at <= bytes.size());
            RC_ASSERT(bytes.substr(change.offset_bytes, change.length_bytes) != change.replacement);
        }
    }));
}

TEST_CASE(
    "the changes to damaged prose give the prose back when undone, and repairing again changes nothing") {
    const std::vector<std::string> words{
        "ar",  "for", "hélsa", "&r", "vard", "Goteborg",   "2024",      "Ã¥r", "och", "f6r",       "\n", "é",
        "låg", "KS",  "12%",   "|",  ".",    "sjukvarden", "vard-\nen", "f”r", "„r",  "l„ns-\nv„g"};
    CHECK(rc::check("words in any order", [&] {
        std::string text;
        for (const auto& word : *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(words)))
            text += word + " ";
        const auto changes = repairer().repair_text(text);
        std::string now = with_changes(text, changes), back = now;
        std::ptrdiff_t shift = 0;
        std::vector<std::size_t> places;
        for (const TextChange& change : changes) {
            places.push_back(
                static_cast<std::size_t>(static_cast<std::ptrdiff_t>(change.offset_bytes) + shift));
            shift += static_cast<std::ptrdiff_t>(change.replacement.size()) -
                     static_cast<std::ptrdiff_t>(change.length_bytes);
        }
        for (std::size_t i = changes.size(); i-- > 0;)
            back.replace(places[i], changes[i].replacement.size(), text, changes[i].offset_bytes,
                         changes[i].length_bytes);
        RC_ASSERT(back == text);
    }));
    const std::string once = repaired(strip_marks(kPage));
    CHECK(repaired(once) == once);
}

TEST_CASE("a document's words get repairs beside their raw readings") {
    Document document =
        document_of({"Kommunstyrelsen beslutade pa sammantradet att aterremittera arendet till",
                     "forvaltningen. Halso- och sjukvarden ska ocksa samrada med anhoriga."});
    const Document before = document;
    repairer().repair(document);
    std::string text;
    std::size_t repairs = 0;
    for (std::size_t i = 0; i < document.pages[0].lines.size(); ++i)
        for (std::size_t k = 0; k < document.pages[0].lines[i].words.size(); ++k) {
            const Word& word = document.pages[0].lines[i].words[k];
            CHECK(word.raw() == before.pages[0].lines[i].words[k].raw());
            if (word.repair()) {
                ++repairs;
                CHECK(word.repair()->reason == RepairReason::marks);
                CHECK(strip_marks(word.text()) == word.raw());
            }
            text += word.text() + " ";
        }
    CHECK(repairs == 10);
    CHECK(
        text ==
        "Kommunstyrelsen beslutade på sammanträdet att återremittera ärendet till förvaltningen. Hälso- och "
        "sjukvården ska också samråda med anhöriga. ");
    SUBCASE("again gives the same") {
        const Document once = document;
        repairer().repair(document);
        CHECK(document == once);
    }
    SUBCASE("a person's word stands") {
        document.pages[0].lines[0].words[2].set_repair({"pa", 3, RepairReason::person, false});
        repairer().repair(document);
        CHECK(document.pages[0].lines[0].words[2].text() == "pa");
        CHECK(document.pages[0].lines[0].words[2].repair()->reason == RepairReason::person);
    }
}

TEST_CASE("both halves of a word on two lines of a document are repaired, also in another column") {
    Document document = document_of({"Kommunstyrelsen beslutade pa sammantradet att arendet sar-",
                                     "skilt ska provas av kommunalfor-", "bundens forvaltning."});
    document.pages[0].lines[2].block = 1;
    repairer().repair(document);
    std::string text;
    for (const Line& line : document.pages[0].lines) text += text_of(line) + '\n';
    CHECK(text ==
          "Kommunstyrelsen beslutade på sammanträdet att ärendet sär-\nskilt ska prövas av kommunalför-\n"
          "bundens förvaltning.\n");
    CHECK_FALSE(document.pages[0].lines[2].words[0].repair());
}

TEST_CASE("a well printed page of a document is not doubted for another page that is worn") {
    const std::string worn =
        "Förvaltningen bedörner att ansökan är kornplett och att den sökande har rätt till ersättning eniigt "
        "beslutet, som handläggaren skrev på tjänsternannens vägnar.";
    std::vector<std::string> printed(8, std::string(kPage.substr(0, kPage.find('\n'))));
    printed.push_back("Frågan gäller besvärer i huset.");
    const auto spelt = [](const Document& document) { return text_of(document.pages.back().lines.back()); };
    std::vector<std::string> lines = printed;
    lines.insert(lines.begin(), worn);
    Document one_page = document_of(lines);
    repairer().repair(one_page);
    CHECK(spelt(one_page) == "Frågan gäller besvären i huset.");
    Document two_pages = document_of({worn});
    two_pages.pages.push_back(document_of(printed).pages.front());
    repairer().repair(two_pages);
    CHECK(text_of(two_pages.pages.front().lines.front()).starts_with("Förvaltningen bedömer"));
    CHECK(spelt(two_pages) == printed.back());
}
