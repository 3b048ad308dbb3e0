#include "ocr/language/charset.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "ocr/base/utf8.h"
#include "ocr/language/single_byte.h"

using namespace akt;
using namespace std::string_literals;

namespace {

const std::string kLetter =
    "Till Älvsunda kommun\n\nBygglovet gäller ett växthus på tomten vid ån. Kostnaden är 12 § kronor; "
    "sökanden får svar före årets slut. Överklagan lämnas på Åsgatan, även kvällstid.\n";

std::string in_charset(const std::string& text, std::string_view name) {
    const auto* charset = single_byte_charset(name);
    REQUIRE(charset != nullptr);
    std::string bytes;
    for (const char32_t c : to_utf32(text)) {
        const auto byte = charset->encode(c);
        REQUIRE(byte.has_value());
        bytes += static_cast<char>(*byte);
    }
    return bytes;
}

std::string in_utf16(const std::string& text, bool big_endian) {
    std::string bytes;
    for (const char32_t c : to_utf32(text)) {
        const char high = static_cast<char>(c >> 8), low = static_cast<char>(c & 0xFF);
        bytes += big_endian ? high : low;
        bytes += big_endian ? low : high;
    }
    return bytes;
}

std::string in_utf32(const std::string& text, bool big_endian) {
    std::string bytes;
    for (const char32_t c : to_utf32(text))
        for (int i = 0; i < 4; ++i) bytes += static_cast<char>((c >> (8 * (big_endian ? 3 - i : i))) & 0xFF);
    return bytes;
}

}  // namespace

TEST_CASE("a Swedish letter is decoded from every single-byte set it is likely to be in") {
    for (const std::string name : {"windows-1252", "cp850", "cp437", "macintosh"}) {
        CAPTURE(name);
        // cp437 has no § of its own place in text; take it away for all alike.
        std::string letter = kLetter;
        letter.erase(letter.find("12 § "), "12 § "s.size());
        CHECK(decode_text(in_charset(letter, name)).text == letter);
    }
    CHECK(decode_text(in_charset(kLetter, "cp850")).charset == "cp850");
    CHECK(decode_text(in_charset(kLetter, "macintosh")).charset == "macintosh");
    CHECK(decode_text(in_charset(kLetter, "windows-1252")).charset == "iso-8859-1");
    CHECK(decode_text(in_charset(kLetter + "”–”", "windows-1252")).charset == "windows-1252");
    CHECK(decode_text(in_charset("Avgiften är 100 € för året.", "iso-8859-15")).text ==
          "Avgiften är 100 € för året.");
}

TEST_CASE("Unicode's encodings are decoded with and without a byte order mark") {
    struct Case {
        std::string bytes, charset;
    };
    const std::vector<Case> cases{
        {kLetter, "utf-8"},
        {"\xEF\xBB\xBF" + kLetter, "utf-8"},
        {in_utf16(kLetter, false), "utf-16le"},
        {in_utf16(kLetter, true), "utf-16be"},
        {"\xFF\xFE" + in_utf16(kLetter, false), "utf-16le"},
        {"\xFE\xFF" + in_utf16(kLetter, true), "utf-16be"},
        {in_utf32(kLetter, false), "utf-32le"},
        {in_utf32(kLetter, true), "utf-32be"},
        {"\xFF\xFE\0\0"s + in_utf32(kLetter, false), "utf-32le"},
        {"\0\0\xFE\xFF"s + in_utf32(kLetter, true), "utf-32be"},
    };
    for (const auto& [bytes, charset] : cases) {
        const auto decoded = decode_text(bytes);
        CHECK(decoded.charset == charset);
        CHECK(decoded.text == kLetter);
    }
}

TEST_CASE("seven-bit Swedish is told from code") {
    const auto decoded = decode_text("F|r att f} bygglov ska s|kanden l{mna ritningar. [ven \\ster om }n.");
    CHECK(decoded.charset == "us-ascii");  // one sure word is not enough
    const auto surer =
        decode_text("F|r att f} bygglov {r det s}, att s|kanden f|r sin del l{mnar ritningar fr}n \\rn.");
    CHECK(surer.charset == "iso646-se");
    CHECK(surer.text == "För att få bygglov är det så, att sökanden för sin del lämnar ritningar från Örn.");
    const std::string code = "int main(){if(a|b){r(p[0]);}else{x[1]|=2;}}\nfor(;;){f|r;{r}}\n";
    CHECK(decode_text(code).charset == "us-ascii");
    CHECK(decode_text(code).text == code);
}

TEST_CASE("damaged UTF-8 stays UTF-8, its bad bytes marked") {
    const auto decoded = decode_text("Från året före är även \xFF här på ön");
    CHECK(decoded.charset == "utf-8");
    CHECK(decoded.text == "Från året före är även \uFFFD här på ön");
}

TEST_CASE("letters that appear only late decide all the same") {
    const std::string plain(3 << 20, 'a');
    CHECK(decode_text(plain + in_charset(" \når på väg, för när", "cp850")).charset == "cp850");
}

TEST_CASE("any bytes give valid text, and sound UTF-8 itself") {
    CHECK(rc::check([](const std::string& bytes) { RC_ASSERT(is_valid_utf8(decode_text(bytes).text)); }));
    CHECK(decode_text("").text.empty());
    CHECK(decode_text("\xFF\xFE").text.empty());
    CHECK(decode_text("\xFF\xFE\x41").text == "\uFFFD");
}
