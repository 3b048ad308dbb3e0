#include "ocr/language/compounds.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "ocr/base/resources.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tiny_lexicon.h"

using namespace akt;
using Parts = std::vector<std::string>;

namespace {

const std::vector<std::string> kWords = {"sjuk",  "vård", "avtal", "vårdavtal", "hus", "ett",
                                         "skola", "skol", "råd",   "arbete",    "ets", "så"};

/// The words above, all vouched for; "mor" seen once and vouched for by nobody.
const Lexicon& tiny() {
    static const test::TemporaryFolder folder;
    static const Lexicon lexicon = [] {
        test::TinyWords words{{test::labels_of("mor"), test::info_of(1)}};
        for (const auto& word : kWords) words.emplace(test::labels_of(word), test::info_of(5, true));
        test::write_lexicon(folder.path(), words);
        return Lexicon::open(folder.path());
    }();
    return lexicon;
}

std::string joined(const Parts& parts) {
    std::string out;
    for (const auto& part : parts) out += (out.empty() ? "" : "+") + part;
    return out;
}

/// Whether the parts make the word again, each but the last with a linking s or without.
bool join_back(std::string_view word, std::span<const std::string> parts) {
    if (parts.empty()) return word.empty();
    if (!word.starts_with(parts.front())) return false;
    word.remove_prefix(parts.front().size());
    const auto rest = parts.subspan(1);
    return join_back(word, rest) ||
           (!rest.empty() && word.starts_with('s') && join_back(word.substr(1), rest));
}

}  // namespace

TEST_CASE("compounds of known words and their parts") {
    struct Case {
        const char* word;
        Parts parts;
    };
    const std::vector<Case> cases = {
        {"sjukhus", {"sjuk", "hus"}},
        {"sjukvård", {"sjuk", "vård"}},
        {"arbetsråd", {}},
        {"arbetesråd", {"arbete", "råd"}},
        {"vårdsavtalsråd", {"vård", "avtal", "råd"}},
        // Fewer parts are likelier.
        {"sjukvårdavtal", {"sjuk", "vårdavtal"}},
        {"skolhusvårdråd", {"skol", "hus", "vård", "råd"}},
        // No compounds: a word of the lexicon's itself, five parts, a part too short, one nobody vouches for,
        // an unknown part, a linking s at the end.
        {"skola", {}},
        {"skolhusvårdrådhus", {}},
        {"såhus", {}},
        {"morhus", {}},
        {"sjukbil", {}},
        {"sjukhuss", {}},
        // Hyphens, capitals and bytes that are no letters.
        {"sjuk-hus", {}},
        {"Sjukhus", {}},
        {"sjuk\xE5hus", {}},
        {"", {}},
    };
    const CompoundSplitter splitter(tiny());
    for (const Case& each : cases) {
        CAPTURE(std::string(each.word));
        CHECK(joined(splitter.split(each.word)) == joined(each.parts));
    }
}

TEST_CASE("words put together come apart, and their parts join back") {
    const CompoundSplitter splitter(tiny());
    CHECK(rc::check([&] {
        const auto count = *rc::gen::inRange<std::size_t>(2, 5);
        std::string word;
        for (std::size_t i = 0; i < count; ++i) {
            word += *rc::gen::suchThat(rc::gen::elementOf(kWords), [](const auto& w) { return w != "så"; });
            if (i + 1 < count && *rc::gen::arbitrary<bool>()) word += 's';
        }
        const Parts parts = splitter.split(word);
        RC_ASSERT(parts.size() >= 2 && parts.size() <= 4);
        RC_ASSERT(parts.size() <= count);
        RC_ASSERT(join_back(word, parts));
        for (const auto& part : parts) RC_ASSERT(tiny().contains(part));
    }));
}

TEST_CASE("a skeleton read as a compound gets the marks of its parts") {
    const CompoundSplitter splitter(tiny());
    std::array<CompoundSplitter::Reading, CompoundSplitter::kMaxReadings> readings;
    REQUIRE(splitter.readings(*label_word("vardsrad"), readings) == 1);
    CHECK(to_string(readings[0].word) == "vårdsråd");
    CHECK(splitter.readings(*label_word("xyzxyz"), readings) == 0);
    CHECK(splitter.readings(*label_word("rad"), readings) == 0);
}

TEST_CASE("the shipped lexicon's compounds") {
    struct Case {
        const char* word;
        Parts parts;
    };
    const std::vector<Case> cases = {
        {"kommunalförbundens", {"kommunal", "förbundens"}},
        {"sjukvårdsavtal", {"sjukvård", "avtal"}},
        {"granskningsutlåtande", {"granskning", "utlåtande"}},
        {"cykelparkeringsplatser", {"cykel", "parkeringsplatser"}},
        {"skolbuss", {"skol", "buss"}},
        {"arbetsplats", {"arbets", "plats"}},
        {"xqzvård", {}},
        {"och", {}},
        // Words of one piece, though two words can be seen in them.
        {"kommun", {}},
        {"kommuner", {}},
        {"reception", {}},
    };
    const Lexicon lexicon = Lexicon::open(models_folder());
    const CompoundSplitter splitter(lexicon);
    for (const Case& each : cases) {
        CAPTURE(std::string(each.word));
        CHECK(joined(splitter.split(each.word)) == joined(each.parts));
    }
}
