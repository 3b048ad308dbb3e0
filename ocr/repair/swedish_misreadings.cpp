#include "ocr/repair/swedish_misreadings.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string>

#include "ocr/repair/read_word.h"
#include "ocr/repair/smudged_words.h"

namespace akt {

namespace {

/// To tell that text is misread, an unknown word must be this long, its new reading this probable beside
/// other readings, and so much likelier than a word nobody knows: more for a compound, which is as good as
/// another, for what may be a name, and for a letter misread as none was seen to be; less where only å, ä and
/// ö stand in each other's places.
constexpr std::size_t kMinSoundLength = 4;
constexpr float kSureInSoundText = 0.9F, kSureOddsInSoundText = 5, kSureOddsForSwap = 3,
                kSureOddsForUnseenKind = 10, kSureOddsForSoundCompound = 12, kSureOddsForSoundName = 11;

/// What is enough in misread text, by what is known of the word as it was read; from a good picture and from
/// a poor one. On pages of training text, left out of the lexicon, nineteen in twenty of such changes are
/// right.
struct Enough {
    float probability, odds_nats;
};
constexpr std::array<Enough, 2> kEnoughForUnknown{{{0.95F, 6}, {0.75F, 3}}};
constexpr std::array<Enough, 2> kEnoughForCompound{{{0.97F, 5}, {0.75F, 3}}};
constexpr std::array<Enough, 2> kEnoughForRare{{{0.93F, 0}, {0.75F, 0}}};
constexpr std::array<Enough, 2> kEnoughForName{{{0.97F, 8}, {0.97F, 5}}};
/// New compounds must be so much likelier, and more where another one was read.
constexpr float kSureOddsForCompound = 5, kSureOddsForOtherCompound = 8;
constexpr std::size_t kMinLength = 3, kShortestInCapitals = 5;
/// Known words seen less often than this may be misread.
constexpr unsigned kRareCode = 11;

/// Another word in the place of a known one must be so probable.
constexpr float kSureOutOfPlace = 0.9F;
constexpr std::size_t kShortestOutOfPlace = 2;

/// A word of which a part was not read must be so much likelier than what stands there, and so probable
/// beside other such words.
constexpr float kSureOddsForSmudged = 10, kSureOfSmudged = 0.85F;

/// Whether å, ä or ö stand in each other's places, and nothing else differs: people hardly mistake them.
bool is_swap(const LabelWord& read, const LabelWord& word) {
    if (read.length != word.length) return false;
    for (std::size_t i = 0; i < word.length; ++i)
        if (read[i] != word[i] && !(read[i] > kLabelZ && word[i] > kLabelZ)) return false;
    return true;
}

/// Whether only letters that should stand twice stand once, or the other way round: so people misprint too.
bool is_doubling(const LabelWord& read, const LabelWord& word) {
    const auto once = [](const LabelWord& letters) {
        LabelWord out;
        for (std::size_t i = 0; i < letters.length; ++i)
            if (i == 0 || letters[i] != letters[i - 1]) out.push(letters[i]);
        return out;
    };
    return once(read) == once(word);
}

/// Whether one vowel is another, as where the parts of a compound meet: "efterfrågeöverskott" is as good as
/// "efterfrågaöverskott".
bool is_other_vowel(const LabelWord& read, const LabelWord& word) {
    if (read.length != word.length) return false;
    const auto is_vowel = [](Label label) {
        return std::u32string_view(U"aeou").find(letter_of(label)) != std::u32string_view::npos;
    };
    std::size_t vowels = 0;
    for (std::size_t i = 0; i < word.length; ++i) {
        if (read[i] == word[i]) continue;
        if (!is_vowel(read[i]) || !is_vowel(word[i])) return false;
        ++vowels;
    }
    return vowels == 1;
}

bool may_be_name(const Token& token) {
    return token.letter_case == TokenCase::title && !token.sentence_start;
}

/// Whether a letter must have been taken for one that no recogniser was seen to take it for. Rare words of a
/// writer's own ("translationell") are often one such letter from a known one.
bool is_of_unseen_kind(const FoundReading& found) {
    const auto form = std::ranges::find(found->forms, found->word, &ReadForm::word);
    return form != found->forms.end() && form->cost >= ReadWord::kAnyMisreading;
}

/// Of one such word, less sure than that, half a word's worth is believed.
constexpr double kUnseenKindTells = 0.5;

/// How much it tells that text is misread, and not as people wrote it; 0..1. `odds_as_compound`: against the
/// word as it was read, if it may be a compound.
double tells_of_misreading(const FoundReading& found, const Token& read,
                           std::optional<float> odds_as_compound) {
    if (odds_as_compound && *odds_as_compound < kSureOddsForSwap) return 0;
    if (found.probability < kSureInSoundText || is_doubling(read.word, found->word)) return 0;
    const float odds = found.odds_nats;
    if (may_be_name(read)) return found->attested && odds >= kSureOddsForSoundName ? 1 : 0;
    if (read.word.length < kMinSoundLength) return 0;
    if (!found->attested)
        return odds >= kSureOddsForSoundCompound && !is_other_vowel(read.word, found->word) ? 1 : 0;
    if (odds < (is_swap(read.word, found->word) ? kSureOddsForSwap : kSureOddsInSoundText)) return 0;
    return is_of_unseen_kind(found) && odds < kSureOddsForUnseenKind ? kUnseenKindTells : 1;
}

/// What a capital I alone amid a sentence tells: half of what a word does, for some people write it so.
constexpr double kLoneCapitalTells = 0.55;

/// "ingick I arbetet", not "del I och II".
bool is_lone_capital_i(std::span<const Token> tokens, std::size_t at) {
    const auto in_small_letters = [&](std::size_t i) {
        return i < tokens.size() && tokens[i].kind == TokenKind::word && tokens[i].word.length > 1 &&
               tokens[i].letter_case == TokenCase::lower;
    };
    const Token& token = tokens[at];
    return token.kind == TokenKind::word && token.word.length == 1 && token.word[0] == label_of(U'i') &&
           token.upper != 0 && token.glue == 0 && at > 0 && in_small_letters(at - 1) &&
           in_small_letters(at + 1);
}

WordNeighbours around(std::span<const Token> tokens, const MisreadGroup& group) {
    const std::uint64_t nothing = sign_key(kBoundarySign);
    return {group.first > 0 ? tokens[group.first - 1].key : nothing,
            group.end < tokens.size() ? tokens[group.end].key : nothing};
}

}  // namespace

SwedishMisreadings::Standing SwedishMisreadings::standing_of(const Token& token) const {
    const bool capitals = token.letter_case == TokenCase::upper && token.word.length >= kShortestInCapitals;
    if (token.kind != TokenKind::word || token.guarded || token.word.length < kMinLength ||
        (token.letter_case != TokenCase::lower && token.letter_case != TokenCase::title && !capitals))
        return Standing::sound;
    if (const auto info = lexicon_.info(token.word))
        return info->count_code() <= kRareCode ? Standing::rare : Standing::sound;
    const auto parts = compounds_.split(to_string(token.word));
    const bool likely =
        !parts.empty() && std::all_of(parts.begin(), parts.end(),
                                      [](const std::string& part) { return part.size() >= kMinSoundLength; });
    return likely ? Standing::compound : Standing::unknown;
}

std::optional<float> SwedishMisreadings::compound_cost(const LabelWord& word) const {
    const auto parts = compounds_.split(to_string(word));
    if (parts.empty()) return std::nullopt;
    float cost = -Misreadings::kPartCost;
    for (const std::string& part : parts) {
        const auto letters = label_word(part);
        const auto info = letters ? lexicon_.info(*letters) : std::nullopt;
        if (!info) return std::nullopt;
        cost += Misreadings::kPartCost + Misreadings::word_cost(*info);
    }
    return cost;
}

std::optional<float> SwedishMisreadings::odds_against_compound(const FoundReading& found,
                                                               const Token& read) const {
    const auto compound = compound_cost(read.word);
    return compound ? std::optional(*compound - found->cost) : std::nullopt;
}

float SwedishMisreadings::cost_as_it_stands(const Token& token, WordReadings::Remembered& work) const {
    const std::string word = to_string(token.word);
    const float unknown = readings_.unknown_word_cost(word);
    if (const auto info = lexicon_.info(token.word)) return std::min(unknown, Misreadings::word_cost(*info));
    if (const auto compound = compound_cost(token.word)) return std::min(unknown, *compound);
    const FoundReading found = readings_.find(word, false, ReaderKind::swedish, work, true);
    return found ? std::min(unknown, found->cost) : unknown;
}

bool SwedishMisreadings::is_sure(const FoundReading& found, const Token& read, Standing standing,
                                 bool poor) const {
    if (!found || found->word == read.word) return false;
    // So it may be where a sentence begins, if as a word it would be a rare one.
    const auto info = lexicon_.info(found->word);
    const bool name = may_be_name(read) ||
                      (read.letter_case == TokenCase::title && info && info->count_code() <= kRareCode);
    if (!found->attested && is_other_vowel(read.word, found->word)) return false;
    const float new_compound =
        standing == Standing::compound ? kSureOddsForOtherCompound : kSureOddsForCompound;
    if (!found->attested && (name || standing == Standing::rare || found.odds_nats < new_compound))
        return false;
    const auto& enough = name                             ? kEnoughForName
                         : standing == Standing::rare     ? kEnoughForRare
                         : standing == Standing::compound ? kEnoughForCompound
                                                          : kEnoughForUnknown;
    float odds = found.odds_nats;
    if (standing == Standing::compound)
        odds = std::min(odds, odds_against_compound(found, read).value_or(odds));
    const Enough& asked = enough[poor ? 1 : 0];
    return found.probability >= asked.probability && odds >= asked.odds_nats;
}

std::optional<SwedishMisreadings::Mended> SwedishMisreadings::with_sign_at(
    std::string_view text, std::span<const Token> tokens, std::size_t at, std::size_t limit,
    WordReadings::Remembered& work) const {
    const MisreadGroup group = word_with_sign_at(text, tokens, at, limit);
    if (group.end == group.first || group.address) return std::nullopt;
    const FoundReading found = readings_.find(text_of(text, tokens, group), true, ReaderKind::swedish, work);
    if (!found || !found->attested || found.probability < kSureInSoundText ||
        found.odds_nats < kSureOddsForSoundName)
        return std::nullopt;
    return Mended{group, found->word, found->upper, found.probability, found.odds_nats};
}

std::optional<SwedishMisreadings::Mended> SwedishMisreadings::smudged_at(
    std::string_view text, std::span<const Token> tokens, std::size_t at, std::size_t limit,
    bool odd_signs_only, WordReadings::Remembered& work) const {
    std::optional<Mended> best;
    if (odd_signs_only && !may_be_smudged(text, tokens, at, limit)) return best;
    for (const MisreadGroup& group : smudged_groups_at(text, tokens, at, limit)) {
        float as_it_stands = cost_of_signs(text, tokens, group);
        std::size_t unknown = 0, pieces = 0;
        int capitals = 0;
        for (std::size_t i = group.first; i < group.end; ++i) {
            if (tokens[i].kind != TokenKind::word) continue;
            capitals += std::popcount(tokens[i].upper);
            const auto info = lexicon_.info(tokens[i].word);
            if (!info)
                ++unknown;
            else if (info->count_code() <= kRareCode)
                ++pieces;
        }
        // Searching costs much: only where a sign is odd, or the words are.
        const float sign = dearest_sign(text, tokens, group);
        const bool odd_words = unknown > 0 && (sign == 0 ? unknown + pieces > 1 : sign > kUsualSign);
        if (odd_signs_only ? sign < kOddSign || unknown == 0 : sign < kOddSign && !odd_words) continue;
        for (std::size_t i = group.first; i < group.end; ++i)
            if (tokens[i].kind == TokenKind::word) as_it_stands += cost_as_it_stands(tokens[i], work);
        const FoundReading found =
            readings_.find_smudged(text_of(text, tokens, group), as_it_stands - kSureOddsForSmudged, work);
        if (!found || found.probability < kSureOfSmudged || std::popcount(found->upper) < capitals) continue;
        // Of less than half a word one is as good as another.
        if (found->word.length > 2 * group.letters) continue;
        // Rivals count for both: a better one must not be looked for among fewer.
        if (best && as_it_stands - found->cost <= best->odds_nats) continue;
        best = Mended{group, found->word, found->upper, found.probability, as_it_stands - found->cost};
    }
    return best;
}

SwedishMisreadings::Evidence SwedishMisreadings::evidence_at(std::string_view text,
                                                             std::span<const Token> tokens, std::size_t at,
                                                             std::size_t limit,
                                                             WordReadings::Remembered& work) const {
    Evidence evidence;
    if (is_lone_capital_i(tokens, at)) evidence.misread += kLoneCapitalTells;
    if (standing_of(tokens[at]) == Standing::unknown) {
        const auto read = text.substr(tokens[at].offset_bytes, tokens[at].length_bytes);
        const auto found = readings_.find(read, false, ReaderKind::swedish, work);
        const double tells =
            found ? tells_of_misreading(found, tokens[at], odds_against_compound(found, tokens[at])) : 0;
        evidence.misread += tells;
        evidence.unexplained += 1 - tells;
    }
    if (with_sign_at(text, tokens, at, limit, work) || smudged_at(text, tokens, at, limit, true, work))
        ++evidence.misread;
    return evidence;
}

std::optional<SwedishMisreadings::Mended> SwedishMisreadings::out_of_place_at(
    std::string_view text, std::span<const Token> tokens, std::size_t at,
    WordReadings::Remembered& work) const {
    const Token& token = tokens[at];
    if (token.kind != TokenKind::word || token.guarded || token.letter_case != TokenCase::lower ||
        token.word.length < kShortestOutOfPlace)
        return std::nullopt;
    const MisreadGroup group{at, at + 1};
    const FoundReading found =
        readings_.find_in_place_of_known(text_of(text, tokens, group), around(tokens, group), work);
    // Which marks a word has is asked elsewhere.
    if (!found || !found->attested || found.probability < kSureOutOfPlace ||
        found->skeleton == skeleton_of(token.word))
        return std::nullopt;
    return Mended{group, found->word, found->upper, found.probability, found.odds_nats};
}

std::optional<SwedishMisreadings::Mended> SwedishMisreadings::mended_at(
    std::string_view text, std::span<const Token> tokens, std::size_t at, std::size_t limit, bool poor,
    WordReadings::Remembered& work) const {
    if (auto mended = with_sign_at(text, tokens, at, limit, work)) return mended;
    if (auto mended = smudged_at(text, tokens, at, limit, false, work)) return mended;
    const Token& token = tokens[at];
    const Standing standing = standing_of(token);
    if (standing == Standing::sound) return out_of_place_at(text, tokens, at, work);
    const MisreadGroup group{at, at + 1};
    const FoundReading found = readings_.find(text_of(text, tokens, group), false, ReaderKind::swedish,
                                              around(tokens, group), work, standing == Standing::unknown);
    if (!is_sure(found, token, standing, poor) || (!poor && is_doubling(token.word, found->word)))
        return std::nullopt;
    return Mended{group, found->word, found->upper, found.probability, found.odds_nats};
}

}  // namespace akt
