#include "ocr/language/stemmer.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "ocr/base/fold.h"
#include "ocr/base/utf8.h"

using namespace akt;

TEST_CASE("stem joins the inflections Xapian's Swedish stemmer leaves apart") {
    const std::vector<std::vector<std::string>> paradigms{
        {"beslut", "beslutet", "besluten", "beslutets"},
        {"ärende", "ärendet", "ärenden", "ärendena", "ärendets"},
        {"möte", "mötet", "möten", "mötena", "mötes"},
        {"skola", "skolan", "skolor", "skolorna", "skolas", "skolans"},
        {"ansökan", "ansökningar", "ansökningarna", "ansökningen"},
        {"bok", "boken", "böcker", "böckerna", "böckernas"},
        {"handbok", "handböcker"},
        {"sammanträde", "sammanträdet", "sammanträden", "sammanträdets"},
        {"handling", "handlingar", "handlingen", "handlingarna", "handlingars"},
        {"samrådsorgan", "samrådsorganet", "samrådsorganets"},
        {"stad", "staden", "städer", "städernas"},
        {"bostad", "bostäder"},
        {"rum", "rummet", "rummen"},
        {"nummer", "numret", "numren"},
        {"tecken", "tecknet", "tecknen"},
        {"cykel", "cykeln", "cyklar", "cyklarna"},
        {"fönster", "fönstret", "fönstren"},
        {"kommitté", "kommittén", "kommittéer", "kommitténs"},
        {"universitet", "universitetet", "universiteten"},
        {"avtal", "avtalet", "avtalen", "avtals"},
        {"ledamot", "ledamoten", "ledamöter", "ledamöterna"},
        {"kostnad", "kostnaden", "kostnader", "kostnaderna"},
        {"besluta", "beslutar", "beslutade", "beslutat", "beslutats"},
    };
    for (const auto& paradigm : paradigms) {
        for (const auto& form : paradigm) {
            CAPTURE(form);
            CHECK(stem(form) == stem(paradigm.front()));
            CHECK(stem_folded(fold(form)) == stem_folded(fold(paradigm.front())));
        }
    }
}

TEST_CASE("stem keeps apart what only looks alike") {
    const std::vector<std::vector<std::string>> apart{
        {"får", "far"},      {"lån", "län"},       {"råd", "rad"},
        {"för", "förening"}, {"mark", "marknad"},  {"hus", "hund"},
        {"mån", "månad"},    {"leva", "leverans"}, {"person", "personnummer"},
        {"dokument", "dok"}, {"handel", "hand"},   {"mot", "möte"},
        {"var", "vård"},
    };
    for (const auto& pair : apart) {
        CAPTURE(pair.front());
        CHECK(stem(pair.front()) != stem(pair.back()));
        if (fold(pair.front()) == pair.front() && fold(pair.back()) == pair.back())
            CHECK(stem_folded(pair.front()) != stem_folded(pair.back()));
    }
}

TEST_CASE("a word with digits is its own stem") {
    for (const std::string word : {"2024", "a4", "123an", "ks2024"}) CHECK(stem(word) == word);
}

TEST_CASE("stem takes any bytes and never makes a word longer") {
    CHECK(rc::check([](const std::string& bytes) {
        const auto word = fold(bytes);
        RC_ASSERT(length_code_points(stem_folded(word)) <= length_code_points(word) + 1);
        RC_ASSERT(is_valid_utf8(stem(word)));
    }));
}
