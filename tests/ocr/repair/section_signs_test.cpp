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
        {"kap. 2024 $ x", "kap. 2024 $ x"},
    };
    for (const Case& one : cases) {
        CAPTURE(one.read);
        CHECK(with_changes(one.read, misread_section_signs(one.read)) == one.repaired);
    }
}

TEST_CASE("section signs stand among other changes, but not inside them") {
    const std::string text = "enligt 4 $ lagen och 7 $ lagen";
    const auto change = [&](std::string_view old, std::string_view now) {
        TextChange made;
        made.offset_bytes = text.find(old);
        made.length_bytes = old.size();
        made.replacement = now;
        return made;
    };
    std::vector<TextChange> changes{change("enligt", "Enligt"), change("$ lagen och", "§ lag och")};
    add_section_signs(text, changes);
    CHECK(changes.size() == 3);
    CHECK(with_changes(text, changes) == "Enligt 4 § lag och 7 § lagen");
}
