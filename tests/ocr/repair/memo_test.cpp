#include "ocr/repair/memo.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <string_view>
#include <vector>

using namespace akt;

TEST_CASE("what is remembered is what would be found") {
    CHECK(rc::check([] {
        const auto keys = *rc::gen::container<std::vector<std::uint64_t>>(
            rc::gen::oneOf(rc::gen::inRange<std::uint64_t>(0, 40), rc::gen::arbitrary<std::uint64_t>()));
        Memo<std::uint64_t, std::uint64_t> memo(16);
        for (const std::uint64_t key : keys) {
            const std::uint64_t hash = key % 100;
            RC_ASSERT(memo.get(hash, key, [&](std::uint64_t& value) { value = 3 * key + 1; }) == 3 * key + 1);
        }
    }));
}

TEST_CASE("two words with the same hash are each answered for themselves") {
    Memo<std::string, std::string> memo(1 << 14);
    constexpr std::uint64_t kHash = 0x5eed;
    for (int i = 0; i < 2; ++i)
        for (const std::string_view word : {"rakning", "radsal"})
            CHECK(memo.get(kHash, word, [&](std::string& value) { value = word; }) == word);
}

TEST_CASE("what was asked for last is not looked for again, also when room is made for more") {
    Memo<std::uint64_t, int> memo(1 << 14);
    int found = 0;
    const auto find = [&](int& value) { value = ++found; };
    constexpr std::uint64_t kKeys = 5000;
    for (std::uint64_t key = 0; key < kKeys; ++key) {
        const int first = memo.get(key, key, find);
        CHECK(memo.get(key, key, find) == first);
    }
    CHECK(found == kKeys);
    for (std::uint64_t key = 0; key < kKeys; ++key) memo.get(key, key, find);
    CHECK(found == kKeys);
}
