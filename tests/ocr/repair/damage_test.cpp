#include "ocr/repair/damage.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "ocr/base/fold.h"
#include "ocr/base/resources.h"
#include "ocr/language/lexicon.h"

using namespace akt;

namespace {

const DamageJudge& judge() {
    static const Lexicon lexicon = Lexicon::open(models_folder());
    static const DamageJudge made(lexicon);
    return made;
}

const std::string kLetter =
    "Nämnden har gått igenom ansökan och anser att den sökande har rätt till stöd från kommunen. Beslutet "
    "gäller från "
    "och med första dagen i nästa månad, och får överklagas inom tre veckor. Den som är missnöjd ska då "
    "skriva till "
    "nämnden och förklara på vilket sätt beslutet bör ändras.";

}  // namespace

TEST_CASE("each kind of damage is told from sound text") {
    struct Case {
        std::string text;
        Damage kind;
    };
    std::string without_rings, questions, seven_bit;
    for (std::size_t at = 0; at < kLetter.size(); ++at) {
        const std::string two = kLetter.substr(at, 2);
        if (two == "å" || two == "ä" || two == "ö") {
            without_rings += two == "å" ? "a" : two;
            questions += "?";
            seven_bit += two == "å" ? "}" : two == "ä" ? "{" : "|";
            ++at;
        } else {
            for (auto* out : {&without_rings, &questions, &seven_bit}) *out += kLetter[at];
        }
    }
    const std::vector<Case> cases{
        {kLetter, Damage::clean},
        {strip_marks(kLetter), Damage::marks_lost},
        {without_rings, Damage::rings_lost},
        {questions, Damage::mojibake},
        {seven_bit, Damage::mojibake},
        {"Namnden har gatt igenom ans6kan och anser att den s6kande har ratt till stéd fran kommunen. "
         "Beslutet galler "
         "fran och med férsta dagen i nasta manad, och far éverklagas inom tre veckor.",
         Damage::wrong_language_ocr},
        {"The committee has read the application and finds that the applicant is entitled to support from "
         "the "
         "municipality for as long as it is needed.",
         Damage::not_swedish},
        {"Nemnda har lest søknaden og mener at søkeren ikke har rett til støtte fra kommunen før neste år.",
         Damage::not_swedish},
        {"if (n > 0) { sum += a[i]; } else { sum -= b[j] * 2; } return {sum, n};", Damage::not_swedish},
        {"12 345 67 8 90", Damage::clean},
        {"", Damage::clean},
        {"Sara Lind", Damage::clean},
    };
    for (const auto& [text, kind] : cases) {
        CAPTURE(text);
        const auto judgement = judge().judge(text);
        CHECK(name_of(judgement.kind) == name_of(kind));
        CHECK((judgement.log10_odds > 0) == (kind != Damage::clean));
    }
    CHECK(judge().judge(kLetter).language == "sv");
    CHECK(judge().judge("").language == "und");
}

TEST_CASE("more of the same is judged surer") {
    const auto stripped = strip_marks(kLetter);
    CHECK(judge().judge(stripped + " " + stripped).log10_odds > 1.5 * judge().judge(stripped).log10_odds);
}

TEST_CASE("any bytes can be judged") {
    CHECK(rc::check([](const std::string& bytes) {
        const auto judgement = judge().judge(bytes);
        RC_ASSERT(judgement.words >= 0);
        RC_ASSERT(judgement.log10_odds >= 0);
    }));
}
