#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "ocr/base/error.h"
#include "ocr/base/resources.h"
#include "ocr/language/model_file.h"
#include "ocr/language/tokens.h"
#include "ocr/language/word_pairs.h"
#include "tests/support/temporary_folder.h"

using namespace akt;

namespace {

std::uint64_t key_of(const char* word) {
    return skeleton_hash_of(*label_word(word));
}

}  // namespace

TEST_CASE("a table of word pairs says what a map of them says") {
    std::mt19937_64 random(7);
    std::map<std::uint64_t, float> after, pair;
    std::vector<std::pair<std::uint64_t, float>> gains;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> pairs;
    for (int i = 0; i < 2000; ++i) {
        const std::uint64_t first = random(), second = random();
        after[first] = -static_cast<float>(random() % 30) / 10;
        pair[first] = static_cast<float>(random() % 120) / 10;
        gains.emplace_back(WordPairs::after(first), after[first]);
        gains.emplace_back(WordPairs::pair(first, second), pair[first]);
        pairs.emplace_back(first, second);
    }
    const auto buckets = WordPairs::pack(gains, 0.5);
    const WordPairs table{buckets};
    std::size_t wrong = 0;
    for (const auto& [first, second] : pairs) {
        const float wanted = after[first] + pair[first];
        if (std::fabs(table.gain_nats(first, second) - wanted) > WordPairs::kStep) ++wrong;
        if (std::fabs(table.gain_nats(first, second + 1) - after[first]) > WordPairs::kStep) ++wrong;
        if (table.gain_nats(second, first) != 0) ++wrong;
    }
    // Hashes that look alike, some in thousands.
    CHECK(wrong <= 12);
}

TEST_CASE("where a bucket overflows, the gains that come last are left out, and large ones are cut") {
    std::vector<std::pair<std::uint64_t, float>> gains;
    for (std::uint64_t i = 0; i < 40; ++i) gains.emplace_back(WordPairs::pair(i, i), i == 0 ? 1e9F : 3.0F);
    const auto buckets = WordPairs::pack(gains, 1000);
    REQUIRE(buckets.size() == 1);
    const WordPairs table{buckets};
    std::size_t kept = 0;
    for (std::uint64_t i = 0; i < 40; ++i)
        if (table.gain_nats(i, i) != 0) ++kept;
    CHECK(kept == WordPairs::Bucket::kEntries);
    CHECK(table.gain_nats(0, 0) == doctest::Approx(12.7));
    CHECK(table.gain_nats(39, 39) == 0);
    CHECK(WordPairs::pack({}, 0.9).size() == 1);
}

TEST_CASE("the shipped pairs know which words follow each other, marks apart") {
    const WordPairs pairs = WordPairs::open(models_folder());
    const struct {
        const char *first, *likely, *unlikely;
    } cases[] = {
        {"på", "grund", "kommun"},  {"till", "exempel", "grund"}, {"enligt", "lagen", "är"},
        {"i", "samband", "enligt"}, {"för", "att", "för"},
    };
    for (const auto& each : cases) {
        CAPTURE(std::string(each.first));
        CHECK(pairs.gain_nats(key_of(each.first), key_of(each.likely)) >
              1 + pairs.gain_nats(key_of(each.first), key_of(each.unlikely)));
    }
    CHECK(pairs.gain_nats(sign_key(kNumberSign), key_of("kronor")) > 1);
}

TEST_CASE("a damaged file of word pairs is refused") {
    const test::TemporaryFolder folder;
    CHECK_THROWS_AS(WordPairs::open(folder.path()), Error);
    const std::vector<std::byte> none, uneven(sizeof(WordPairs::Bucket) + 1);
    const std::vector<WordPairs::Bucket> buckets(3);
    const auto write = [&](const char* section, std::span<const std::byte> bytes) {
        write_model_file(folder.path() / "pairs.akt", "pairs", {{section, bytes}});
    };
    write("buckets", none);
    CHECK_THROWS_AS(WordPairs::open(folder.path()), Error);
    write("buckets", uneven);
    CHECK_THROWS_AS(WordPairs::open(folder.path()), Error);
    write("weights", std::as_bytes(std::span(buckets)));
    CHECK_THROWS_AS(WordPairs::open(folder.path()), Error);
    write("buckets", std::as_bytes(std::span(buckets)));
    CHECK(WordPairs::open(folder.path()).gain_nats(1, 2) == 0);
}
