#include "ocr/language/lexicon.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "ocr/base/error.h"
#include "ocr/base/resources.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tiny_lexicon.h"

using namespace akt;
using akt::test::info_of;
using akt::test::TemporaryFolder;
using akt::test::TinyWords;
using akt::test::word_of;

namespace {

TinyWords some_words() {
    const auto labels = rc::gen::element<char>(kLabelA, kLabelO, kLabelAring, kLabelAdots, kLabelOdots);
    const auto word = rc::gen::nonEmpty(rc::gen::resize(4, rc::gen::container<std::string>(labels)));
    TinyWords words;
    for (const auto& [spelling, packed] :
         *rc::gen::container<std::vector<std::pair<std::string, std::uint8_t>>>(
             rc::gen::pair(word, rc::gen::arbitrary<std::uint8_t>())))
        words.emplace(spelling, WordInfo{packed});
    return words;
}

std::string skeleton(std::string labels) {
    for (char& label : labels) label = static_cast<char>(base_of(static_cast<Label>(label)));
    return labels;
}

/// The lexicon made of these sections opens, or fails as damaged.
bool opens(const std::vector<ModelSection>& sections) {
    const TemporaryFolder folder;
    write_model_file(folder.path() / "lexicon.akt", "lexicon", sections);
    try {
        Lexicon::open(folder.path());
        return true;
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::integrity);
        return false;
    }
}

}  // namespace

TEST_CASE("a lexicon tells what was written into it") {
    const TemporaryFolder folder;
    test::write_lexicon(folder.path(), {{test::labels_of("båt"), info_of(5)},
                                        {test::labels_of("växjö"), info_of(0, true, WordCase::title)},
                                        {test::labels_of("bo"), info_of(31, false, WordCase::upper)}});
    const Lexicon lexicon = Lexicon::open(folder.path());
    CHECK(lexicon.contains("båt"));
    CHECK(lexicon.count("båt") == 7);
    CHECK(lexicon.contains("växjö"));
    CHECK(lexicon.count("växjö") == 0);
    CHECK(lexicon.count("bo") == count_of_code(31));
    for (const char* other : {"", "b", "bat", "båten", "Båt", "bo bo", "b\xE5t", "växjö!"}) {
        CAPTURE(other);
        CHECK_FALSE(lexicon.contains(other));
        CHECK(lexicon.count(other) == 0);
    }
    const auto info = lexicon.info(*label_word("växjö"));
    REQUIRE(info);
    CHECK(info->vouched());
    CHECK(info->word_case() == WordCase::title);
    CHECK_FALSE(lexicon.info(*label_word("båt"))->vouched());
}

TEST_CASE("the forms of a skeleton are those a search through all words finds") {
    CHECK(rc::check([] {
        const TinyWords words = some_words();
        const TemporaryFolder folder;
        test::write_lexicon(folder.path(), words);
        const Lexicon lexicon = Lexicon::open(folder.path());
        for (const auto& entry : words) {
            const std::string wanted_skeleton = skeleton(entry.first);
            std::vector<std::pair<std::string, WordInfo>> wanted;
            for (const auto& other : words)
                if (skeleton(other.first) == wanted_skeleton) wanted.emplace_back(other);
            std::stable_sort(wanted.begin(), wanted.end(), [](const auto& a, const auto& b) {
                return a.second.count_code() > b.second.count_code();
            });
            if (wanted.size() > Lexicon::kMaxForms) wanted.resize(Lexicon::kMaxForms);
            std::array<LexiconForm, Lexicon::kMaxForms> found;
            RC_ASSERT(lexicon.forms_of_skeleton(word_of(wanted_skeleton), found) == wanted.size());
            for (std::size_t i = 0; i < wanted.size(); ++i) {
                RC_ASSERT(found[i].word == word_of(wanted[i].first));
                RC_ASSERT(found[i].info.packed == wanted[i].second.packed);
            }
        }
    }));
}

TEST_CASE("counts survive their codes within 30 %") {
    CHECK(code_of_count(0) == 0);
    CHECK(count_of_code(0) == 0);
    for (unsigned code = 1; code < 32; ++code) CHECK(code_of_count(count_of_code(code)) == code);
    for (double count = 1; count < 1'000'000; count = std::ceil(count * 1.1)) {
        CAPTURE(count);
        CHECK(std::fabs(count_of_code(code_of_count(count)) - count) <= 0.3 * count);
    }
    CHECK(code_of_count(1e12) == 31);
}

TEST_CASE("a lexicon of wrong parts is refused") {
    AutomatonBuilder built;
    built.add(test::labels_of("ö"));
    built.finish();
    const std::vector<std::uint32_t> root{built.root}, two_roots{built.root, 0}, far_root{1000};
    const std::vector<std::uint8_t> infos{3};
    const auto sections = [&](const std::vector<std::uint32_t>& the_root) {
        return std::vector<ModelSection>{{"edges", std::as_bytes(std::span(built.edges))},
                                         {"skips", std::as_bytes(std::span(built.skips))},
                                         {"bigskips", std::as_bytes(std::span(built.big_skips))},
                                         {"root", std::as_bytes(std::span(the_root))},
                                         {"infos", std::as_bytes(std::span(infos))}};
    };
    CHECK(opens(sections(root)));
    CHECK_FALSE(opens(sections(two_roots)));
    CHECK_FALSE(opens(sections(far_root)));
    for (std::size_t left_out = 0; left_out < 5; ++left_out) {
        auto fewer = sections(root);
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(left_out));
        CHECK_FALSE(opens(fewer));
    }
    auto odd = sections(root);
    odd[0].bytes = odd[0].bytes.first(5);
    CHECK_FALSE(opens(odd));
    odd = sections(root);
    odd[1].bytes = odd[1].bytes.first(2);
    CHECK_FALSE(opens(odd));
}

TEST_CASE("the shipped lexicon knows Swedish") {
    const Lexicon lexicon = Lexicon::open(models_folder());
    for (const char* word :
         {"och", "kommunen", "förvaltningen", "överklagande", "idé", "växjö", "handläggare"}) {
        CAPTURE(word);
        CHECK(lexicon.contains(word));
    }
    for (const char* word : {"kornmunen", "forvaltningen", "xqz", "Och", "6vergripande"}) {
        CAPTURE(word);
        CHECK_FALSE(lexicon.contains(word));
    }
    CHECK(lexicon.count("och") > lexicon.count("kommunen"));
    CHECK(lexicon.count("kommunen") > lexicon.count("handläggare"));
    std::array<LexiconForm, Lexicon::kMaxForms> forms;
    REQUIRE(lexicon.forms_of_skeleton(*label_word("for"), forms) >= 2);
    CHECK(to_string(forms[0].word) == "för");
}
