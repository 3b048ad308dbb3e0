#include "search/query_parser.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

using namespace akt;

namespace {

struct Case {
    std::string query, tree;
};

}  // namespace

TEST_CASE("every form of the query language gives its tree") {
    const std::vector<Case> cases{
        {"", "nothing"},
        {"   ", "nothing"},
        {"beslut", "word(beslut)"},
        {"Beslut BYGGLOV", "all(word(beslut) word(bygglov))"},
        {"\"nytt avtal\"", "phrase(nytt avtal)"},
        {"”Nytt avtal”", "phrase(nytt avtal)"},
        {"\"beslut\"", "phrase(beslut)"},
        {"a OR b c", "any(word(a) all(word(b) word(c)))"},
        {"(a OR b) c", "all(any(word(a) word(b)) word(c))"},
        {"a AND b", "all(word(a) word(b))"},
        {"a or b", "all(word(a) word(or) word(b))"},
        {"a -b", "all(word(a) not(word(b)))"},
        {"a NOT b", "all(word(a) not(word(b)))"},
        {"a NOT NOT b", "all(word(a) word(b))"},
        {"a -\"b c\"", "all(word(a) not(phrase(b c)))"},
        {"a -(b c)", "all(word(a) not(all(word(b) word(c))))"},
        {"fukt NEAR/5 mögel", "near/5(fukt mögel)"},
        {"fukt NEAR mögel", "near/10(fukt mögel)"},
        {"a NEAR/3 b NEAR/3 c d", "all(near/3(a b c) word(d))"},
        {"bygg*", "prefix(bygg)"},
        {"hälso- och sjukvårdsavtalet", "all(word(hälso) word(och) word(sjukvårdsavtalet))"},
        {"EU-länderna", "hyphenated(eu länderna)"},
        {"covid-19", "hyphenated(covid 19)"},
        {"EU:s budget", "all(word(eu) word(budget))"},
        {"och/eller", "phrase(och eller)"},
        {"12,5", "phrase(12 5)"},
        {"titel:bygglov", "title(bygglov)"},
        {"TITLE:bygg*", "title(bygg*)"},
        {"titel:\"nytt avtal\"", "title(nytt avtal)"},
        {"titel: bygglov", "title(bygglov)"},
        {"avsändare:Länsstyrelsen", "from(länsstyrelsen)"},
        {"avsandare:Länsstyrelsen", "from(länsstyrelsen)"},
        {"from:x", "from(x)"},
        {"typ:Beslut", "type=beslut"},
        {"type:tjänsteskrivelse", "type=tjansteskrivelse"},
        {"tagg:\"Att göra\"", "tag=att gora"},
        {"sida:3", "page=3"},
        {"page:2..4", "page=2..4"},
        {"år:2024", "year=2024"},
        {"ar:2024..2022", "year=2022..2024"},
        {"datum:2024-05..2024-09", "date=2024-05-01..2024-09-30"},
        {"date:2024-05-24", "date=2024-05-24"},
        {"datum:2024..", "date=2024-01-01.."},
        {"datum:..2024-02", "date=..2024-02-29"},
        {"§:23", "section=23"},
        {"section:23", "section=23"},
        {"§ 23", "section(23)"},
        {"§23 bygglov", "all(section(23) word(bygglov))"},
        {"dnr:KS/2024:0123", "case=KS 2024/123"},
        {"dnr:\"KS 2024/123\"", "case=KS 2024/123"},
        {"dnr:ks2024-123", "case=KS 2024/123"},
        {"case:KS 2024/123 beslut", "all(case=KS 2024/123 word(beslut))"},
        {"KS 2024/123", "case(KS 2024/123)"},
        {"ks 2024/123", "case(KS 2024/123)"},
        {"KS/2024:0123", "case(KS 2024/123)"},
        {"ks2024-123", "case(KS 2024/123)"},
        {"Dnr KS 2024/123", "case(KS 2024/123)"},
        {"bygglov 2024/123", "all(word(bygglov) case(2024/123))"},
        {"om 2024/123", "all(word(om) case(2024/123))"},
        {"beslut 2024-05-24", "all(word(beslut) phrase(2024 05 24))"},
        {"id:1A2B3C", "id=1a2b3c"},
        {"10:30", "phrase(10 30)"},
        {"fo\xCC\x88r", "word(för)"},        // NFD
        {"avg\xC2\xADift", "word(avgift)"},  // a soft hyphen
    };
    for (const auto& [query, tree] : cases) {
        CAPTURE(query);
        const auto parsed = parse_query(query);
        CHECK(print_tree(parsed.query) == tree);
        CHECK(parsed.diagnostics.empty());
        CHECK(print_tree(parse_query(print(parsed.query)).query) == tree);
    }
}

TEST_CASE("what is odd is told, and the rest is searched for") {
    struct Odd {
        std::string query, tree;
        DiagnosticKind kind;
    };
    const std::vector<Odd> cases{
        {"\"nytt avtal", "phrase(nytt avtal)", DiagnosticKind::unclosed_quote},
        {"(a b", "all(word(a) word(b))", DiagnosticKind::unclosed_parenthesis},
        {"a) b", "all(word(a) word(b))", DiagnosticKind::stray_parenthesis},
        {"a OR", "word(a)", DiagnosticKind::missing_operand},
        {"OR a", "word(a)", DiagnosticKind::missing_operand},
        {"a NEAR/5", "word(a)", DiagnosticKind::missing_operand},
        {"a NOT", "word(a)", DiagnosticKind::missing_operand},
        {"färg:röd", "phrase(färg röd)", DiagnosticKind::unknown_field},
        {"datum:2024-13 a", "word(a)", DiagnosticKind::bad_value},
        {"sida:tre a", "word(a)", DiagnosticKind::bad_value},
        {"dnr:abc a", "word(a)", DiagnosticKind::bad_value},
        {"id:xyz1 a", "word(a)", DiagnosticKind::bad_value},
        {"titel:", "nothing", DiagnosticKind::missing_operand},
        {"b*", "word(b)", DiagnosticKind::short_prefix},
        {"-a", "not(word(a))", DiagnosticKind::only_negative},
    };
    for (const auto& odd : cases) {
        CAPTURE(odd.query);
        const auto parsed = parse_query(odd.query);
        CHECK(print_tree(parsed.query) == odd.tree);
        REQUIRE(!parsed.diagnostics.empty());
        CHECK(parsed.diagnostics.front().kind == odd.kind);
        CHECK(!in_english(parsed.diagnostics.front()).empty());
        CHECK(in_english(parsed.diagnostics.front()) != in_swedish(parsed.diagnostics.front()));
    }
}

TEST_CASE("deep nesting is cut, long queries are cut, and both end") {
    const auto deep = parse_query(std::string(4000, '(') + "a" + std::string(4000, ')') + " b");
    CHECK(print_tree(deep.query) == "word(b)");
    CHECK(deep.diagnostics.front().kind == DiagnosticKind::too_deep);

    const auto within =
        parse_query(std::string(kMaxQueryDepth, '(') + "a" + std::string(kMaxQueryDepth, ')'));
    CHECK(print_tree(within.query) == "word(a)");
    CHECK(within.diagnostics.empty());

    const auto longer = parse_query(std::string(100'000, 'a'));
    CHECK(longer.diagnostics.front().kind == DiagnosticKind::too_long);
    for (const std::string piece : {"-", "\"", "NOT ", "a:", "a NEAR/5 ", "OR ", "§ ", "KS ", "(-", ") "}) {
        std::string text;
        while (text.size() < kMaxQueryBytes) text += piece;
        CHECK(print(parse_query(text).query).size() < 4 * kMaxQueryBytes);
    }
}

namespace {

const std::vector<std::string> kPieces{
    "beslut",  "får",    "§",       "23",       "KS",          "2024/123",   "2024:0123",
    "dnr",     "dnr:",   "Dnr",     "titel:",   "typ:beslut",  "datum:2024", "..",
    "2024-05", "\"",     "(",       ")",        "-",           "OR",         "AND",
    "NOT",     "NEAR/3", "*",       "bygg*",    "EU-länderna", "\xC2\xAD",   "\xCC\x88",
    "sida:2",  "år:",    "id:1a2b", ":",        "/",           ",",          "\xFF",
    "x",       "ö",      "prop.",   "SBN 2021", "ks2024-123",  "‐",          "§:9"};

}  // namespace

TEST_CASE("a query printed and read again is the same query") {
    CHECK(rc::check([]() {
        const auto count = *rc::gen::inRange(0, 14);
        std::string text;
        for (int i = 0; i < count; ++i) {
            text += *rc::gen::elementOf(kPieces);
            if (*rc::gen::inRange(0, 3) > 0) text += ' ';
        }
        const auto parsed = parse_query(text);
        const auto printed = print(parsed.query);
        RC_LOG(text + " => " + printed + " => " + print_tree(parsed.query));
        RC_ASSERT(print_tree(parse_query(printed).query) == print_tree(parsed.query));
        RC_ASSERT(parse_query(printed).query == parsed.query);
    }));
}

TEST_CASE("any bytes give a query that prints and reads again alike") {
    CHECK(rc::check([](const std::string& bytes) {
        const auto parsed = parse_query(bytes);
        RC_ASSERT(parse_query(print(parsed.query)).query == parsed.query);
    }));
}
