#include "ocr/language/context_model.h"

#include <doctest/doctest.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "ocr/base/error.h"
#include "ocr/base/resources.h"
#include "ocr/language/model_file.h"
#include "tests/support/temporary_folder.h"

using namespace akt;

namespace {

const Lexicon& lexicon() {
    static const Lexicon opened = Lexicon::open(models_folder());
    return opened;
}

const ContextModel& shipped() {
    static const ContextModel opened = ContextModel::open(models_folder());
    return opened;
}

/// p of each form of the word `at` tokens into the text, and the likeliest form.
struct Choice {
    std::string word;
    float probability = 0, sum = 0;
};

Choice choose(std::string_view text, std::size_t at) {
    std::vector<Token> tokens;
    tokenize(text, tokens);
    REQUIRE(at < tokens.size());
    std::array<LexiconForm, Lexicon::kMaxForms> forms;
    const std::size_t count = lexicon().forms_of_skeleton(skeleton_of(tokens[at].word), forms);
    REQUIRE(count >= 2);
    std::vector<WordCandidate> candidates(count);
    for (std::size_t i = 0; i < count; ++i) {
        candidates[i].word = forms[i].word;
        candidates[i].info = forms[i].info;
        candidates[i].attested = true;
        set_hashes(candidates[i]);
    }
    std::vector<float> probabilities(count);
    shipped().probabilities(tokens, at, candidates, probabilities);
    Choice out;
    for (std::size_t i = 0; i < count; ++i) {
        out.sum += probabilities[i];
        if (probabilities[i] > out.probability) out = {to_string(forms[i].word), probabilities[i], out.sum};
    }
    return out;
}

}  // namespace

TEST_CASE("the words around decide between forms of one skeleton") {
    struct Case {
        const char* text;
        std::size_t at;
        const char* wanted;
    };
    static constexpr Case kCases[] = {
        {"Namnden har beslutat att bifalla ansokan.", 1, "har"},
        {"Har finns information om avgifter.", 0, "här"},
        {"Beslutet galler i tre ar fran dagen.", 4, "år"},
        {"Det ar viktigt att alla svarar.", 1, "är"},
        {"Var ordforande har svarat for lange sedan.", 4, "för"},
        {"Kommunen far besluta om avgifter.", 1, "får"},
        {"Den som soker lan hos banken ska betala.", 3, "lån"},
        {"Lansstyrelsen i Stockholms lan beslutade om det.", 3, "län"},
    };
    for (const Case& each : kCases) {
        CAPTURE(std::string(each.text));
        const Choice choice = choose(each.text, each.at);
        CHECK(choice.word == std::string(each.wanted));
        CHECK(choice.sum == doctest::Approx(1));
    }
}

TEST_CASE("marks lost around a word change nothing in the choice") {
    const Choice sound = choose("Nämnden får besluta om åtgärder för äldre.", 1);
    const Choice damaged = choose("Namnden far besluta om atgarder for aldre.", 1);
    CHECK(sound.word == damaged.word);
    CHECK(sound.probability == damaged.probability);
}

TEST_CASE("a choice at the edge of the text, and alone, is one") {
    CHECK(choose("far", 0).sum == doctest::Approx(1));
    CHECK(choose("vi far", 1).sum == doctest::Approx(1));
    CHECK(choose("far vi\n\n", 0).sum == doctest::Approx(1));
}

TEST_CASE("a damaged context model is refused") {
    std::ifstream in(models_folder() / "context.akt", std::ios::binary);
    const std::string whole{std::istreambuf_iterator<char>(in), {}};
    REQUIRE(whole.size() > 100'000);
    const auto code_of = [](const std::string& bytes) {
        const test::TemporaryFolder folder;
        folder.write("context.akt", bytes);
        try {
            ContextModel::open(folder.path());
        } catch (const Error& error) {
            return error.code();
        }
        return ErrorCode::usage;
    };
    CHECK(code_of(whole) == ErrorCode::usage);
    for (const std::size_t size : {std::size_t{0}, std::size_t{39}, whole.size() / 2, whole.size() - 1}) {
        CAPTURE(size);
        CHECK(code_of(whole.substr(0, size)) == ErrorCode::integrity);
    }
    for (const std::size_t at : {std::size_t{9}, std::size_t{50}, whole.size() / 3, whole.size() - 20}) {
        CAPTURE(at);
        std::string harmed = whole;
        harmed[at] = static_cast<char>(harmed[at] ^ 16);
        CHECK(code_of(harmed) == ErrorCode::integrity);
    }
    std::string newer = whole;
    ++newer[4];
    CHECK(code_of(newer) == ErrorCode::format_too_new);
    std::filesystem::path nowhere = std::filesystem::temp_directory_path() / "akt-no-such-folder";
    CHECK_THROWS_AS(ContextModel::open(nowhere), Error);
}

TEST_CASE("a context model of wrong parts is refused") {
    const std::vector<std::uint16_t> weights(SparseWeights::kBucketEntries);
    const std::vector<float> scale{0.01F};
    const ModelSection good_weights{"weights", std::as_bytes(std::span(weights))};
    const ModelSection good_scale{"scale", std::as_bytes(std::span(scale))};
    const test::TemporaryFolder folder;
    const auto write = [&](const std::vector<ModelSection>& sections) {
        write_model_file(folder.path() / "context.akt", "context", sections);
    };
    write({good_weights, good_scale});
    CHECK_NOTHROW(ContextModel::open(folder.path()));
    for (const auto& wrong :
         std::vector<std::vector<ModelSection>>{{good_weights},
                                                {good_scale},
                                                {good_weights, {"scale", {}}},
                                                {{"weights", good_weights.bytes.first(8)}, good_scale}}) {
        write(wrong);
        CHECK_THROWS_AS(ContextModel::open(folder.path()), Error);
    }
}
