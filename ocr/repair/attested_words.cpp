#include "ocr/repair/attested_words.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

#include "ocr/language/hyphenation.h"
#include "ocr/language/tokens.h"

namespace akt {

namespace {

/// A page is sound for certain with so many words with å ä ö, and so few for each that lost theirs or that
/// hold odd signs.
constexpr double kFewestMarked = 6, kMostHurtShare = 0.04;
constexpr std::size_t kLeastLetters = 4;

/// Half a word: it ends a line with a hyphen, or begins the line after one that does.
bool is_half(std::string_view text, const Token& token) {
    const std::size_t begin = token.offset_bytes, end = begin + token.length_bytes;
    const auto after = text.substr(end, text.find('\n', end) - end);
    if (!after.empty() && line_end_hyphen_bytes(after) == after.size()) return true;
    return begin > 0 && text[begin - 1] == '\n' && line_end_hyphen_bytes(text.substr(0, begin - 1)) > 0;
}

}  // namespace

bool AttestedWordFinder::is_sound(const Page& page, const std::string& text) const {
    for (const Line& line : page.lines)
        for (const Word& word : line.words)
            if (word.repair()) return false;
    const auto counted = judge_.evidence(text).words;
    const double marked = counted[DamageEvidence::ring] + counted[DamageEvidence::dots];
    const double hurt = counted[DamageEvidence::ring_lost] + counted[DamageEvidence::dots_lost] +
                        counted[DamageEvidence::odd_letters] + counted[DamageEvidence::wrong_set];
    return marked >= kFewestMarked && hurt <= kMostHurtShare * marked &&
           judge_.judge(text).kind == Damage::clean;
}

bool AttestedWordFinder::is_unknown(const LabelWord& word) const {
    std::array<LexiconForm, Lexicon::kMaxForms> known;
    return lexicon_.forms_of_skeleton(skeleton_of(word), known) == 0;
}

std::vector<std::string> AttestedWordFinder::unknown_words(const std::string& text,
                                                           std::vector<Token>& tokens) const {
    std::vector<std::string> found;
    tokenize(text, tokens);
    for (const Token& token : tokens) {
        if (token.kind != TokenKind::word || token.guarded || token.word.length < kLeastLetters) continue;
        const bool name = token.letter_case == TokenCase::title && !token.sentence_start;
        if (token.letter_case == TokenCase::mixed || (!token.has_marks && !name)) continue;
        if (is_half(text, token) || !is_unknown(token.word)) continue;
        // Compounds are read by their parts; a name may look like one.
        if (!name && !compounds_.split(to_string(token.word)).empty()) continue;
        found.push_back(to_string(token.word));
    }
    return found;
}

std::vector<std::string> AttestedWordFinder::find(const Document& document) const {
    std::vector<std::string> found;
    std::vector<Token> tokens;
    for (const Page& page : document.pages) {
        if (page.how != PageReading::text_layer) continue;
        const std::string text = text_of(page);
        // Whether a page is sound costs most: not asked where it has nothing to teach.
        auto words = unknown_words(text, tokens);
        if (!words.empty() && is_sound(page, text))
            found.insert(found.end(), std::make_move_iterator(words.begin()),
                         std::make_move_iterator(words.end()));
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

}  // namespace akt
