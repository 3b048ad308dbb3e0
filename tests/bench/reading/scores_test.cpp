#include <doctest/doctest.h>

#include "tests/bench/reading/bench_support.h"
#include "tests/bench/reading/marked_words.h"
#include "tests/bench/reading/symbol_score.h"

using namespace akt::bench;

TEST_CASE("a sign counts where it stands, not wherever one was read") {
    const auto counts = count_signs("Enligt § 4 ska 20 % av\nvarje del ges, 3 % av resten",
                                    "Enligt $ 4 ska 20 % av varje del ges, 3 av % resten", U"§%@");
    CHECK(counts.at(U'§').in_truth == 1);
    CHECK(counts.at(U'§').read == 0);
    CHECK(counts.at(U'§').right == 0);
    CHECK(counts.at(U'%').in_truth == 2);
    CHECK(counts.at(U'%').read == 2);
    CHECK(counts.at(U'%').right == 1);
    CHECK(counts.at(U'%').f1() == doctest::Approx(0.5));
    CHECK(counts.at(U'@').f1() == doctest::Approx(1));  // none to find, none found
    CHECK(count_signs("", "§", U"§").at(U'§').f1() == doctest::Approx(0));
}

TEST_CASE("letters alone are compared without the signs between them") {
    CHECK(only_letters("• § 12, é–Ü (b)\n\nc@d") == "12 éÜ b cd");
    CHECK(only_letters("– %") == "");
}

TEST_CASE("words with marks are found in whatever order, each as often as it stands") {
    const MarkedWords words = marked_words("Åtgärden på ån. På ån, ja", "ån (åtgärden) på Åtgärden pa");
    CHECK(words.in_truth == 5);
    CHECK(words.right == 3);
    CHECK(marked_words("inga", "å").share() == doctest::Approx(1));
}

TEST_CASE("the middle one of several") {
    CHECK(median_of({}) == 0);
    CHECK(median_of({3, 1, 2}) == 2);
}
