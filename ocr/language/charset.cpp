#include "ocr/language/charset.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <vector>

#include "ocr/base/utf8.h"
#include "ocr/language/letter_fit.h"
#include "ocr/language/single_byte.h"

namespace akt {

namespace {

/// As much as is looked at to choose; a text does not change its encoding after a megabyte.
constexpr std::size_t kLookedAtBytes = 1 << 20;

unsigned char byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

/// Decodes with iconv; each unit it refuses becomes U+FFFD. `unit_bytes` is what is skipped then.
std::string decode_with_iconv(std::string_view bytes, const char* charset, std::size_t unit_bytes) {
    std::string out;
    const iconv_t conversion = iconv_open("UTF-8", charset);
    if (conversion == reinterpret_cast<iconv_t>(-1)) return to_valid_utf8(bytes);
    std::array<char, 4096> buffer{};
    // iconv's signature lacks const; it does not write to its input.
    char* in_at = const_cast<char*>(bytes.data());
    std::size_t in_left = bytes.size();
    while (in_left > 0) {
        char* out_at = buffer.data();
        std::size_t out_left = buffer.size();
        const std::size_t done = iconv(conversion, &in_at, &in_left, &out_at, &out_left);
        const int why = errno;
        out.append(buffer.data(), buffer.size() - out_left);
        if (done != static_cast<std::size_t>(-1) || why == E2BIG) continue;
        append_utf8(out, kReplacementCharacter);
        const std::size_t skipped = std::min(unit_bytes, in_left);
        in_at += skipped;
        in_left -= skipped;
    }
    iconv_close(conversion);
    return out;
}

std::optional<DecodedText> decode_by_mark(std::string_view bytes) {
    const auto starts = [&](std::string_view mark) { return bytes.substr(0, mark.size()) == mark; };
    using namespace std::string_view_literals;
    if (starts("\xEF\xBB\xBF"sv)) return DecodedText{to_valid_utf8(bytes.substr(3)), "utf-8"};
    if (starts("\xFF\xFE\0\0"sv) && bytes.size() % 4 == 0)
        return DecodedText{decode_with_iconv(bytes.substr(4), "UTF-32LE", 4), "utf-32le"};
    if (starts("\0\0\xFE\xFF"sv))
        return DecodedText{decode_with_iconv(bytes.substr(4), "UTF-32BE", 4), "utf-32be"};
    if (starts("\xFF\xFE"sv))
        return DecodedText{decode_with_iconv(bytes.substr(2), "UTF-16LE", 2), "utf-16le"};
    if (starts("\xFE\xFF"sv))
        return DecodedText{decode_with_iconv(bytes.substr(2), "UTF-16BE", 2), "utf-16be"};
    return std::nullopt;
}

/// UTF-16 and UTF-32 of Latin text without a mark give themselves away by where their NUL bytes stand.
std::optional<DecodedText> decode_by_nul_bytes(std::string_view bytes) {
    const std::size_t looked_at = std::min(bytes.size(), kLookedAtBytes) / 4 * 4;
    const std::size_t pairs = std::min(bytes.size(), kLookedAtBytes) / 2;
    if (pairs == 0 || bytes.size() % 2 != 0) return std::nullopt;
    std::array<std::size_t, 4> nuls{};
    for (std::size_t at = 0; at < pairs * 2; ++at) nuls[at % 4] += bytes[at] == '\0';
    if (looked_at > 0 && bytes.size() % 4 == 0) {
        const std::size_t quads = looked_at / 4;
        const auto mostly = [&](std::size_t place) { return nuls[place] * 10 >= quads * 9; };
        if (mostly(1) && mostly(2) && mostly(3) && nuls[0] * 10 < quads)
            return DecodedText{decode_with_iconv(bytes, "UTF-32LE", 4), "utf-32le"};
        if (mostly(0) && mostly(1) && mostly(2) && nuls[3] * 10 < quads)
            return DecodedText{decode_with_iconv(bytes, "UTF-32BE", 4), "utf-32be"};
    }
    const std::size_t even = nuls[0] + nuls[2], odd = nuls[1] + nuls[3];
    if (odd * 10 >= pairs * 7 && even * 10 < pairs)
        return DecodedText{decode_with_iconv(bytes, "UTF-16LE", 2), "utf-16le"};
    if (even * 10 >= pairs * 7 && odd * 10 < pairs)
        return DecodedText{decode_with_iconv(bytes, "UTF-16BE", 2), "utf-16be"};
    return std::nullopt;
}

struct Utf8Census {
    std::size_t sequences = 0;  ///< well-formed ones of two bytes or more
    std::size_t invalid_bytes = 0;
};

Utf8Census count_utf8(std::string_view bytes) {
    Utf8Census census;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto decoded = decode_utf8(bytes, at);
        // A sequence cut by the end of what is looked at is no fault.
        if (!decoded.valid && bytes.size() - at >= 4)
            ++census.invalid_bytes;
        else if (decoded.length_bytes > 1)
            ++census.sequences;
        at += decoded.length_bytes;
    }
    return census;
}

double total_fit_log10(std::string_view bytes, const SingleByteCharset& charset) {
    double total = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        if (byte_at(bytes, at) < 0x80) continue;
        const char32_t before = at > 0 ? charset.decode(byte_at(bytes, at - 1)) : U' ';
        const char32_t after = at + 1 < bytes.size() ? charset.decode(byte_at(bytes, at + 1)) : U' ';
        total += letter_fit_log10(before, charset.decode(byte_at(bytes, at)), after);
    }
    return total;
}

std::string decode_single_byte(std::string_view bytes, const SingleByteCharset& charset) {
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 8);
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const char32_t code_point = charset.decode(byte_at(bytes, at));
        append_utf8(out, code_point == 0 && bytes[at] != '\0' ? kReplacementCharacter : code_point);
    }
    return out;
}

/// From the first byte that is not ASCII on.
std::string_view worth_looking_at(std::string_view bytes) {
    const auto first = std::find_if(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) != 0; });
    const auto skipped = static_cast<std::size_t>(first - bytes.begin());
    return bytes.substr(skipped > 0 ? skipped - 1 : 0, kLookedAtBytes);
}

DecodedText decode_by_letters(std::string_view bytes) {
    struct Candidate {
        std::string_view name;
        double prior_log10;
    };
    // windows-1252 before the plain iso-8859-1, which has nothing at 0x80–0x9F and is else the same.
    constexpr std::array<Candidate, 6> kCandidates{{{"windows-1252", 0},
                                                    {"iso-8859-15", -0.7},
                                                    {"cp850", -1},
                                                    {"macintosh", -1},
                                                    {"cp437", -1.3},
                                                    {"windows-1250", -2}}};
    const std::string_view looked_at = worth_looking_at(bytes);
    const SingleByteCharset* best = nullptr;
    double best_fit = 0;
    for (const auto& candidate : kCandidates) {
        const auto* charset = single_byte_charset(candidate.name);
        if (charset == nullptr) continue;
        const double fit = total_fit_log10(looked_at, *charset) + candidate.prior_log10;
        if (best == nullptr || fit > best_fit) best = charset, best_fit = fit;
    }
    if (best == nullptr) return {to_valid_utf8(bytes), "utf-8"};
    std::string name(best->name);
    const bool no_c1 = std::none_of(bytes.begin(), bytes.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x80 && static_cast<unsigned char>(c) < 0xA0;
    });
    if (name == "windows-1252" && no_c1) name = "iso-8859-1";
    return {decode_single_byte(bytes, *best), name};
}

/// SEN 85 02 00 annex B (ISO 646-SE): six national letters in ASCII's bracket places.
char32_t from_iso646_se(char c) {
    switch (c) {
        case '{': return U'ä';
        case '|': return U'ö';
        case '}': return U'å';
        case '[': return U'Ä';
        case '\\': return U'Ö';
        case ']': return U'Å';
        default: return static_cast<unsigned char>(c);
    }
}

/// Everyday words that hardly come out of anything but seven-bit Swedish.
constexpr std::array<std::string_view, 34> kIso646Words{
    "f|r",    "{r",     "p}",    "fr}n", "n{r",  "s}",      "ocks}", "m}ste", "f}r",
    "{ven",   "d}",     "}r",    "|ver", "h{r",  "d{r",     "n}gon", "n}got", "n}gra",
    "st}r",   "g}r",    "m}nga", "v}ra", "v}r",  "efter}t", "st|d",  "sk|ta", "beh|ver",
    "kr{ver", "g{ller", "h|ra",  "s{tt", "r{tt", "tv}",     "|vrigt"};

bool looks_like_iso646_se(std::string_view bytes) {
    std::size_t known = 0, beside_letter = 0, alone = 0;
    const auto is_plain_letter = [](char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; };
    const auto is_national = [](char c) {
        return std::string_view("{|}[\\]").find(c) != std::string_view::npos;
    };
    // '{' | 32 is '{' itself, so the plain-letter test never takes a national letter.
    for (std::size_t at = 0; at < bytes.size();) {
        if (!is_plain_letter(bytes[at]) && !is_national(bytes[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        bool has_letter = false;
        std::size_t national = 0;
        for (; end < bytes.size() && (is_plain_letter(bytes[end]) || is_national(bytes[end])); ++end)
            is_national(bytes[end]) ? void(++national) : void(has_letter = true);
        (has_letter ? beside_letter : alone) += national;
        if (national > 0) {
            const auto word = bytes.substr(at, end - at);
            known += std::find(kIso646Words.begin(), kIso646Words.end(), word) != kIso646Words.end();
        }
        at = end;
    }
    return known >= 2 && alone * 5 <= beside_letter;
}

}  // namespace

DecodedText decode_text(std::string_view bytes) {
    if (auto decoded = decode_by_mark(bytes)) return *decoded;
    if (auto decoded = decode_by_nul_bytes(bytes)) return *decoded;
    const bool ascii = std::none_of(bytes.begin(), bytes.end(),
                                    [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    if (ascii) {
        if (!looks_like_iso646_se(bytes.substr(0, kLookedAtBytes))) return {std::string(bytes), "us-ascii"};
        std::string text;
        for (const char c : bytes) append_utf8(text, from_iso646_se(c));
        return {text, "iso646-se"};
    }
    const auto census = count_utf8(worth_looking_at(bytes));
    // Chance makes a well-formed sequence of single-byte text far more seldom than a broken one.
    if (census.sequences > 4 * census.invalid_bytes || (census.invalid_bytes == 0 && is_valid_utf8(bytes)))
        return {to_valid_utf8(bytes), "utf-8"};
    return decode_by_letters(bytes);
}

}  // namespace akt
