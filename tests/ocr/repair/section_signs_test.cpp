#include "ocr/repair/section_signs.h"

#include <doctest/doctest.h>

#include <string>

using namespace akt;

TEST_CASE("dollars in the company of the law are section signs, money is not") {
    struct Case {
        const char *read, *repaired;
    };
    const Case cases[] = {
        {"enligt 12 kap. 1 $ första stycket", "enligt 12 kap. 1 § första stycket"},
        {"med stöd av 14 kap. 1-5 $$.", "med stöd av 14 kap. 1-5 §§."},
        {"som avses i 23 b $ inte har anmälts", "som avses i 23 b § inte har anmälts"},
        {"nämns i 3 $,\nandra stycket", "nämns i 3 §,\nandra stycket"},
        {"enligt lagen kostade det 1 200 $ i avgift", "enligt lagen kostade det 1 200 $ i avgift"},
        {"enligt avtalet 0,50 $ för varje", "enligt avtalet 0,50 $ för varje"},
        {"enligt listan $5 eller $ 5", "enligt listan $5 eller $ 5"},
        {"enligt listan 5 $US", "enligt listan 5 $US"},
        {"biljetten kostade 90 $ i New York", "biljetten kostade 90 $ i New York"},
        {"i lagen: echo 5 $$$", "i lagen: echo 5 $$$"},
        {"$", "$"},
        {"enligt 47 $ att ansöka", "enligt 47 § att ansöka"},
        {"i 15-19 $$. I 10 $ finns", "i 15-19 §§. I 10 § finns"},
        {"växelkursen var 8 $ mot 90 USD", "växelkursen var 8 $ mot 90 USD"},
        {"och 47 $ att växla, eller $50", "och 47 $ att växla, eller $50"},
        {"3 kap. 11 $i denna lag", "3 kap. 11 § i denna lag"},
        {"kap. 2024 $ x", "kap. 2024 $ x"},
        {"den som kränks (1 $). Begreppet", "den som kränks (1 §). Begreppet"},
        {"en bok (1 $) för 90 kr.", "en bok (1 $) för 90 kr."},
        {"Mötet öppnades. $ 3 Dagordningen fastställdes. $ 4 Inga frågor.",
         "Mötet öppnades. § 3 Dagordningen fastställdes. § 4 Inga frågor."},
        {"$ 3\nDagordningen fastställdes.\n$ 4\nInga frågor.\n$ 5",
         "§ 3\nDagordningen fastställdes.\n§ 4\nInga frågor.\n§ 5"},
        {"Boken kostar mer. $ 3 i Norge. $ 7 i Finland.", "Boken kostar mer. $ 3 i Norge. $ 7 i Finland."},
        {"pris $ 3 eller $ 4 i affären", "pris $ 3 eller $ 4 i affären"},
    };
    for (const Case& one : cases) {
        CAPTURE(one.read);
        CHECK(with_changes(one.read, misread_section_signs(one.read)) == one.repaired);
    }
}

TEST_CASE("digits and letters that can only be section signs become them") {
    struct Case {
        const char *read, *repaired;
    };
    const Case cases[] = {
        {"enligt 5 8 andra stycket", "enligt 5 § andra stycket"},
        {"som avses i 3 kap. 1 & miljöbalken", "som avses i 3 kap. 1 § miljöbalken"},
        {"med stöd av 4 kap. 10 8 tredje stycket", "med stöd av 4 kap. 10 § tredje stycket"},
        {"enligt 23 b 8 förvaltningslagen", "enligt 23 b § förvaltningslagen"},
        {"se 2 kap. 1 5.", "se 2 kap. 1 §."},
        {"skall 25-30 55 beaktas", "skall 25-30 §§ beaktas"},
        {"48 & Den som", "48 § Den som"},
        {"48 8 Den som", "48 8 Den som"},
        {"enligt 5 8 andra stycket, se 3 §", "enligt 5 8 andra stycket, se 3 §"},
        {"det kostar 12 5 kr", "det kostar 12 5 kr"},
        {"telefon 08 123 8 första samtalet", "telefon 08 123 8 första samtalet"},
        {"rum 12 8 Stockholm", "rum 12 8 Stockholm"},
        {"raderna 3 8 4 och 5 8 6", "raderna 3 8 4 och 5 8 6"},
        {"fem barn, 5 8 och 9 år", "fem barn, 5 8 och 9 år"},
        {"Marks & Spencer", "Marks & Spencer"},
        {"avgiften är 5 € första gången", "avgiften är 5 € första gången"},
        {"i 12 kap. 4 $ första", "i 12 kap. 4 § första"},
        {"55 $ Denna lag", "55 § Denna lag"},
    };
    for (const Case& one : cases) {
        CAPTURE(one.read);
        CHECK(with_changes(one.read, misread_section_signs(one.read)) == one.repaired);
    }
}

TEST_CASE("headings of minutes follow each other, and speak of what minutes speak of") {
    CHECK(
        with_changes("8 22 Mötets öppnande\n8 23 Val av justerare\n$ 24 Ekonomi\n",
                     misread_section_signs("8 22 Mötets öppnande\n8 23 Val av justerare\n$ 24 Ekonomi\n")) ==
        "§ 22 Mötets öppnande\n§ 23 Val av justerare\n§ 24 Ekonomi\n");
    for (const char* kept : {"8 22 Mötets öppnande\n8 23 Val av justerare\n",
                             "8 22 Mötets öppnande\n8 24 Val av justerare\n8 26 Ekonomi\n",
                             "8 22 Röda äpplen\n8 23 Gröna päron\n8 24 Blå druvor\n",
                             "8 22 mötets öppnande\n8 23 val av justerare\n8 24 ekonomi\n"}) {
        CAPTURE(kept);
        CHECK(misread_section_signs(kept).empty());
    }
}
