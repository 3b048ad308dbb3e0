#include "ocr/repair/attested_words.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "ocr/base/fold.h"
#include "ocr/base/resources.h"

using namespace akt;

namespace {

const Lexicon& lexicon() {
    static const Lexicon made = Lexicon::open(models_folder());
    return made;
}

/// One page of these lines, read from the file's own text.
Document document_of(const std::string& text) {
    Document document;
    Page page;
    page.number = 1;
    Line line;
    std::string word;
    const auto end_word = [&] {
        if (!word.empty()) line.words.emplace_back(word, PixelBox{}, 1.0F);
        word.clear();
    };
    for (const char c : text) {
        if (c == ' ' || c == '\n') end_word();
        if (c == '\n') {
            page.lines.push_back(line);
            line.words.clear();
        }
        if (c != ' ' && c != '\n') word += c;
    }
    document.pages.push_back(page);
    return document;
}

/// Written for this test, names and places invented.
const std::string kLetter =
    "Vi har tagit emot ansökan från Lännerqvarn om bygglov för ett garage i Övre Snöqvarnby.\n"
    "Handläggare i ärendet är Viktor Krokwalder, som också svarar på frågor. Nämnden fattar\n"
    "beslut på sitt möte i maj. Läs mer på www.exempel.se/Skröfvel eller skriv till nämnden.\n"
    "Avgiften är densamma som förra året. Vid frågor om Brännfjällsänget hänvisar vi till Häll-\n"
    "qvistberg på kontoret.\n";

}  // namespace

TEST_CASE("a sound letter teaches its unknown names, with marks and without, and nothing else") {
    std::string words;
    for (const auto& word : AttestedWordFinder(lexicon()).find(document_of(kLetter))) words += word + " ";
    CHECK(words == "brännfjällsänget krokwalder lännerqvarn snöqvarnby ");
}

TEST_CASE("what is not sound for certain teaches nothing") {
    const AttestedWordFinder finder(lexicon());
    Document document = document_of(kLetter);
    SUBCASE("marks lost") {
        document = document_of(strip_marks(kLetter));
    }
    SUBCASE("recognised") {
        document.pages[0].how = PageReading::ocr;
    }
    SUBCASE("both") {
        document.pages[0].how = PageReading::both;
    }
    SUBCASE("repaired") {
        document.pages[0].lines[3].words[0].set_repair({"Avgiften", 2, RepairReason::ocr, false});
    }
    SUBCASE("too short to tell") {
        document = document_of("Ansökan från Lännerqvarn.\n");
    }
    SUBCASE("damaged in part") {
        document = document_of(kLetter + "Namnden har inte fatt nagot svar pa fragan.\n");
    }
    CHECK(finder.find(document).empty());
}

TEST_CASE("one page's damage does not silence the others") {
    Document document = document_of(kLetter);
    document.pages.push_back(document_of(strip_marks(kLetter)).pages[0]);
    CHECK(AttestedWordFinder(lexicon()).find(document).size() == 4);
}
