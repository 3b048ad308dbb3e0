#include "ocr/repair/misread_words.h"

#include <algorithm>
#include <cmath>

#include "ocr/base/utf8.h"
#include "ocr/language/sparse_weights.h"

namespace akt {

namespace {

constexpr std::size_t kRememberedReadings = 131072;
/// What a word found again says for a recogniser of another language against marks merely lost: one with a
/// foreign sign among its letters; an unknown one; any word against it; and before anything is seen. Nats.
constexpr double kFoundOdd = 5.5, kFoundUnknown = 2.3, kOtherDamagedWord = -0.02, kWrongLanguageAtAll = -0.7;
/// In text whose marks stand, a word found again is so much likelier where a Swedish recogniser misread one
/// word in a hundred than where people wrote (misprints: one in 20,000); each other word speaks against it;
/// so does the text being misread at all. Nats.
constexpr double kFoundInSoundText = 5.3, kOtherSoundWord = -0.01, kMisreadAtAll = -3;
/// So many unknown words of a block are read anew to learn whether it is misread.
constexpr double kMostUnknownAsked = 16;
/// A new reading must be this probable; more where the word as read is known itself.
constexpr float kSureEnough = 0.75F, kSureAgainstKnown = 0.8F;
/// And this much likelier than an unknown word, where nothing but being unknown speaks against the word;
/// nats.
constexpr float kPlainOdds = 1.5F;
/// A word nobody knows that has signs or é among its letters is this much less likely one.
constexpr float kOddWordCost = 8;
/// In sound text an unknown word must be this long, its new reading this probable beside other readings, and
/// so much likelier than a word nobody knows.
constexpr std::size_t kMinSoundLength = 4;
constexpr float kSureInSoundText = 0.9F, kSureOddsInSoundText = 5;
/// The same where so large a share of the words is misread that the page must be poor; and what a compound
/// then needs.
constexpr double kPoorShare = 0.02, kFewestPoor = 3;
constexpr std::size_t kMinPoorLength = 3;
constexpr float kSureInPoorText = 0.75F, kSureOddsInPoorText = 2.5F, kSureOddsForCompound = 6;
/// The same where it may be a name.
constexpr float kSureOddsForName = 11;
/// Known words seen less often than this may be misread commoner ones.
constexpr unsigned kRareCode = 9;
/// Words of poor text seen less often than this, a few times, may be misread.
constexpr unsigned kRareInPoorText = 5;

bool is_odd_sign(char32_t c) {
    switch (c) {
        case U'&':
        case U'|':
        case U'!':
        case U'£':
        case U'€':
        case U'¢':
        case U'$':
        case U'@':
        case U'°':
        case U'§': return true;
        default: return false;
    }
}

bool is_odd_letter(Label label) {
    return label > kLabelOdots;
}

/// Tokens [first, end) that touch and may be one misread word.
struct Group {
    std::size_t first = 0, end = 0;
    std::size_t letters = 0, small_letters = 0, words = 0;
    bool odd = false, address = false;
};

bool may_join(const Token& token, std::string_view text) {
    if (token.kind == TokenKind::word || token.kind == TokenKind::foreign) return true;
    if (token.kind == TokenKind::number) return token.length_bytes == 1;
    return token.kind == TokenKind::sign && is_odd_sign(decode_utf8(text, token.offset_bytes).code_point);
}

Group group_at(std::string_view text, std::span<const Token> tokens, std::size_t first, std::size_t limit) {
    Group group{first, first};
    for (std::size_t i = first; i < limit && may_join(tokens[i], text); ++i) {
        const Token& token = tokens[i];
        if (token.kind == TokenKind::word) {
            ++group.words;
            group.letters += token.word.length;
            for (std::size_t k = 0; k < token.word.length; ++k) {
                if ((token.upper >> k & 1U) == 0) ++group.small_letters;
                if (is_odd_letter(token.word[k])) group.odd = true;
            }
        } else {
            group.odd = true;
        }
        group.address = group.address || token.in_address;
        group.end = i + 1;
        if ((token.glue & 2U) == 0) break;
    }
    return group;
}

std::string_view text_of(std::string_view text, std::span<const Token> tokens, const Group& group) {
    const Token& last = tokens[group.end - 1];
    const std::size_t from = tokens[group.first].offset_bytes;
    return text.substr(from, last.offset_bytes + last.length_bytes - from);
}

}  // namespace

MisreadWords::WorkSpace::WorkSpace() : found_(kRememberedReadings) {}

bool MisreadWords::Found::sure_in_sound_text(const Token& read, bool poor) const {
    if (!any) return false;
    if (read.letter_case == TokenCase::title && !read.sentence_start)
        return attested && probability >= kSureInSoundText && odds_nats >= kSureOddsForName;
    if (poor)
        return probability >= kSureInPoorText &&
               odds_nats >= (attested ? kSureOddsInPoorText : kSureOddsForCompound);
    return attested && read.word.length >= kMinSoundLength && probability >= kSureInSoundText &&
           odds_nats >= kSureOddsInSoundText;
}

bool MisreadWords::Found::sure_against_rare(const Token& read) const {
    const bool name = read.letter_case == TokenCase::title && !read.sentence_start;
    return any && attested && !name && read.word.length >= kMinSoundLength && probability >= kSureInSoundText;
}

const MisreadWords::Found& MisreadWords::find(std::string_view read, bool odd, ReaderKind reader,
                                              WorkSpace& work) const {
    const std::uint64_t how = static_cast<std::uint64_t>(reader) << 1 | (odd ? 1U : 0U);
    const std::uint64_t key = feature_hash(std::hash<std::string_view>()(read), how);
    return work.found_.get(key, [&](Found& found) { found = search(read, odd, reader); });
}

MisreadWords::Found MisreadWords::search(std::string_view read, bool odd, ReaderKind reader) const {
    Found out;
    const auto letters = to_utf32(read);
    const float unknown = misreadings_.unknown_word_cost(letters) + (odd ? kOddWordCost : 0);
    const auto readings = misreadings_.find(letters, reader, unknown);
    if (readings.empty()) return out;
    const float least = std::min(readings.front().cost(), unknown);
    // Readings that differ in marks only stand together: their marks are chosen by context.
    float sum = std::exp(least - unknown), best = 0;
    for (const Misreading& reading : readings) sum += std::exp(least - reading.cost());
    for (std::size_t i = 0; i < readings.size(); ++i) {
        const LabelWord skeleton = skeleton_of(readings[i].word);
        float together = 0;
        for (const Misreading& other : readings)
            if (skeleton_of(other.word) == skeleton) together += std::exp(least - other.cost());
        if (together <= best) continue;
        best = together;
        out.skeleton = skeleton;
        out.word = readings[i].word;
        out.upper = readings[i].upper;
        out.odds_nats = unknown - readings[i].cost();
        out.attested = readings[i].attested;
    }
    out.probability = best / sum;
    out.any = true;
    return out;
}

MisreadWords::Standing MisreadWords::standing_of(const Token& token) const {
    if (token.kind != TokenKind::word || token.guarded || token.word.length < kMinPoorLength ||
        (token.letter_case != TokenCase::lower && token.letter_case != TokenCase::title))
        return Standing::sound;
    if (const auto info = lexicon_.info(token.word))
        return info->count_code() <= kRareInPoorText ? Standing::rare : Standing::sound;
    return compounds_.split(to_string(token.word)).empty() ? Standing::unknown : Standing::compound;
}

MisreadWords::Suspicion MisreadWords::suspect(std::string_view text, std::span<const Token> tokens,
                                              std::span<const MarkDecision> decisions,
                                              std::span<const Stretch> stretches, WorkSpace& work) const {
    double odd = 0, unknown = 0, words = 0, sound = 0, sound_words = 0, unknown_met = 0;
    for (const Stretch& stretch : stretches) {
        if (stretch.damage == Damage::not_swedish) continue;
        const bool damaged = stretch.damage == Damage::marks_lost;
        (damaged ? words : sound_words) += stretch.words;
        for (std::size_t i = stretch.first_token; i < stretch.end_token;) {
            if (!damaged) {
                if (standing_of(tokens[i]) == Standing::unknown) {
                    const Found& found = find(text.substr(tokens[i].offset_bytes, tokens[i].length_bytes),
                                              false, ReaderKind::swedish, work);
                    if (found.sure_in_sound_text(tokens[i], false)) ++sound;
                }
                ++i;
                continue;
            }
            const Group group = group_at(text, tokens, i, stretch.end_token);
            if (group.end == group.first) {
                ++i;
                continue;
            }
            i = group.end;
            if (group.address || group.small_letters < 1) continue;
            const bool single = group.end == group.first + 1;
            if (single && (decisions[group.first].attested || tokens[group.first].guarded)) continue;
            if (!single && !group.odd) continue;
            if (!group.odd && tokens[group.first].letter_case != TokenCase::lower) continue;
            if (!group.odd && ++unknown_met > kMostUnknownAsked) continue;
            const Found& found =
                find(text_of(text, tokens, group), group.odd, ReaderKind::wrong_language, work);
            if (!found.any || !found.attested || found.probability < kSureEnough) continue;
            if (!group.odd && found.odds_nats < kSureOddsInSoundText) continue;
            ++(group.odd ? odd : unknown);
        }
    }
    // Asking costs much: the first ones speak for the others.
    if (unknown_met > kMostUnknownAsked) unknown *= unknown_met / kMostUnknownAsked;
    Suspicion out;
    out.wrong_language =
        odd * kFoundOdd + unknown * kFoundUnknown + words * kOtherDamagedWord + kWrongLanguageAtAll > 0;
    out.swedish = sound * kFoundInSoundText + sound_words * kOtherSoundWord + kMisreadAtAll > 0;
    out.poor = out.swedish && sound >= kFewestPoor && sound >= kPoorShare * sound_words;
    return out;
}

namespace {

/// Makes one word of the tokens [first, end), with new letters.
void become(std::span<Token> tokens, const Group& group, const LabelWord& word, std::uint64_t upper) {
    Token& token = tokens[group.first];
    const Token& last = tokens[group.end - 1];
    token.glue = static_cast<std::uint8_t>((token.glue & 1U) | (last.glue & 2U));
    token.length_bytes = last.offset_bytes + last.length_bytes - token.offset_bytes;
    token.kind = TokenKind::word;
    token.word = word;
    token.upper = upper;
    token.has_marks = false;
    token.guarded = false;
    set_keys(token);
    set_case(token);
}

/// A capital amid small letters.
bool oddly_capital(const Token& token) {
    return token.letter_case == TokenCase::mixed && (token.upper >> 1) != 0;
}

/// A word common enough to be itself, marks apart.
bool is_settled(const Token& token, const MarkDecision& decision) {
    return token.kind == TokenKind::word && !token.guarded && decision.attested &&
           decision.strength > kRareCode && token.word.length > 3 && !oddly_capital(token);
}

/// A bar or the like, standing alone where a word is wanted, is the word "I".
bool is_lone_bar(std::string_view text, std::span<const Token> tokens, std::size_t at) {
    const Token& token = tokens[at];
    if (token.kind != TokenKind::sign || token.glue != 0 || text[token.offset_bytes] != '|') return false;
    return token.sentence_start || at == 0 || tokens[at - 1].kind == TokenKind::boundary ||
           (at + 1 < tokens.size() && tokens[at + 1].kind == TokenKind::word);
}

}  // namespace

void MisreadWords::reread(std::string_view text, std::vector<Token>& tokens,
                          std::span<const MarkDecision> decisions, std::span<const Stretch> stretches,
                          Suspicion suspicion, std::vector<Rereading>& rereadings, WorkSpace& work) const {
    rereadings.assign(tokens.size(), {});
    std::vector<bool> gone(tokens.size());
    for (const Stretch& stretch : stretches) {
        if (stretch.damage == Damage::not_swedish) continue;
        const bool damaged = stretch.damage == Damage::marks_lost;
        if (!(damaged ? suspicion.wrong_language : suspicion.swedish)) continue;
        for (std::size_t i = stretch.first_token; i < stretch.end_token;) {
            if (!damaged) {
                Token& token = tokens[i];
                const Group group{i, i + 1};
                ++i;
                const Standing standing = standing_of(token);
                if (standing == Standing::sound || (standing == Standing::rare && !suspicion.poor)) continue;
                const Found& found = find(text_of(text, tokens, group), false, ReaderKind::swedish, work);
                if (found.word == token.word) continue;
                const bool sure =
                    standing == Standing::rare
                        ? found.sure_against_rare(token)
                        : found.sure_in_sound_text(token, suspicion.poor && standing == Standing::unknown);
                if (!sure) continue;
                become(tokens, group, found.word, found.upper);
                rereadings[group.first] = {true, true, found.probability, found.odds_nats};
                continue;
            }
            if (is_lone_bar(text, tokens, i)) {
                LabelWord word;
                word.push(label_of(U'i'));
                become(tokens, {i, i + 1}, word, 1);
                rereadings[i] = {true, true, kSureAgainstKnown, kOddWordCost};
                ++i;
                continue;
            }
            Group group = group_at(text, tokens, i, stretch.end_token);
            if (group.end == group.first) {
                ++i;
                continue;
            }
            bool single = group.end == group.first + 1;
            if (group.address || group.words == 0 || (!single && group.odd && group.small_letters == 0)) {
                i = group.end;
                continue;
            }
            if (single && is_settled(tokens[group.first], decisions[group.first])) {
                i = group.end;
                continue;
            }
            const Found* found =
                &find(text_of(text, tokens, group), group.odd, ReaderKind::wrong_language, work);
            if (!single && (!found->any || found->probability < kSureEnough)) {
                // Not one word: each by itself.
                group.end = group.first + 1;
                single = true;
                found = &find(text_of(text, tokens, group), false, ReaderKind::wrong_language, work);
            }
            i = group.end;
            const Token& token = tokens[group.first];
            if (!found->any || (single && (token.kind != TokenKind::word || token.guarded))) continue;
            if (single) {
                if (found->skeleton == skeleton_of(token.word) && !token.has_marks &&
                    found->upper == token.upper)
                    continue;
                const MarkDecision& decision = decisions[group.first];
                // An unknown word's other letters may be a name's; "kWh" is written so.
                const bool small = token.letter_case == TokenCase::lower || token.sentence_start || group.odd;
                if (!small && found->odds_nats < kSureOddsForName && !oddly_capital(token)) continue;
                if (found->skeleton == skeleton_of(token.word) && token.word.length < kMinSoundLength)
                    continue;
                if (!group.odd && !oddly_capital(token) && found->odds_nats < kPlainOdds) continue;
                if (is_settled(token, decision)) continue;
                const bool believed = decision.attested && !oddly_capital(token);
                if (found->probability < (believed ? kSureAgainstKnown : kSureEnough)) continue;
            }
            for (std::size_t k = group.first + 1; k < group.end; ++k) gone[k] = true;
            become(tokens, group, found->skeleton, found->upper);
            rereadings[group.first] = {true, false, found->probability, found->odds_nats};
        }
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (gone[i]) continue;
        tokens[kept] = tokens[i];
        rereadings[kept] = rereadings[i];
        ++kept;
    }
    tokens.resize(kept);
    rereadings.resize(kept);
}

}  // namespace akt
