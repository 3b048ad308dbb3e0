#include <doctest/doctest.h>

#include <array>
#include <numeric>
#include <string>
#include <vector>

#include "ocr/base/error.h"
#include "ocr/base/resources.h"
#include "ocr/language/compounds.h"
#include "ocr/language/kin.h"
#include "ocr/language/rare_word_model.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tiny_lexicon.h"

using namespace akt;

TEST_CASE("a word's kin are its other inflected forms, the best known of them") {
    const test::TemporaryFolder folder;
    test::write_lexicon(folder.path(), {{test::labels_of("fällningen"), test::info_of(4)},
                                        {test::labels_of("fällningar"), test::info_of(7)},
                                        {test::labels_of("fällning"), test::info_of(20)},
                                        {test::labels_of("fallfrukt"), test::info_of(9)},
                                        {test::labels_of("måla"), test::info_of(0, true)},
                                        {test::labels_of("bil"), test::info_of(12)}});
    const Lexicon lexicon = Lexicon::open(folder.path());
    struct Case {
        const char* word;
        unsigned code;
    };
    static constexpr Case kCases[] = {
        {"fällning", 7},  // not its own count
        {"fällningarna", 20},
        {"fallning", 0},  // another stem
        {"fallfrukten", 9},
        {"målar", 0},   // never seen in text
        {"bilfri", 0},  // no ending
        {"bi", 0},      // no stem left
        {"", 0},
    };
    for (const Case& each : kCases) {
        CAPTURE(std::string(each.word));
        CHECK(kin_code(lexicon, *label_word(each.word)) == each.code);
    }
}

TEST_CASE("a lexicon without parts knows none") {
    const test::TemporaryFolder folder;
    const test::TinyWords words{{test::labels_of("bil"), test::info_of(12)}};
    test::write_lexicon(folder.path(), words);
    const Lexicon lexicon = Lexicon::open(folder.path());
    CHECK(!lexicon.has_parts());
    CHECK(lexicon.part_of_number(0).packed == 0);
    CHECK(lexicon.part_of_number(1000).packed == 0);
}

TEST_CASE("the shipped lexicon knows which words are parts of others") {
    const Lexicon lexicon = Lexicon::open(models_folder());
    REQUIRE(lexicon.has_parts());
    const auto part = [&](const char* word) {
        return lexicon.part_of_number(lexicon.automaton().find(*label_word(word)).value());
    };
    CHECK(part("kommun").joined_code() > 8);
    CHECK(part("arbete").last_code() > 8);
    CHECK(part("verksamhet").linked_code() > part("verksamhet").joined_code());
    CHECK(part("avtal").last_code() > part("och").last_code());
}

TEST_CASE("the rare word model's choices are probabilities, and a model of wrong parts is refused") {
    const RareWordModel model = RareWordModel::open(models_folder());
    std::array<WordCandidate, 2> candidates;
    candidates[0].word = *label_word("städverktyg");
    candidates[1].word = *label_word("stadverktyg");
    for (WordCandidate& candidate : candidates) {
        set_hashes(candidate);
        candidate.letter_lag = 0;
        candidate.compound_gain = 3;
    }
    candidates[0].compound_lag = 0;
    candidates[1].compound_lag = 8;
    std::vector<Token> tokens;
    tokenize("med stadverktyg som", tokens);
    std::array<float, 2> p{};
    model.probabilities(tokens, 1, candidates, p);
    CHECK(std::accumulate(p.begin(), p.end(), 0.0F) == doctest::Approx(1));
    CHECK(p[0] > p[1]);

    const test::TemporaryFolder folder;
    const std::vector<std::uint16_t> weights(SparseWeights::kBucketEntries);
    write_model_file(folder.path() / "rare.akt", "rare", {{"weights", std::as_bytes(std::span(weights))}});
    CHECK_THROWS_AS(RareWordModel::open(folder.path()), Error);
}
