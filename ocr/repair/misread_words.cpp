#include "ocr/repair/misread_words.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "ocr/base/utf8.h"
#include "ocr/repair/misread_tokens.h"

namespace akt {

namespace {

/// What a word found again says for a recogniser of another language against marks merely lost: one with a
/// foreign sign among its letters; an unknown one, and for each nat it is surer than it must be; any word
/// against it; and before anything is seen. Nats.
constexpr double kFoundOdd = 5.5, kFoundUnknown = 2.3, kMoreSure = 0.2, kOtherDamagedWord = -0.02,
                 kWrongLanguageAtAll = -0.7;
/// A form that comes again and again is the writer's own, and tells no more than this many times that a
/// Swedish recogniser misread the text.
constexpr int kMostOfOneForm = 2;
/// So many unknown words of a block are read anew to learn whether it is misread.
constexpr double kMostUnknownAsked = 16;
/// A new reading must be this probable where the word as read is known itself.
constexpr float kSureAgainstKnown = 0.8F;
/// So many nats likelier than a word nobody knows, and so probable beside others, is a reading of what is
/// none.
constexpr float kSurelyMisread = 5, kLikeliest = 0.45F;
/// A reading as probable as this by its letters alone is not doubted for the words around it.
constexpr float kBeyondContext = 0.998F;
/// A reading must be so much likelier where it tells of misreading by itself, or as a compound with signs
/// among its letters, and where it may be a name; and that short words are left to their marks.
constexpr float kTellingOdds = 5, kTellingOddsOfCompound = 15, kSureOddsForNameInDamaged = 7;
constexpr std::size_t kMostLeftToMarks = 3;
/// And there where two or three letters, all that is wrong with them being a capital for å, ä or ö, make a
/// word.
constexpr float kSureOddsForShortName = 3.5F;
constexpr std::size_t kMostShortName = 3;
/// And that a bar standing alone is the word "i".
constexpr float kLoneBarOdds = 8;

}  // namespace

bool MisreadWords::is_settled(const Token& token, const MarkDecision& decision) {
    return token.kind == TokenKind::word && !token.guarded && decision.attested &&
           decision.strength > kRareCode && token.word.length > 3 && !oddly_capital(token);
}

bool MisreadWords::suspect(std::string_view text, std::span<const Token> tokens,
                           std::span<const MarkDecision> decisions, std::span<Stretch> stretches,
                           WorkSpace& work) const {
    double odd = 0, unknown = 0, words = 0, unknown_met = 0;
    std::unordered_map<std::uint64_t, int> times_met;
    for (Stretch& stretch : stretches) {
        if (stretch.damage == Damage::not_swedish) continue;
        const bool damaged = stretch.damage == Damage::marks_lost;
        if (damaged) words += stretch.words;
        for (std::size_t i = stretch.first_token; i < stretch.end_token;) {
            if (!damaged) {
                const auto found = swedish_.evidence_at(text, tokens, i, stretch.end_token, work);
                const bool form = found.misread >= 1;
                if (!form || ++times_met[tokens[i].key] <= kMostOfOneForm)
                    stretch.misread_words += found.misread;
                stretch.unexplained_words += found.unexplained;
                ++i;
                continue;
            }
            const MisreadGroup group = group_at(text, tokens, i, stretch.end_token);
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
            const FoundReading found =
                readings_.find(text_of(text, tokens, group), group.odd, ReaderKind::wrong_language, work);
            if (!found || found.probability < kSureEnough) continue;
            const bool compound = !found->attested;
            if (found.odds_nats < kTellingOdds && !group.odd) continue;
            if (compound && (!group.odd || found.odds_nats < kTellingOddsOfCompound)) continue;
            if (group.odd)
                odd += kFoundOdd;
            else
                unknown += std::min(kFoundUnknown + kMoreSure * (found.odds_nats - kTellingOdds), kFoundOdd);
        }
    }
    // Asking costs much: the first ones speak for the others.
    if (unknown_met > kMostUnknownAsked) unknown *= unknown_met / kMostUnknownAsked;
    const bool wrong_language = odd + unknown + words * kOtherDamagedWord + kWrongLanguageAtAll > 0;
    judge_misread(stretches, wrong_language);
    return wrong_language;
}

namespace {

/// How much likelier a reading must be where the word as read may be a name.
float odds_for_name(const Token& token, const LabelWord& word, std::uint64_t upper) {
    const bool short_one = token.word.length <= kMostShortName && word.length == token.word.length &&
                           upper == 0 && word[0] >= kLabelAring && word[0] <= kLabelOdots &&
                           token.word[0] != base_of(word[0]);
    if (!short_one) return kSureOddsForNameInDamaged;
    for (std::size_t i = 1; i < word.length; ++i)
        if (base_of(word[i]) != token.word[i]) return kSureOddsForNameInDamaged;
    return kSureOddsForShortName;
}

/// Whether the word is what was read but for an "i" before it, and not one letter misread.
bool is_after_i(const Token& read, const LabelWord& word) {
    return read.word[0] == label_of(U'i') && read.word.part(1, read.word.length) == word;
}

}  // namespace

std::uint64_t MisreadWords::key_of_word_at(std::string_view text, std::span<const Token> tokens,
                                           std::size_t at, std::size_t limit,
                                           std::span<const MarkDecision> decisions, WorkSpace& work) const {
    const std::uint64_t as_read = tokens[at].key;
    if (is_settled(tokens[at], decisions[at])) return as_read;
    const MisreadGroup group = group_at(text, tokens, at, limit);
    if (group.end == group.first || group.address || group.words == 0) return as_read;
    const FoundReading found =
        readings_.find(text_of(text, tokens, group), group.odd, ReaderKind::wrong_language, work);
    return found && found.probability >= kSureEnough ? skeleton_hash_of(found->skeleton) : as_read;
}

void MisreadWords::reread(std::string_view text, std::vector<Token>& tokens,
                          std::span<const MarkDecision> decisions, std::span<const Stretch> stretches,
                          std::vector<Rereading>& rereadings, WorkSpace& work) const {
    rereadings.assign(tokens.size(), {});
    std::vector<bool> gone(tokens.size());
    bool parted = false;
    for (const Stretch& stretch : stretches) {
        if (stretch.misread == Misread::no) continue;
        const bool damaged = stretch.damage == Damage::marks_lost;
        const auto neighbours = [&](const MisreadGroup& group) {
            WordNeighbours around{sign_key(kBoundarySign), sign_key(kBoundarySign)};
            for (std::size_t at = group.first; at-- > stretch.first_token;) {
                if (gone[at]) continue;
                around.before = tokens[at].key;
                break;
            }
            if (group.end < stretch.end_token)
                around.after = key_of_word_at(text, tokens, group.end, stretch.end_token, decisions, work);
            return around;
        };
        const auto find_in_context = [&](const MisreadGroup& group, bool odd) {
            const auto read = text_of(text, tokens, group);
            const FoundReading alone = readings_.find(read, odd, ReaderKind::wrong_language, work);
            if (!alone || alone.probability >= kBeyondContext) return alone;
            return readings_.find(read, odd, ReaderKind::wrong_language, neighbours(group), work);
        };
        const auto replace = [&](const MisreadGroup& group, const LabelWord& word, std::uint64_t upper,
                                 Rereading rereading) {
            for (std::size_t k = group.first + 1; k < group.end; ++k) gone[k] = true;
            become(tokens, group, word, upper);
            rereadings[group.first] = std::move(rereading);
        };
        const auto replace_by_skeleton = [&](const MisreadGroup& group, const FoundReading& found) {
            replace(group, found->skeleton, found->upper,
                    {true, false, found.probability, found.odds_nats, false, found->forms});
        };
        // Where a word behind signs begins, reads it; where it ends.
        const auto read_behind_signs = [&](std::size_t at) -> std::optional<std::size_t> {
            for (const bool across_gap : {false, true}) {
                const auto group =
                    group_behind_signs(text, tokens, at, stretch.end_token, across_gap, decisions, work);
                if (!group) continue;
                const FoundReading found = find_behind_signs(text, tokens, *group, neighbours(*group), work);
                if (!found) continue;
                replace_by_skeleton(*group, found);
                return group->end;
            }
            return std::nullopt;
        };
        for (std::size_t i = stretch.first_token; i < stretch.end_token;) {
            if (!damaged) {
                const auto mended = swedish_.mended_at(text, tokens, i, stretch.end_token,
                                                       stretch.misread == Misread::much, work);
                const MisreadGroup group = mended ? mended->group : MisreadGroup{i, i + 1};
                i = group.end;
                if (!mended) continue;
                Token& token = tokens[group.first];
                const bool after_i = group.end == group.first + 1 && is_after_i(token, mended->word);
                if (after_i) {
                    ++token.offset_bytes, --token.length_bytes;
                    parted = true;
                }
                replace(group, mended->word, after_i ? 0 : mended->upper,
                        {true, true, mended->probability, mended->odds_nats, after_i, {}});
                continue;
            }
            if (is_lone_bar(text, tokens, i)) {
                LabelWord word;
                word.push(label_of(U'i'));
                replace({i, i + 1}, word, wants_capital(text, tokens, i) ? 1 : 0,
                        {true, true, kSureAgainstKnown, kLoneBarOdds, false, {}});
                ++i;
                continue;
            }
            if (const auto end = read_behind_signs(i)) {
                i = *end;
                continue;
            }
            MisreadGroup group = group_at(text, tokens, i, stretch.end_token);
            if (group.end == group.first || follows_apostrophe(text, tokens[i])) {
                ++i;
                continue;
            }
            bool single = group.end == group.first + 1;
            if (single && part_from_i(text, tokens, i, decisions[i], rereadings, work)) {
                parted = true;
                i = group.end;
                continue;
            }
            if (const auto whole = single ? across_space(text, tokens, i, decisions) : std::nullopt) {
                replace({i, i + 2}, *whole, tokens[i].upper, {true, false, 1, kPlainOdds, false, {}});
                i += 2;
                continue;
            }
            if (group.address || group.words == 0 || (!single && group.odd && group.small_letters == 0)) {
                i = group.end;
                continue;
            }
            if (single && is_settled(tokens[group.first], decisions[group.first])) {
                i = group.end;
                continue;
            }
            FoundReading found =
                find_in_context(group, group.odd || has_mark_as_capital(tokens[group.first]));
            if (!single && (!found || found.probability < kSureEnough)) {
                // Not one word: each by itself.
                group.end = group.first + 1;
                single = true;
                found = find_in_context(group, false);
            }
            i = group.end;
            const Token& token = tokens[group.first];
            if (!found || (single && (token.kind != TokenKind::word || token.guarded))) continue;
            if (single) {
                if (found->skeleton == skeleton_of(token.word) && !token.has_marks &&
                    found->upper == token.upper)
                    continue;
                const MarkDecision& decision = decisions[group.first];
                // An unknown word's other letters may be a name's; "kWh" is written so.
                const bool small = token.letter_case == TokenCase::lower || token.sentence_start || group.odd;
                if (!small && found.odds_nats < odds_for_name(token, found->word, found->upper) &&
                    !oddly_capital(token))
                    continue;
                const bool mark_seen = has_mark_as_capital(token);
                if (found->skeleton == skeleton_of(token.word) && token.word.length <= kMostLeftToMarks &&
                    !mark_seen)
                    continue;
                if (!group.odd && !oddly_capital(token) && found.odds_nats < kPlainOdds) continue;
                // One compound is as good as another.
                const bool another_compound = !found->attested && !group.odd && decision.compound;
                if (is_settled(token, decision) || another_compound || begins_with_acronym(token)) continue;
                const bool believed = decision.attested && !oddly_capital(token);
                // Where the word as read is none, the likelier of two readings is better than it.
                const bool surely_misread = small && found.odds_nats >= kSurelyMisread;
                if (found.probability < (believed         ? kSureAgainstKnown
                                         : surely_misread ? kLikeliest
                                                          : kSureEnough))
                    continue;
            }
            replace_by_skeleton(group, found);
        }
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (gone[i]) continue;
        if (kept != i) {
            tokens[kept] = tokens[i];
            rereadings[kept] = std::move(rereadings[i]);
        }
        ++kept;
    }
    tokens.resize(kept);
    rereadings.resize(kept);
    if (parted) put_back_i(tokens, rereadings);
}

}  // namespace akt
