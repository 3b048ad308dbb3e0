#include "ocr/repair/mojibake.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "ocr/base/utf8.h"
#include "ocr/language/single_byte.h"

namespace akt {

namespace {

constexpr int kMaxLayers = 4;
/// What the sequences of a line must weigh together.
constexpr double kEnoughWeight = 0.8;
/// One layer explains better than two.
constexpr double kBeneath = 0.9;

struct Sequence {
    std::size_t at, count;
    char32_t decoded;
};

/// windows-1252 has no character for five bytes; strict programs show U+FFFD there. Of the characters ending
/// in one of them, text has the closing quotation mark (E2 80 9D) and the bullet (E2 97 8F).
std::optional<Sequence> sequence_with_lost_end(const TextUnits& line, std::size_t at,
                                               const SingleByteCharset& charset) {
    if (charset.name != "windows-1252" || line.size() - at < 3 || line[at] != U'â' ||
        line[at + 2] != kReplacementCharacter)
        return std::nullopt;
    if (line[at + 1] == U'€') return Sequence{at, 3, U'”'};
    if (line[at + 1] == U'—') return Sequence{at, 3, U'●'};
    return std::nullopt;
}

/// The UTF-8 sequence of two bytes or more whose misread form starts at `at`.
std::optional<Sequence> sequence_at(const TextUnits& line, std::size_t at, const SingleByteCharset& charset) {
    if (line[at] < 0x80) return std::nullopt;
    if (const auto lost_end = sequence_with_lost_end(line, at, charset)) return lost_end;
    const auto lead = byte_shown_as(charset, line[at]);
    if (!lead || *lead < 0xC2 || *lead > 0xF4) return std::nullopt;
    const std::size_t count = *lead < 0xE0 ? 2U : *lead < 0xF0 ? 3U : 4U;
    if (line.size() - at < count) return std::nullopt;
    std::string bytes(1, static_cast<char>(*lead));
    for (std::size_t i = 1; i < count; ++i) {
        if (line[at + i] < 0x80) return std::nullopt;
        const auto byte = byte_shown_as(charset, line[at + i]);
        if (!byte) return std::nullopt;
        bytes += static_cast<char>(*byte);
    }
    const auto decoded = decode_utf8(bytes, 0);
    if (!decoded.valid || decoded.length_bytes != count) return std::nullopt;
    return Sequence{at, count, decoded.code_point};
}

bool is_in(char32_t c, std::u32string_view set) {
    return set.find(c) != set.npos;
}

/// What finding this character says for the line having been misread. Genuine text puts such sequences
/// together by chance now and then ("É…"), and what they would decode to is then odd.
double weight_of(const TextUnits& line, const Sequence& found, bool same_script_before) {
    const char32_t c = found.decoded;
    const auto before = line.around(static_cast<std::ptrdiff_t>(found.at) - 1);
    const auto after = line.around(static_cast<std::ptrdiff_t>(found.at + found.count));
    // What comes next may be a sequence itself, so only a plain letter beside it tells.
    const bool beside = is_letter(before) || is_letter(after);
    const bool small_around =
        (is_letter(after) && !is_upper(after)) || (is_letter(before) && !is_upper(before));
    if (c < 0xA0 || c == 0xAD) return -0.3;
    if (is_in(c, U"åäö")) return beside ? 2 : 1;
    if (is_in(c, U"ÅÄÖ")) return beside ? 1.5 : 1;
    if (found.count == 4) return c >= 0x1F000 && c < 0x1FB00 ? 3 : -1;
    if (is_in(c, U"–—’‘“”„…•€™")) return 2;
    if (c >= 0x2500 && c < 0x2700) return 1;
    if (is_in(c, U"éèêëàáâãçíïñóôúûüæøßÉÜ")) return small_around ? 1 : 0.3;
    const auto drawn = [](char32_t sign) { return sign >= 0x2500 && sign < 0x2580; };
    if (c < 0x180 && drawn(line[found.at]) && drawn(line[found.at + 1]) && (drawn(before) || drawn(after)))
        return -1;
    // "Â" or "┬" with a sign after it and no letter before: nobody writes that.
    if (c < 0xC0) return is_in(line[found.at], U"Â┬") && !is_letter(before) ? 1 : 0.5;
    // Half of a character misread twice; what it makes in the next layer counts.
    if (is_in(c, U"ÃÂâ├┬√")) return 0;
    if (c == 0x17F || (c >= 0x250 && c < 0x370)) return -1;
    if (c >= 0x180 && c < 0x218) return -0.3;
    if (c < 0x250) return small_around && !is_upper(c) ? 0.4 : 0.1;
    if (found.count == 3 && c >= 0xE000 && c < 0xF900) return -1;
    // Other scripts come in runs.
    return same_script_before ? 0.5 : -0.2;
}

/// The letters around a sequence with what the other sequences of the line decode to.
struct Decoding {
    std::string_view charset;
    double weight = 0;
    std::vector<Sequence> sequences;
};

Decoding decoding_by(const TextUnits& line, const SingleByteCharset& charset) {
    Decoding decoding;
    decoding.charset = charset.name;
    for (std::size_t at = 0; at < line.size();) {
        if (const auto found = sequence_at(line, at, charset)) {
            const bool run = !decoding.sequences.empty() &&
                             decoding.sequences.back().decoded >> 8 == found->decoded >> 8 &&
                             decoding.sequences.back().at + decoding.sequences.back().count == at;
            decoding.weight += weight_of(line, *found, run);
            decoding.sequences.push_back(*found);
            at += found->count;
        } else {
            ++at;
        }
    }
    return decoding;
}

/// The word the sequence stands in, decoded.
std::u32string word_with(const TextUnits& line, const Decoding& decoding, const Sequence& wanted) {
    std::u32string word;
    bool inside = false;
    std::size_t at = 0;
    auto next = decoding.sequences.begin();
    while (at < line.size()) {
        char32_t c = line[at];
        const bool is_wanted = at == wanted.at;
        if (next != decoding.sequences.end() && next->at == at) {
            c = next->decoded;
            at += next->count;
            ++next;
        } else {
            ++at;
        }
        if (is_letter(c)) {
            word += c;
            inside = inside || is_wanted;
        } else if (inside) {
            return word;
        } else {
            word.clear();
        }
    }
    return inside ? word : std::u32string{};
}

/// Signs that would have been garbled too, had the line been misread as a whole.
int genuine_signs(const TextUnits& line, const Decoding& decoding) {
    int signs = 0;
    auto next = decoding.sequences.begin();
    for (std::size_t at = 0; at < line.size();) {
        if (next != decoding.sequences.end() && next->at == at) {
            at += next->count;
            ++next;
            continue;
        }
        signs += line[at] >= 0x80 && !is_raw_byte(line[at]);
        ++at;
    }
    return signs;
}

constexpr std::array<std::string_view, 8> kReadings{"windows-1252", "macintosh",    "cp850",
                                                    "cp437",        "windows-1250", "iso-8859-2",
                                                    "windows-1251", "windows-1257"};

void decode(TextUnits& line, const Decoding& decoding) {
    for (auto sequence = decoding.sequences.rbegin(); sequence != decoding.sequences.rend(); ++sequence)
        line.replace(sequence->at, sequence->count, std::u32string(1, sequence->decoded),
                     2 + decoding.weight);
}

/// The reading whose sequences weigh most, those of the layer beneath included.
Decoding best_decoding(const TextUnits& line, int layers) {
    Decoding best;
    for (const auto name : kReadings) {
        const auto* charset = single_byte_charset(name);
        if (charset == nullptr) continue;
        auto decoding = decoding_by(line, *charset);
        if (decoding.sequences.empty()) continue;
        if (layers > 1) {
            TextUnits beneath = line;
            decode(beneath, decoding);
            decoding.weight += kBeneath * best_decoding(beneath, layers - 1).weight;
        }
        if (decoding.weight > best.weight) best = std::move(decoding);
    }
    return best;
}

bool undo_one_layer(TextUnits& line, const WordCost& words) {
    auto best = best_decoding(line, 2);
    if (best.sequences.empty()) return false;
    // A lone sequence beside genuine signs is believed only where it makes a known word.
    if (best.sequences.size() == 1 && best.sequences[0].count == 2 && genuine_signs(line, best) > 0) {
        const auto word = word_with(line, best, best.sequences.front());
        if (word.size() < 2 || !words.known(word)) best.weight -= 1.5;
    }
    // Cyrillic has the leads and the followers side by side: read so wrongly, nothing else would be left.
    if (best.charset == "windows-1251" && genuine_signs(line, best) > static_cast<int>(best.sequences.size()))
        return false;
    if (best.weight < kEnoughWeight) return false;
    decode(line, best);
    return true;
}

}  // namespace

std::optional<unsigned char> byte_shown_as(const SingleByteCharset& charset, char32_t c) {
    if (c >= 0x80 && c < 0xA0) return static_cast<unsigned char>(c);
    if (c > 0xFFFF) return std::nullopt;
    return charset.encode(c);
}

bool undo_utf8_misread(TextUnits& line, const WordCost& words) {
    bool done = false;
    for (int layer = 0; layer < kMaxLayers && undo_one_layer(line, words); ++layer) done = true;
    return done;
}

}  // namespace akt
