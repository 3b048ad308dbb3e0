#include "ocr/repair/misread_symbols.h"

#include <doctest/doctest.h>

#include <string>

using namespace akt;

namespace {

std::string repaired(std::string_view text, bool misread) {
    return with_changes(text, misread_symbols(text, misread));
}

}  // namespace

TEST_CASE("symbols a recogniser cannot print come back where nothing else can stand") {
    struct Case {
        const char *read, *repaired;
    };
    const Case cases[] = {
        {"skriv till anna.berg(Pkommunen.se.", "skriv till anna.berg@kommunen.se."},
        {"(infoQexempel-kommun.se)", "(info@exempel-kommun.se)"},
        {"registrator©ort.nu", "registrator@ort.nu"},
        {"kontakt: väkerboQumea.se", "kontakt: väkerbo@umea.se"},
        {"spela på minQuiz.se", "spela på minQuiz.se"},
        {"vof.fragaGnybro.se", "vof.fragaGnybro.se"},
        {"vof.fragaGkarlby.se", "vof.fraga@karlby.se"},
        {"kansli&nybro.se", "kansli@nybro.se"},
        {"läs minGuide.se", "läs minGuide.se"},
        {"www.faqQort.se", "www.faqQort.se"},
        {"InfoQexempel.se", "InfoQexempel.se"},
        {"filen aQb.txt", "filen aQb.txt"},
        {"anna@ortQby.se", "anna@ortQby.se"},
        {"10,096 -66,896 0,096", "10,0% -66,8% 0,0%"},
        {"10,096 -66,896", "10,096 -66,896"},
        {"10,096 10,096 10,096", "10,096 10,096 10,096"},
        {"10,096 -66,896 0,096 och 5%", "10,096 -66,896 0,096 och 5%"},
        {"10,096 -66,896 0,096 1,250", "10,096 -66,896 0,096 1,250"},
        {"1,5 2,5 12 96", "1,5 2,5 12 96"},
        {"O kr 13 607 kr O kr.", "0 kr 13 607 kr 0 kr."},
        {"O krig", "O krig"},
        {"mål e Gemensamma krav e Nya medel och e För alla",
         "mål • Gemensamma krav • Nya medel och • För alla"},
        {"besluta\nI. att godkänna avtalet,\nsom det är, och\n2. att säga upp det",
         "besluta\n1. att godkänna avtalet,\nsom det är, och\n2. att säga upp det"},
        {"l. Val av ordförande\n2. Val av justerare", "1. Val av ordförande\n2. Val av justerare"},
        {"I. Allmänt\nII. Särskilt\n3. Övrigt", "I. Allmänt\nII. Särskilt\n3. Övrigt"},
        {"1. Bilaga\nI. Bilaga\n1. Karta\n2. Plan", "1. Bilaga\nI. Bilaga\n1. Karta\n2. Plan"},
    };
    for (const Case& one : cases) {
        CAPTURE(one.read);
        CHECK(repaired(one.read, false) == one.repaired);
    }
}

TEST_CASE("what people also write becomes a symbol only in misread text") {
    struct Case {
        const char *read, *repaired;
    };
    const Case cases[] = {
        {"e Första punkten\ne Andra punkten\n", "• Första punkten\n• Andra punkten\n"},
        {"o Första punkten\no Andra punkten\n", "• Första punkten\n• Andra punkten\n"},
        {"vägen - en lång väg - var stängd", "vägen – en lång väg – var stängd"},
        {"de fem orden i raden :\nfortsätter här", "de fem orden i raden\nfortsätter här"},
        {"avsändarens . nummer och datum", "avsändarens nummer och datum"},
        {"så slutar den långa meningen. ' .\nNästa", "så slutar den långa meningen.\nNästa"},
    };
    for (const Case& one : cases) {
        CAPTURE(one.read);
        CHECK(repaired(one.read, true) == one.repaired);
        CHECK(misread_symbols(one.read, false).empty());
    }
    // Not even there.
    for (const char* kept :
         {"e Första punkten\n", "5 - 3 är två och 2 - 1 ett", "- en punkt i en lista\n- en till",
          "vägen - och – vägen", "Dagordning för mötet med alla :\nNästa rad", "två ord |",
          "a | b | c | d | e | f |", "alternativ o eller e", "talet ab - c är", "och xy*z - ab blir"}) {
        CAPTURE(kept);
        CHECK(misread_symbols(kept, true).empty());
    }
}

TEST_CASE("bars behind running lines are specks, those of tables stay") {
    CHECK(repaired("Vad händer sedan efter en vaccination? |\n\nSvar", false) ==
          "Vad händer sedan efter en vaccination?\n\nSvar");
    CHECK(misread_symbols("| namn och adress för alla barn |\n| a | b |\n", false).empty());
}

TEST_CASE("changes stand among others, but not inside them") {
    const std::string text = "enligt 4 $ lagen och 7 $ lagen";
    const auto change = [&](std::string_view old, std::string_view now) {
        TextChange made;
        made.offset_bytes = text.find(old);
        made.length_bytes = old.size();
        made.replacement = now;
        return made;
    };
    std::vector<TextChange> changes{change("enligt", "Enligt"), change("$ lagen och", "§ lag och")};
    add_changes(misread_symbols(text, false), changes);
    CHECK(changes.size() == 3);
    CHECK(with_changes(text, changes) == "Enligt 4 § lag och 7 § lagen");
}
