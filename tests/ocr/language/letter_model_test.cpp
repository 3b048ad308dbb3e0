#include "ocr/language/letter_model.h"

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
#include "ocr/language/model_file.h"
#include "tests/support/temporary_folder.h"

using namespace akt;

namespace {

const LetterModel& shipped() {
    static const LetterModel model = LetterModel::open(models_folder());
    return model;
}

std::string best_reading(std::string_view skeleton) {
    std::array<LetterModel::Reading, LetterModel::kMaxReadings> readings;
    REQUIRE(shipped().readings(*label_word(skeleton), readings) > 0);
    return to_string(readings[0].word);
}

/// Every way to mark a skeleton, with its log p: the slow reference of readings(). Marks less likely than
/// e^-7 are left out as there.
void mark_all(const LabelWord& skeleton, std::size_t at, LetterModel::Reading so_far,
              std::vector<LetterModel::Reading>& out) {
    if (at == skeleton.length) {
        out.push_back(so_far);
        return;
    }
    std::array<float, 1 + kMaxMarks> choices{};
    const std::size_t count = shipped().log_probabilities(skeleton, at, choices);
    const auto marks = marks_of(skeleton[at]);
    for (std::size_t i = 0; i < count; ++i) {
        if (choices[i] < -7.0F) continue;
        auto longer = so_far;
        if (i > 0) longer.word[at] = marks[i - 1];
        longer.log_probability += choices[i];
        mark_all(skeleton, at + 1, longer, out);
    }
}

bool opens(const std::vector<ModelSection>& sections) {
    const test::TemporaryFolder folder;
    write_model_file(folder.path() / "letters.akt", "letters", sections);
    try {
        LetterModel::open(folder.path());
        return true;
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::integrity);
        return false;
    }
}

}  // namespace

TEST_CASE("plain words get their marks from their letters alone") {
    static constexpr std::pair<const char*, const char*> kWords[] = {
        {"forvaltningen", "förvaltningen"}, {"overklagande", "överklagande"}, {"sammantrade", "sammanträde"},
        {"kommunen", "kommunen"},           {"aldreomsorg", "äldreomsorg"},   {"atgarder", "åtgärder"},
        {"kyrkogard", "kyrkogård"},         {"gronomrade", "grönområde"},     {"protokoll", "protokoll"}};
    for (const auto& word : kWords) {
        CAPTURE(std::string(word.first));
        CHECK(best_reading(word.first) == word.second);
    }
    CHECK(shipped().log_probability(*label_word("förslag")) >
          shipped().log_probability(*label_word("forslag")));
    CHECK(shipped().log_probability(*label_word("förslag")) >
          shipped().log_probability(*label_word("förslåg")));
}

TEST_CASE("readings are those a walk through all marks finds, likeliest first") {
    CHECK(rc::check([] {
        const auto letters = rc::gen::element<char>('a', 'o', 'e', 'n', 'r', 's', 't', 'k');
        const auto text = *rc::gen::nonEmpty(rc::gen::resize(9, rc::gen::container<std::string>(letters)));
        const LabelWord skeleton = *label_word(text);
        std::vector<LetterModel::Reading> wanted;
        mark_all(skeleton, 0, {skeleton, 0}, wanted);
        std::sort(wanted.begin(), wanted.end(),
                  [](const auto& a, const auto& b) { return a.log_probability > b.log_probability; });
        std::array<LetterModel::Reading, LetterModel::kMaxReadings> readings;
        const std::size_t found = shipped().readings(skeleton, readings);
        RC_ASSERT(found == std::min(wanted.size(), LetterModel::kMaxReadings));
        for (std::size_t i = 0; i < found; ++i) {
            RC_ASSERT(std::fabs(readings[i].log_probability - wanted[i].log_probability) < 1e-4F);
            RC_ASSERT(std::fabs(readings[i].log_probability - shipped().log_probability(readings[i].word)) <
                      1e-4F);
            RC_ASSERT(skeleton_of(readings[i].word) == skeleton);
            for (std::size_t other = 0; other < i; ++other)
                RC_ASSERT(!(readings[other].word == readings[i].word));
        }
    }));
}

TEST_CASE("the choices of a letter are probabilities") {
    const LabelWord word = *label_word("overraskande");
    for (std::size_t at = 0; at < word.length; ++at) {
        std::array<float, 1 + kMaxMarks> choices{};
        const std::size_t count = shipped().log_probabilities(word, at, choices);
        const char letter = "overraskande"[at];
        CHECK(count == (letter == 'a' ? 3 : letter == 'o' || letter == 'e' ? 2 : 1));
        float sum = 0;
        for (std::size_t i = 0; i < count; ++i) sum += std::exp(choices[i]);
        CHECK(sum == doctest::Approx(1).epsilon(0.001));
    }
}

TEST_CASE("no word at all has one reading, and the longest word no more than eight") {
    std::array<LetterModel::Reading, LetterModel::kMaxReadings> readings;
    CHECK(shipped().readings({}, readings) == 1);
    CHECK(readings[0].word.length == 0);
    const std::size_t found =
        shipped().readings(*label_word(std::string(LabelWord::kMaxLength, 'a')), readings);
    CHECK(found >= 1);
    CHECK(found <= LetterModel::kMaxReadings);
}

TEST_CASE("a letter model of wrong parts is refused") {
    const std::vector<std::uint16_t> weights(SparseWeights::kBucketEntries);
    const std::vector<float> scale{0.01F}, two_scales{0.01F, 0.02F};
    const ModelSection good_weights{"weights", std::as_bytes(std::span(weights))};
    const ModelSection good_scale{"scale", std::as_bytes(std::span(scale))};
    CHECK(opens({good_weights, good_scale}));
    CHECK_FALSE(opens({good_weights}));
    CHECK_FALSE(opens({good_scale}));
    CHECK_FALSE(opens({good_weights, {"scale", std::as_bytes(std::span(two_scales))}}));
    CHECK_FALSE(opens({{"weights", {}}, good_scale}));
    CHECK_FALSE(opens({{"weights", good_weights.bytes.first(14)}, good_scale}));
    CHECK_FALSE(opens({{"weights", good_weights.bytes.first(15)}, good_scale}));
}
