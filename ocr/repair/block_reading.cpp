#include "ocr/repair/block_reading.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "ocr/language/language_guess.h"
#include "ocr/repair/misread_tokens.h"
#include "ocr/repair/word_cost.h"

namespace akt {

namespace {

/// A word tells at most this much of whether its stretch is damaged; a word with å ä ö speaks this much
/// against. What says more than this for lost rings is telling.
constexpr double kMostWordOdds = 2.0, kMarkedWordOdds = -2.0, kTellingRings = 0.3;
/// Words a stretch must have before its language is asked for.
constexpr double kWordsForLanguage = 4;
/// Unless function words speak so much against Swedish, words are looked up in dictionaries too. For Swedish
/// these say so much at most: Danish and Norwegian have many in common with it.
constexpr double kFunctionWordsTell = 1.5, kMostDictionaryOdds = 3, kLeastDictionaryOdds = -5;
/// So many signs among the characters are code or a table, and speak so much against Swedish.
constexpr double kCodeSymbolShare = 0.12, kCodeOdds = -2;
/// So many signs that code has and letters have not, and no fewer than words, are code too.
constexpr std::string_view kCodeSigns = "=<>#[]{}\\^`~";
constexpr double kFewestCodeSigns = 3;
/// What a quoted name of a value ends with, which is code alone.
constexpr std::string_view kEndOfName = "\":";
/// Of letters in capitals.
constexpr std::size_t kLongestSymbol = 4;

/// How often a recogniser of another language overlooks a mark, counted on rendered pages.
const PlainCosts kPlainCosts{-std::log(0.84F), -std::log(0.77F), -std::log(0.38F)};

bool has_ring(const LabelWord& word) {
    const auto end = word.labels.begin() + word.length;
    return std::find(word.labels.begin(), end, kLabelAring) != end;
}

/// Capitals that may be an abbreviation or a name ("AR", "PA", "BATAK") and would be taken for a damaged
/// word.
bool may_be_symbol(const Token& token, const MarkDecision& decision) {
    return token.kind == TokenKind::word && !token.guarded && token.letter_case == TokenCase::upper &&
           (token.word.length <= kLongestSymbol || !decision.attested) && has_swedish_mark(decision.word);
}

/// What one word says of its stretch. `told`: words as they stand that spoke for damage before. A word that
/// is one as it stands tells so once in a block: a writer's "sa" is no surer to be "så" for coming again.
void weigh(const Token& token, const MarkDecision& decision, Stretch& stretch,
           std::unordered_set<std::uint64_t>& told) {
    if (token.has_marks && has_swedish_mark(token.word)) {
        stretch.marks_log10_odds += kMarkedWordOdds;
        if (has_ring(token.word)) stretch.rings_log10_odds += kMarkedWordOdds;
        return;
    }
    const double as_read = std::log10(static_cast<double>(decision.as_read));
    const double rings = std::log10(static_cast<double>(decision.ring_readings)) - as_read;
    if (decision.read_attested && rings > kTellingRings && !told.insert(token.key).second) return;
    stretch.marks_log10_odds += std::min(-as_read, kMostWordOdds);
    stretch.rings_log10_odds += std::min(rings, kMostWordOdds);
}

/// The stretch without its addresses, which are in no language; and maybe without what may be symbols.
std::string words_of(std::string_view text, const BlockReading& reading, const Stretch& stretch,
                     bool symbols) {
    std::string out;
    for (std::size_t at = stretch.first_token; at < stretch.end_token; ++at) {
        const Token& token = reading.tokens[at];
        if (token.in_address || (!symbols && may_be_symbol(token, reading.decisions[at]))) continue;
        if ((token.glue & 1U) == 0) out += ' ';
        out += text.substr(token.offset_bytes, token.length_bytes);
    }
    return out;
}

/// What dictionaries say for Swedish of one word.
double dictionary_odds(const Token& token, const MarkDecision& decision) {
    if (token.kind == TokenKind::foreign) return -WordCost::kInDictionary;
    if (token.kind != TokenKind::word || token.guarded || token.word.length < WordCost::kTellingLength)
        return 0;
    const bool name = token.letter_case == TokenCase::title && decision.usual_case != WordCase::lower;
    if (decision.vouched || decision.compound) return name ? 0 : WordCost::kInDictionary;
    return name ? 0 : -WordCost::kInDictionary;
}

/// What they say of a stretch: each of its words once; and that without the known ones the block had before,
/// lest a list's recurring words tell more of the text than they do.
struct DictionaryOdds {
    double stretch = 0, told = 0;
};

/// `last_seen`: the stretch each word of the block was last seen in, by its key.
DictionaryOdds dictionary_odds(const BlockReading& reading, const Stretch& stretch,
                               std::unordered_map<std::uint64_t, std::size_t>& last_seen) {
    DictionaryOdds odds;
    for (std::size_t at = stretch.first_token; at < stretch.end_token; ++at) {
        const double word = dictionary_odds(reading.tokens[at], reading.decisions[at]);
        if (word == 0) continue;
        const auto [seen, fresh] = last_seen.try_emplace(reading.tokens[at].key, stretch.first_token);
        if (fresh || seen->second != stretch.first_token) odds.stretch += word;
        if (fresh || (word < 0 && seen->second != stretch.first_token)) odds.told += word;
        seen->second = stretch.first_token;
    }
    odds.stretch = std::clamp(odds.stretch, kLeastDictionaryOdds, kMostDictionaryOdds);
    odds.told = std::clamp(odds.told, kLeastDictionaryOdds, kMostDictionaryOdds);
    return odds;
}

void cut_stretches(std::string_view text, BlockReading& reading) {
    reading.stretches.clear();
    Stretch stretch;
    std::unordered_map<std::uint64_t, std::size_t> last_seen;
    std::unordered_set<std::uint64_t> told;
    bool symbols = false;
    double code_signs = 0;
    const auto end = [&](std::size_t at) {
        stretch.end_token = at;
        if (stretch.words > 0) {
            const Token& first = reading.tokens[stretch.first_token];
            const Token& last = reading.tokens[at - 1];
            stretch.from_bytes = first.offset_bytes;
            stretch.to_bytes = last.offset_bytes + last.length_bytes;
            const std::size_t before = reading.stretches.empty() ? 0 : reading.stretches.back().to_bytes;
            stretch.begins_page = text.substr(before, stretch.from_bytes - before).find('\f') != text.npos;
            bool code = code_signs >= kFewestCodeSigns && code_signs >= stretch.words;
            if (stretch.words >= kWordsForLanguage) {
                const auto guess = guess_language(words_of(text, reading, stretch, true));
                stretch.swedish_log10_odds = guess.sv_log10_odds;
                // What would be taken for damage is no evidence of the language.
                if (symbols)
                    stretch.swedish_log10_odds =
                        std::min(guess.sv_log10_odds,
                                 guess_language(words_of(text, reading, stretch, false)).sv_log10_odds);
                code = code || guess.symbol_share > kCodeSymbolShare;
            }
            stretch.telling_log10_odds = stretch.swedish_log10_odds;
            if (stretch.swedish_log10_odds > -kFunctionWordsTell) {
                const DictionaryOdds odds = dictionary_odds(reading, stretch, last_seen);
                if (stretch.swedish_log10_odds < kFunctionWordsTell)
                    stretch.dictionary_log10_odds = odds.told;
                if (stretch.words >= kWordsForLanguage) {
                    stretch.telling_log10_odds += odds.told;
                    stretch.swedish_log10_odds += odds.stretch;
                }
            }
            if (code) {
                stretch.swedish_log10_odds = std::min(stretch.swedish_log10_odds, kCodeOdds);
                stretch.telling_log10_odds = std::min(stretch.telling_log10_odds, kCodeOdds);
            }
            reading.stretches.push_back(stretch);
        }
        stretch = Stretch{};
        symbols = false;
        stretch.first_token = at + 1;
        code_signs = 0;
    };
    for (std::size_t at = 0; at < reading.tokens.size(); ++at) {
        const Token& token = reading.tokens[at];
        if (token.kind == TokenKind::boundary) end(at);
        if (token.kind == TokenKind::sign && kCodeSigns.find(text[token.offset_bytes]) != kCodeSigns.npos)
            ++code_signs;
        if (text.substr(token.offset_bytes).starts_with(kEndOfName)) code_signs += kFewestCodeSigns;
        stretch.words += token.kind == TokenKind::foreign;
        if (token.kind != TokenKind::word || token.guarded) continue;
        ++stretch.words;
        symbols = symbols || may_be_symbol(token, reading.decisions[at]);
        weigh(token, reading.decisions[at], stretch, told);
    }
    end(reading.tokens.size());
}

}  // namespace

bool BlockReading::is_misread_at_all() const {
    return std::any_of(stretches.begin(), stretches.end(),
                       [](const Stretch& stretch) { return stretch.misread != Misread::no; });
}

bool has_swedish_mark(const LabelWord& word) {
    return std::any_of(word.labels.begin(), word.labels.begin() + word.length,
                       [](Label label) { return label >= kLabelAring && label <= kLabelOdots; });
}

void BlockReader::decide_all(BlockReading& reading, const PlainCosts& plain) const {
    reading.decisions.resize(reading.tokens.size());
    decide(reading, 0, reading.tokens.size(), plain);
}

void BlockReader::decide(BlockReading& reading, std::size_t first, std::size_t end,
                         const PlainCosts& plain) const {
    for (std::size_t at = first; at < end; ++at) {
        const Token& token = reading.tokens[at];
        if (token.kind == TokenKind::word && !token.guarded)
            reading.decisions[at] =
                restorer_.decide(reading.tokens, at, reading.rereadings[at].read_from, plain, reading.marks);
    }
}

void BlockReader::read(std::string_view text, BlockReading& reading) const {
    tokenize(text, reading.tokens);
    reading.rereadings.assign(reading.tokens.size(), {});
    decide_all(reading, {});
    cut_stretches(text, reading);
    judge_stretches(reading.stretches);
}

void BlockReader::read_misread(std::string_view text, BlockReading& reading) const {
    reading.misread =
        misread_.suspect(text, reading.tokens, reading.decisions, reading.stretches, reading.misreadings);
    if (!reading.is_misread_at_all()) return;
    if (reading.misread) {
        for (std::size_t at = 1; at + 1 < reading.tokens.size(); ++at) {
            const MisreadGroup opened = open_words_around_stop(text, reading.tokens, at);
            decide(reading, opened.first, opened.end, {});
        }
    }
    misread_.reread(text, reading.tokens, reading.decisions, reading.stretches, reading.rereadings,
                    reading.misreadings);
    decide_all(reading, reading.misread ? kPlainCosts : PlainCosts{});
    const auto as_read = reading.stretches;
    cut_stretches(text, reading);
    judge_stretches(reading.stretches);
    for (Stretch& stretch : reading.stretches) stretch.misread = misread_at(stretch.from_bytes, as_read);
}

}  // namespace akt
