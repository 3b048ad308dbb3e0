#include "ocr/repair/memo.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <vector>

using namespace akt;

TEST_CASE("what is remembered is what would be found") {
    CHECK(rc::check([] {
        const auto keys = *rc::gen::container<std::vector<std::uint64_t>>(
            rc::gen::oneOf(rc::gen::inRange<std::uint64_t>(0, 40), rc::gen::arbitrary<std::uint64_t>()));
        Memo<std::uint64_t> memo(16);
        for (const std::uint64_t key : keys)
            RC_ASSERT(memo.get(key, [&](std::uint64_t& value) { value = 3 * key + 1; }) == 3 * key + 1);
    }));
}

TEST_CASE("what was asked for last is not looked for again, also when room is made for more") {
    Memo<int> memo(1 << 14);
    int found = 0;
    const auto find = [&](int& value) { value = ++found; };
    constexpr std::uint64_t kKeys = 5000;
    for (std::uint64_t key = 0; key < kKeys; ++key) {
        const int first = memo.get(key, find);
        CHECK(memo.get(key, find) == first);
    }
    CHECK(found == kKeys);
    for (std::uint64_t key = 0; key < kKeys; ++key) memo.get(key, find);
    CHECK(found == kKeys);
}
