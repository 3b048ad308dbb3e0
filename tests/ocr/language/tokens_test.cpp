#include "ocr/language/tokens.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "ocr/base/utf8.h"

using namespace akt;

namespace {

std::vector<Token> tokens_of(std::string_view text) {
    std::vector<Token> tokens(3);  // what is left of an earlier text must go
    tokenize(text, tokens);
    return tokens;
}

std::string_view text_of(std::string_view text, const Token& token) {
    return text.substr(token.offset_bytes, token.length_bytes);
}

/// Each token as kind:text, parted by spaces; ^ begins a sentence, ! is guarded.
std::string printed(std::string_view text) {
    std::string out;
    for (const Token& token : tokens_of(text)) {
        if (!out.empty()) out += ' ';
        if (token.sentence_start) out += '^';
        if (token.guarded) out += '!';
        out += "wfns/"[static_cast<std::size_t>(token.kind)];
        if (token.kind != TokenKind::boundary) out += ':' + std::string(text_of(text, token));
    }
    return out;
}

/// Pieces that tokenizing looks at, and any bytes.
rc::Gen<std::string> some_text() {
    static const std::vector<std::string> kPieces = {
        " ",   "\n",       "\r\n", "\t",   "\u00A0", ".",    "@",        "://",
        "/",   "-",        "”",    "?",    "1",      "42",   "٣",        "a",
        "A",   "å",        "Ö",    "é",    "ß",      "日",   "a\u030A",  "\u0308",
        "och", "Kommunen", "OCH",  "www.", "\xFF",   "\xC3", "\xE2\x82", "ordetärlångtochlängreändåånej"};
    const auto piece = rc::gen::oneOf(rc::gen::elementOf(kPieces), rc::gen::elementOf(kPieces),
                                      rc::gen::arbitrary<std::string>());
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](const auto& pieces) {
        std::string text;
        for (const auto& each : pieces) text += each;
        return text;
    });
}

}  // namespace

TEST_CASE("texts and their tokens") {
    struct Case {
        const char *text, *tokens;
    };
    static constexpr Case kCases[] = {
        {"", ""},
        {" \t\u00A0\r\n", ""},
        {"Nämnden beslutade.", "^w:Nämnden w:beslutade s:."},
        {"Ja. Nej! Hur? Så", "^w:Ja s:. ^w:Nej s:! ^w:Hur s:? ^w:Så"},
        {"Rubrik\nStycket", "^w:Rubrik / ^w:Stycket"},
        {"Rubrik\n\nStycket", "^w:Rubrik / ^w:Stycket"},
        {"En rad som är så lång att den går vidare\ni nästa",
         "^w:En w:rad w:som w:är w:så w:lång w:att w:den w:går w:vidare w:i w:nästa"},
        {"hälso- och sjukvård", "^w:hälso s:- w:och w:sjukvård"},
        {"den 4 mars 2019", "^w:den n:4 w:mars n:2019"},
        {"1 200,50 kr", "^n:1 n:200 !s:, n:50 w:kr"},
        {"a\u030Ar", "^w:a\u030Ar"},
        {"Łukasz Đorđe 日本", "^w:Łukasz f:Đorđe f:日本"},
        {"beslutSenast MVGruppen", "^w:beslut w:Senast w:MVGruppen"},
        {"anna.ek@nybro.example", "^!w:anna !s:. ^!w:ek !s:@ !w:nybro !s:. ^!w:example"},
        {"se www.nybro.se/a", "^w:se !w:www !s:. ^!w:nybro !s:. ^!w:se !s:/ !w:a"},
        {"och/eller", "^w:och s:/ w:eller"},
        {"/etc/x", "!s:/ ^!w:etc !s:/ !w:x"},
        {"A12 4b", "^!w:A n:12 n:4 !w:b"},
        {"b\xFF\x80", "^w:b s:\xFF s:\x80"},
    };
    for (const Case& each : kCases) {
        CAPTURE(std::string(each.text));
        CHECK(printed(each.text) == std::string(each.tokens));
    }
}

TEST_CASE("tokens are in order, apart, and leave out nothing but white space") {
    CHECK(rc::check([] {
        const std::string text = *some_text();
        std::size_t end = 0;
        const auto only_space_until = [&](std::size_t to) {
            while (end < to) {
                const auto decoded = decode_utf8(text, end);
                RC_ASSERT(is_space(decoded.code_point));
                end += decoded.length_bytes;
            }
        };
        for (const Token& token : tokens_of(text)) {
            RC_ASSERT(token.offset_bytes >= end);
            only_space_until(token.offset_bytes);
            RC_ASSERT(end == token.offset_bytes);
            RC_ASSERT((token.length_bytes == 0) == (token.kind == TokenKind::boundary));
            if (token.kind == TokenKind::boundary) RC_ASSERT(text.at(token.offset_bytes) == '\n');
            end += token.length_bytes;
        }
        RC_ASSERT(end <= text.size());
        only_space_until(text.size());
    }));
}

TEST_CASE("tokens touch where nothing stands between them") {
    CHECK(rc::check([] {
        const auto tokens = tokens_of(*some_text());
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            const auto touches = [&](std::size_t left, std::size_t right) {
                if (right >= tokens.size() || left >= tokens.size()) return false;
                if (tokens[left].kind == TokenKind::boundary || tokens[right].kind == TokenKind::boundary)
                    return false;
                return tokens[left].offset_bytes + tokens[left].length_bytes == tokens[right].offset_bytes;
            };
            RC_ASSERT(((tokens[i].glue & 1U) != 0) == touches(i - 1, i));
            RC_ASSERT(((tokens[i].glue & 2U) != 0) == touches(i, i + 1));
        }
    }));
}

TEST_CASE("a word is spelt as its text is") {
    CHECK(rc::check([] {
        const std::string text = *some_text();
        for (const Token& token : tokens_of(text)) {
            if (token.kind != TokenKind::word) continue;
            const std::u32string letters = to_utf32(to_nfc(text_of(text, token)));
            RC_ASSERT(letters.size() == token.word.length);
            bool marks = false;
            for (std::size_t i = 0; i < letters.size(); ++i) {
                RC_ASSERT(to_lower(letters[i]) == letter_of(token.word[i]));
                RC_ASSERT(is_upper(letters[i]) == ((token.upper >> i & 1U) != 0));
                marks = marks || token.word[i] > kLabelZ;
            }
            RC_ASSERT(token.has_marks == marks);
            RC_ASSERT(token.key == skeleton_hash_of(token.word));
        }
    }));
}

TEST_CASE("the case of a word") {
    struct Case {
        const char* text;
        TokenCase wanted;
    };
    static constexpr Case kCases[] = {{"ärendet", TokenCase::lower}, {"Ärendet", TokenCase::title},
                                      {"ÄRENDET", TokenCase::upper}, {"eU", TokenCase::mixed},
                                      {"kWh", TokenCase::mixed},     {"Å", TokenCase::title}};
    for (const Case& each : kCases) {
        CAPTURE(std::string(each.text));
        const auto tokens = tokens_of(each.text);
        REQUIRE(tokens.size() == 1);
        CHECK(tokens[0].letter_case == each.wanted);
    }
}

TEST_CASE("a word longer than any in the lexicon is foreign") {
    const std::string longest(LabelWord::kMaxLength, 'a');
    CHECK(tokens_of(longest)[0].kind == TokenKind::word);
    const auto tokens = tokens_of(longest + "a");
    REQUIRE(tokens.size() == 1);
    CHECK(tokens[0].kind == TokenKind::foreign);
}

TEST_CASE("words differ by their keys when their skeletons do") {
    const auto token = [](const char* text) { return tokens_of(text).at(0); };
    CHECK(token("får").key == token("FAR").key);
    CHECK(token("får").key != token("fat").key);
    CHECK(token("sjukvården").tail == token("garden").tail);
    CHECK(token("sjukvården").tail != token("sjukvården").key);
    CHECK(token("–").key == token("-").key);
    CHECK(token("7").key == token("2019").key);
}
