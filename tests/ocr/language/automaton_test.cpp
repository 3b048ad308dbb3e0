#include "ocr/language/automaton.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/support/tiny_lexicon.h"

using namespace akt;
using akt::test::labels_of;
using akt::test::word_of;

namespace {

Automaton automaton_of(const AutomatonBuilder& built) {
    return Automaton(built.edges, built.skips, built.big_skips, built.root);
}

AutomatonBuilder built_from(const std::map<std::string, std::uint32_t>& words) {
    AutomatonBuilder builder;
    for (const auto& entry : words) builder.add(entry.first);
    builder.finish();
    return builder;
}

/// Few labels, so that words share beginnings and ends.
rc::Gen<std::string> some_word() {
    return rc::gen::nonEmpty(rc::gen::resize(
        7, rc::gen::container<std::string>(rc::gen::element<char>(1, 2, 19, kLabelAring, kLabelCount - 1))));
}

using Words = std::map<std::string, std::uint32_t>;

/// The reference: each word with its place in the order.
Words some_words() {
    Words words;
    for (const auto& word : *rc::gen::container<std::vector<std::string>>(some_word()))
        words.emplace(word, 0);
    std::uint32_t number = 0;
    for (auto& entry : words) entry.second = number++;
    return words;
}

void collect(const Automaton& automaton, const Automaton::Place& place, std::string& word, Words& out) {
    automaton.for_each_edge(place, [&](Label label, const Automaton::Place& next) {
        word.push_back(static_cast<char>(label));
        if (next.ends_word) out.emplace(word, next.number);
        collect(automaton, next, word, out);
        word.pop_back();
    });
}

/// Whether every walk from `state` stays inside, spells letters and ends: `open` are the states on the way.
bool walks_end(const std::vector<std::uint32_t>& edges, std::uint32_t state, std::vector<bool>& open,
               std::vector<bool>& done) {
    if (state == 0 || done[state]) return true;
    if (open[state]) return false;
    open[state] = true;
    for (std::uint32_t edge = state;; ++edge) {
        if (edge >= edges.size()) return false;
        const std::uint32_t packed = edges[edge], label = packed & 63U;
        if (label == kNoLabel || label >= kLabelCount || (packed >> 8) >= edges.size()) return false;
        if (!walks_end(edges, packed >> 8, open, done)) return false;
        if ((packed & 64U) != 0) break;
    }
    open[state] = false;
    done[state] = true;
    return true;
}

}  // namespace

TEST_CASE("find() numbers the words of a set and no others") {
    CHECK(rc::check([] {
        const Words words = some_words();
        const AutomatonBuilder built = built_from(words);
        const Automaton automaton = automaton_of(built);
        RC_ASSERT(automaton.sound(static_cast<std::uint32_t>(words.size())));
        for (const auto& [word, number] : words) RC_ASSERT(automaton.find(word_of(word)) == number);
        auto probes = *rc::gen::container<std::vector<std::string>>(some_word());
        probes.emplace_back();
        for (const auto& entry : words) {
            probes.push_back(entry.first.substr(1));
            probes.push_back(entry.first.substr(0, entry.first.size() - 1));
            probes.push_back(entry.first + '\1');
        }
        for (const auto& probe : probes) {
            const auto found = automaton.find(word_of(probe));
            const auto wanted = words.find(probe);
            RC_ASSERT(found.has_value() == (wanted != words.end()));
            if (found) RC_ASSERT(*found == wanted->second);
        }
    }));
}

TEST_CASE("a walk along all edges meets every word once, with its number") {
    CHECK(rc::check([] {
        const Words words = some_words();
        const AutomatonBuilder built = built_from(words);
        const Automaton automaton = automaton_of(built);
        Words met;
        std::string word;
        collect(automaton, automaton.root(), word, met);
        RC_ASSERT(met == words);
    }));
}

TEST_CASE("words behind more than 65,534 others have their numbers") {
    // All words of four letters from 18: few edges, 104,976 words.
    AutomatonBuilder builder;
    for (char a = 1; a <= 18; ++a)
        for (char b = 1; b <= 18; ++b)
            for (char c = 1; c <= 18; ++c)
                for (char d = 1; d <= 18; ++d) builder.add({a, b, c, d});
    builder.add({19});
    builder.finish();
    REQUIRE(!builder.big_skips.empty());
    CHECK(builder.edges.size() < 100);
    const Automaton automaton = automaton_of(builder);
    CHECK(automaton.sound(104'977));
    CHECK(automaton.find(word_of("\1\1\1\1")) == 0);
    CHECK(automaton.find(word_of("\13\1\1\1")) == 10 * 18 * 18 * 18);
    CHECK(automaton.find(word_of("\22\22\22\21")) == 104'974);
    CHECK(automaton.find(word_of("\22\22\22\22")) == 104'975);
    CHECK(automaton.find(word_of("\23")) == 104'976);
    CHECK_FALSE(automaton.find(word_of("\23\1")));
}

TEST_CASE("the builder wants words in ascending order") {
    AutomatonBuilder builder;
    builder.add("\2");
    CHECK_THROWS(builder.add("\2"));
    CHECK_THROWS(builder.add("\1"));
    CHECK_THROWS(builder.add(""));
    builder.add("\2\1");
}

TEST_CASE("arrays that would lead a walk astray are not sound") {
    AutomatonBuilder whole;
    for (const char* word : {"ad", "bad", "bok", "boken", "rad"}) whole.add(labels_of(word));
    whole.finish();
    REQUIRE(automaton_of(whole).sound(5));
    const std::function<void(AutomatonBuilder&)> harms[] = {
        [](auto& b) { b.edges.clear(), b.skips.clear(); },
        [](auto& b) { b.skips.pop_back(); },
        [](auto& b) { b.root = static_cast<std::uint32_t>(b.edges.size()); },
        [](auto& b) { b.edges.back() &= ~64U; },
        // To itself, to the state it belongs to, and to one beyond the end.
        [](auto& b) { b.edges[1] = (b.edges[1] & 255U) | 1U << 8; },
        [](auto& b) { b.edges.back() = (b.edges.back() & 255U) | b.root << 8; },
        [](auto& b) { b.edges.back() |= 0xFFFFFF00U; },
        // No letter, and a letter that is none of the alphabet.
        [](auto& b) { b.edges[1] &= ~63U; },
        [](auto& b) { b.edges[1] = (b.edges[1] & ~63U) | kLabelCount; },
        [](auto& b) {
            b.big_skips.push_back({static_cast<std::uint32_t>(b.edges.size()), 1});
        },
        [](auto& b) {
            b.big_skips.push_back({1, 6});
        },
    };
    for (std::size_t i = 0; i < std::size(harms); ++i) {
        AutomatonBuilder harmed = whole;
        harms[i](harmed);
        CAPTURE(i);
        CHECK_FALSE(automaton_of(harmed).sound(5));
    }
}

TEST_CASE("a walk through anything called sound ends") {
    CHECK(rc::check([] {
        AutomatonBuilder built = built_from(some_words());
        const auto harms = *rc::gen::inRange(1, 4);
        for (int i = 0; i < harms; ++i) {
            auto& edge = built.edges[*rc::gen::inRange<std::size_t>(0, built.edges.size())];
            const auto to =
                *rc::gen::inRange<std::uint32_t>(0, static_cast<std::uint32_t>(built.edges.size()) + 1);
            const auto bits = *rc::gen::inRange<std::uint32_t>(0, 256);
            edge = *rc::gen::element((edge & 255U) | to << 8, (edge & ~255U) | bits);
        }
        if (!automaton_of(built).sound(1000)) return;
        std::vector<bool> open(built.edges.size()), done(built.edges.size());
        RC_ASSERT(walks_end(built.edges, built.root, open, done));
    }));
}
