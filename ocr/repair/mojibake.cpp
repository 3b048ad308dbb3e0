#include "ocr/repair/mojibake.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "ocr/base/utf8.h"
#include "ocr/language/language_guess.h"
#include "ocr/language/letter_fit.h"
#include "ocr/language/single_byte.h"

namespace akt {

namespace {

constexpr int kMaxLayers = 4;
/// What the sequences of a line must weigh together.
constexpr double kEnoughWeight = 0.8;
/// One layer explains better than two.
constexpr double kBeneath = 0.9;

/// How a byte of UTF-8 was shown. Programs show the five bytes windows-1252 leaves open as control
/// characters, and the control range of iso-8859-1 as windows-1252 does; both are read here.
struct Reading {
    const SingleByteCharset* charset;

    std::optional<unsigned char> byte_of(char32_t c) const {
        if (c >= 0x80 && c < 0xA0) return static_cast<unsigned char>(c);
        if (c > 0xFFFF) return std::nullopt;
        return charset->encode(c);
    }
};

struct Sequence {
    std::size_t at, count;
    char32_t decoded;
};

/// windows-1252 has no character for five bytes; strict programs show U+FFFD there. Of the characters ending
/// in one of them, text has the closing quotation mark (E2 80 9D) and the bullet (E2 97 8F).
std::optional<Sequence> sequence_with_lost_end(const TextUnits& line, std::size_t at,
                                               const Reading& reading) {
    if (reading.charset->name != "windows-1252" || line.size() - at < 3 || line[at] != U'â' ||
        line[at + 2] != kReplacementCharacter)
        return std::nullopt;
    if (line[at + 1] == U'€') return Sequence{at, 3, U'”'};
    if (line[at + 1] == U'—') return Sequence{at, 3, U'●'};
    return std::nullopt;
}

/// The UTF-8 sequence of two bytes or more whose misread form starts at `at`.
std::optional<Sequence> sequence_at(const TextUnits& line, std::size_t at, const Reading& reading) {
    if (line[at] < 0x80) return std::nullopt;
    if (const auto lost_end = sequence_with_lost_end(line, at, reading)) return lost_end;
    const auto lead = reading.byte_of(line[at]);
    if (!lead || *lead < 0xC2 || *lead > 0xF4) return std::nullopt;
    const std::size_t count = *lead < 0xE0 ? 2U : *lead < 0xF0 ? 3U : 4U;
    if (line.size() - at < count) return std::nullopt;
    std::string bytes(1, static_cast<char>(*lead));
    for (std::size_t i = 1; i < count; ++i) {
        if (line[at + i] < 0x80) return std::nullopt;
        const auto byte = reading.byte_of(line[at + i]);
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

Decoding decoding_by(const TextUnits& line, const Reading& reading) {
    Decoding decoding;
    decoding.charset = reading.charset->name;
    for (std::size_t at = 0; at < line.size();) {
        if (const auto found = sequence_at(line, at, reading)) {
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
        auto decoding = decoding_by(line, Reading{charset});
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

/// A whole-line change of single characters: what each becomes, or itself.
template <class Map>
struct Remapped {
    std::u32string text;
    double gain_log10 = 0;
    std::vector<std::size_t> places;  ///< of the changed characters
    int from_letters = 0;    ///< characters that were letters before, as another language may have them
    int odd_signs = 0;       ///< characters that became signs amid letters
    int letters_beside = 0;  ///< characters that became å ä ö é within a word

    Remapped(const TextUnits& line, const Map& map) {
        for (std::size_t at = 0; at < line.size(); ++at) text += map(line[at]);
        weigh(line);
    }

    /// A dash, bullet or quotation mark may be sound, or have come later, unless as a letter it makes a known
    /// word.
    void keep_signs(const TextUnits& line, const WordCost& words) {
        for (std::size_t at = 0; at < line.size(); ++at) {
            if (line[at] == text[at] || !is_in(line[at], U"–—•●…“”„’‘™†‡€")) continue;
            std::size_t begin = at, end = at + 1;
            while (begin > 0 && is_letter(text[begin - 1])) --begin;
            while (end < text.size() && is_letter(text[end])) ++end;
            const std::u32string_view with = std::u32string_view(text).substr(begin, end - begin);
            const std::u32string_view left = with.substr(0, at - begin), right = with.substr(at - begin + 1);
            // Beside a sound word it is a sign, unless the word with it is far commoner.
            constexpr double kFarCommoner = 1.5;
            const auto rest = left.empty() ? right : right.empty() ? left : std::u32string_view{};
            const bool sound = words.attested(rest) && words.of(rest) < words.of(with) + kFarCommoner;
            // "„ven", "†ret", but not "sö" or "ön".
            const bool reads =
                left.empty() ? words.attested(with) && with.size() > 2 : words.known(with) && !right.empty();
            if (!is_letter(text[at]) || sound ||
                !(reads || (right.empty() && with.size() > 3 && words.attested(with))))
                text[at] = line[at];
        }
        weigh(line);
    }

private:
    void weigh(const TextUnits& line) {
        gain_log10 = 0;
        letters_beside = odd_signs = from_letters = 0;
        places.clear();
        for (std::size_t at = 0; at < line.size(); ++at) {
            if (line[at] == text[at]) continue;
            places.push_back(at);
            const auto i = static_cast<std::ptrdiff_t>(at);
            const char32_t before = at > 0 ? text[at - 1] : U' ';
            const char32_t after = at + 1 < text.size() ? text[at + 1] : U' ';
            gain_log10 += letter_fit_log10(before, text[at], after) -
                          letter_fit_log10(line.around(i - 1), is_raw_byte(line[at]) ? 0 : line[at],
                                           line.around(i + 1));
            from_letters += is_letter(line[at]);
            // A sign amid letters is no reading of anything, nor is one for å, ä or ö.
            odd_signs += !is_letter(text[at]) && is_in(line[at], U"åäöÅÄÖ");
            odd_signs +=
                !is_letter(text[at]) && is_letter(before) && is_letter(after) && !is_in(text[at], U"’\u00AD");
            letters_beside += is_in(text[at], U"åäöÅÄÖé") && (is_letter(before) || is_letter(after));
        }
    }
};

std::u32string_view word_around(std::u32string_view text, std::size_t at) {
    std::size_t begin = at, end = at;
    while (begin > 0 && is_letter(text[begin - 1])) --begin;
    while (end < text.size() && is_letter(text[end])) ++end;
    return text.substr(begin, end - begin);
}

/// No word of another language becomes a known Swedish one of so many letters by chance, but a compound of
/// short words.
bool is_telling(std::u32string_view word, const WordCost& words) {
    constexpr std::size_t kTellingLength = 7;
    return word.size() >= kTellingLength && words.attested(word);
}

/// So many signs among the characters are code.
constexpr double kCodeSymbolShare = 0.12;
/// Odds that a line needs in which but one word comes of the letters.
constexpr double kSwedishEnough = 1;

void rewrite(TextUnits& line, std::u32string_view text, double log10_odds) {
    for (std::size_t at = 0; at < line.size(); ++at)
        if (line[at] != text[at]) line.replace(at, 1, text.substr(at, 1), log10_odds);
}

}  // namespace

bool decode_raw_bytes(TextUnits& line, const WordCost& words) {
    bool any = false;
    for (std::size_t at = 0; at < line.size() && !any; ++at) any = is_raw_byte(line[at]);
    if (!any) return false;
    std::u32string best;
    double best_gain = 0;
    for (const std::string_view name : {"windows-1252", "cp850", "macintosh"}) {
        const auto* charset = single_byte_charset(name);
        if (charset == nullptr) continue;
        bool undefined = false;
        const auto map = [&](char32_t c) {
            if (!is_raw_byte(c)) return c;
            const char32_t decoded = charset->decode(static_cast<unsigned char>(c - kRawByte));
            undefined = undefined || decoded == 0;
            return decoded == 0 ? kReplacementCharacter : decoded;
        };
        const Remapped remapped(line, map);
        if (undefined || (!best.empty() && remapped.gain_log10 <= best_gain)) continue;
        const auto census = words.census_at(remapped.text, remapped.places);
        if (census.known == 0 || census.unknown > census.known || remapped.letters_beside == 0) continue;
        best = remapped.text;
        best_gain = remapped.gain_log10;
    }
    if (best.empty()) return false;
    rewrite(line, best, best_gain);
    return true;
}

bool undo_utf8_misread(TextUnits& line, const WordCost& words) {
    bool done = false;
    for (int layer = 0; layer < kMaxLayers && undo_one_layer(line, words); ++layer) done = true;
    return done;
}

bool undo_single_byte_misread(TextUnits& line, const WordCost& words) {
    struct Pair {
        std::string_view written, read;
    };
    static constexpr std::array<Pair, 13> kPairs{{{"cp850", "windows-1252"},
                                                  {"macintosh", "windows-1252"},
                                                  {"windows-1252", "cp850"},
                                                  {"windows-1252", "macintosh"},
                                                  {"windows-1252", "cp437"},
                                                  {"cp850", "macintosh"},
                                                  {"macintosh", "cp850"},
                                                  {"macintosh", "cp437"},
                                                  {"cp850", "windows-1250"},
                                                  {"windows-1252", "windows-1250"},
                                                  {"windows-1252", "windows-1251"},
                                                  {"windows-1252", "windows-1257"},
                                                  {"windows-1252", "iso-8859-1"}}};
    std::u32string best;
    double best_score = 0, best_gain = 0;
    const auto guess = guess_language(to_utf8(line.text()));
    const bool swedish = guess.language == "sv" && guess.symbol_share < kCodeSymbolShare;
    const bool starts_small = line.size() > 0 && is_letter(line[0]) && !is_upper(line[0]);
    for (const auto& pair : kPairs) {
        const auto* written = single_byte_charset(pair.written);
        const auto* read = single_byte_charset(pair.read);
        if (written == nullptr || read == nullptr) continue;
        const Reading reading{read};
        const auto map = [&](char32_t c) {
            if (c < 0x80 || is_raw_byte(c)) return c;
            const auto byte = reading.byte_of(c);
            if (!byte) return c;
            const char32_t decoded = written->decode(*byte);
            return decoded;
        };
        Remapped remapped(line, map);
        remapped.keep_signs(line, words);
        if (std::find(remapped.text.begin(), remapped.text.end(), U'\0') != remapped.text.end()) continue;
        if (remapped.gain_log10 < 2 || remapped.letters_beside == 0 || remapped.odd_signs > 0) continue;
        const auto census = words.census_at(remapped.text, remapped.places);
        // One word alone may be foreign and look Swedish by chance.
        if (census.known == 0 || census.unknown > census.known) continue;
        if (census.known == 1 && remapped.gain_log10 < 3) continue;
        const auto whole = words.census(remapped.text);
        if (whole.unknown > whole.known) continue;
        const double odds = remapped.from_letters > 0 ? words.swedish_log10_odds(remapped.text) : 0;
        if (census.known == 1 && !swedish && remapped.from_letters > 0 &&
            (whole.unknown > 0 || whole.known < 3 || odds < kSwedishEnough) &&
            !is_telling(word_around(remapped.text, remapped.places.front()), words))
            continue;
        const auto vouched_at = [&](std::size_t place) {
            return words.vouched(word_around(remapped.text, place));
        };
        if (remapped.from_letters > 0 && !swedish &&
            (std::none_of(remapped.places.begin(), remapped.places.end(), vouched_at) || odds < 0))
            continue;
        double score = remapped.gain_log10 + 2 * (census.known - census.unknown);
        // The same sign is ö in one set and Ö in another: a line rather begins with a capital.
        if (!starts_small && is_letter(remapped.text[0]) && !is_upper(remapped.text[0])) score -= 1;
        if (score <= best_score) continue;
        best = remapped.text;
        best_score = score;
        best_gain = remapped.gain_log10;
    }
    if (best.empty()) return false;
    rewrite(line, best, best_gain);
    return true;
}

}  // namespace akt
