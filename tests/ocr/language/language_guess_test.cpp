#include "ocr/language/language_guess.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using namespace akt;

TEST_CASE("sentences of each language are told apart") {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"sv", "Nämnden har beslutat att avgiften ska betalas av den som har sökt tillstånd."},
        {"sv", "Namnden har beslutat att avgiften ska betalas av den som har sokt tillstand."},
        {"sv", "N{mnden har beslutat att avgiften ska betalas av den som har s|kt tillst}nd."},
        {"en", "The committee has decided that the fee must be paid by those who applied for it."},
        {"fi",
         "Lautakunta on päättänyt, että maksu on maksettava ennen kuin lupa voidaan antaa, mutta ei nyt."},
        {"no", "Nemnda har vedtatt at gebyret skal betales av den som har søkt, men ikke før etter nyttår."},
        {"da",
         "Nævnet har besluttet, at afgiften skal betales af den, der har søgt, men ikke før efter nytår."},
        {"de", "Der Ausschuss hat beschlossen, dass die Gebühr von dem Antragsteller zu zahlen ist."},
        {"und", "12 345 67"},
        {"und", ""},
        {"und", "Lannergren Bohlin"},
    };
    for (const auto& [language, text] : cases) {
        CAPTURE(text);
        CHECK(guess_language(text).language == language);
    }
}

TEST_CASE("people's initials tell of no language") {
    const std::string text = "skrev att Nils forsokte stanna bussen med en hatt.";
    CHECK(guess_language("Karin A. " + text + " - Karin A.").sv_log10_odds ==
          doctest::Approx(guess_language("Karin " + text + " - Karin").sv_log10_odds));
    CHECK(guess_language("A house. " + text).sv_log10_odds < guess_language("House. " + text).sv_log10_odds);
}

TEST_CASE("code shows in its symbols") {
    CHECK(guess_language("for (int i = 0; i < n; ++i) { a[i] |= b[i]; }").symbol_share > 0.15);
    CHECK(guess_language("Kostnaden (50 %) delas: hälften var, enligt § 4.").symbol_share < 0.01);
}
