#include "ocr/repair/encoding.h"

#include <string_view>

#include "ocr/language/language_guess.h"
#include "ocr/repair/escapes.h"
#include "ocr/repair/letter_loss.h"
#include "ocr/repair/mojibake.h"

namespace akt {

namespace {

/// A line longer than this is data, or a paragraph to be given in parts.
constexpr std::size_t kMaxLineBytes = 1 << 16;

struct Glance {
    bool beyond_ascii = false;  ///< bytes beyond ASCII other than å ä ö Å Ä Ö é of sound UTF-8
    bool swedish = false;       ///< å ä ö among them
    bool escapes = false;       ///< signs an escape or seven-bit Swedish is written with
    bool question = false;
};

/// One quick look decides which stages are worth their time; most lines of sound text need none.
Glance glance_at(std::string_view line) {
    Glance glance;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const auto byte = static_cast<unsigned char>(line[at]);
        if (byte >= 0x80) {
            const unsigned char next = at + 1 < line.size() ? static_cast<unsigned char>(line[at + 1]) : 0;
            const bool mark = byte == 0xC3 && (next == 0xA5 || next == 0xA4 || next == 0xB6 || next == 0x85 ||
                                               next == 0x84 || next == 0x96);
            glance.swedish = glance.swedish || mark;
            glance.beyond_ascii = glance.beyond_ascii || !(mark || (byte == 0xC3 && next == 0xA9));
            if (byte == 0xC3) ++at;
        } else if (byte == '&' || byte == '=' || byte == '%' || byte == '`' || (byte >= '[' && byte <= ']') ||
                   (byte >= '{' && byte <= '}')) {
            glance.escapes = true;
        } else if (byte == '?') {
            glance.question = true;
        }
    }
    return glance;
}

bool has_odd_signs(const TextUnits& line) {
    for (std::size_t at = 0; at < line.size(); ++at) {
        const char32_t c = line[at];
        const bool everyday = c < 0x80 || c == 0xA0 || c == U'§' || c == U'é' || c == U'É' || c == U'½' ||
                              c == U'«' || c == U'»' || (c >= 0x2010 && c <= 0x2026) || c == U'€' ||
                              std::u32string_view(U"èêëàáçñóíúüÜ").find(c) != std::u32string_view::npos;
        if (!everyday) return true;
    }
    return false;
}

}  // namespace

EncodingRepairer::EncodingRepairer(const Lexicon& lexicon, const LossContext* context)
    : lexicon_(&lexicon), context_(context) {}

std::vector<TextChange> EncodingRepairer::repair(std::string_view given, bool other_damage,
                                                 FormMemo* remembered, const CharsetMixup* mixup) const {
    if (given.empty() || given.size() > kMaxLineBytes) return {};
    const Glance glance = glance_at(given);
    if (!glance.beyond_ascii && glance.swedish && !glance.escapes && !glance.question) return {};

    const WordCost words(*lexicon_);
    const FormSearch search(*lexicon_, context_, remembered);
    TextUnits line(given);
    if (glance.beyond_ascii) {
        decode_raw_bytes(line, words);
        compose_marks(line);
        compose_loose_marks(line, words);
    }
    if (glance.escapes) {
        decode_entities(line);
        decode_quoted_printable(line, words);
        decode_backslash_and_percent(line, words);
    }
    if (glance.beyond_ascii) {
        undo_utf8_misread(line, words);
        if (undo_single_byte_misread(line, words, mixup)) fill_lost_dashes(line);
    }
    if (glance.escapes) decode_seven_bit(line, words);
    if (glance.beyond_ascii || glance.question) fill_holes(line, search);
    if (glance.beyond_ascii) restore_respelt(line, search, LetterLoss::nordic);
    // What is left of other damage, or code, is not taken for letters dropped.
    constexpr double kMostSymbols = 0.08;
    if (!glance.swedish && !has_odd_signs(line) && guess_language(given).symbol_share < kMostSymbols)
        restore_respelt(line, search, LetterLoss::digraph) ||
            (!other_damage && restore_missing(line, search));
    return line.changes();
}

}  // namespace akt
