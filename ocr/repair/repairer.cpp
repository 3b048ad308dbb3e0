#include "ocr/repair/repairer.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <unordered_set>

#include "ocr/base/utf8.h"
#include "ocr/repair/block_reading.h"
#include "ocr/repair/encoding_round.h"
#include "ocr/repair/learned_words.h"
#include "ocr/repair/misread_stops.h"
#include "ocr/repair/misread_symbols.h"
#include "ocr/repair/own_spelling.h"
#include "ocr/repair/reliability.h"
#include "ocr/repair/unbroken_text.h"
#include "ocr/repair/working_text.h"

namespace akt {

namespace {

/// Below this a changed word is marked uncertain.
constexpr double kSure = 0.8;
/// In sound text only an unknown word becoming a known one this certainly is changed.
constexpr float kSureInCleanText = 0.999F;
constexpr float kSureOfName = 0.65F;
/// What a person or the document itself says of a spelling, and the context certainty that needs no such
/// help.
constexpr float kKnownWord = 0.999F, kSeenElsewhere = 0.95F, kSettled = 0.97F;
/// And that a recogniser took å, ä and a, or ö and o, for each other; and so in sound text, of a word nobody
/// knows.
constexpr float kSureOddsOfMark = 20, kSureOddsOfMarkInSoundText = 1000;
constexpr std::size_t kMinCleanLength = 4;
constexpr unsigned kMinCleanCode = 5, kCommonCode = 16;
/// Recognisers see a small å ä ö at the start of a word as a capital A or O.
bool is_misread_capital(const LabelWord& word, const Token& token, const MarkDecision& decision) {
    return token.letter_case == TokenCase::title && !token.sentence_start && word[0] >= kLabelAring &&
           word[0] <= kLabelOdots && decision.usual_case == WordCase::lower;
}

/// And a small i or l as a capital one, amid a sentence.
bool is_misread_i_or_l(const BlockReading& reading, std::size_t at) {
    const auto& tokens = reading.tokens;
    const Token& token = tokens[at];
    if (token.letter_case != TokenCase::title || token.sentence_start || at == 0 || at + 1 >= tokens.size() ||
        (token.word[0] != label_of(U'i') && token.word[0] != label_of(U'l')))
        return false;
    const MarkDecision& decision = reading.decisions[at];
    const auto in_small_letters = [](const Token& each) {
        return each.kind == TokenKind::word && each.letter_case == TokenCase::lower;
    };
    const Token &before = tokens[at - 1], &after = tokens[at + 1];
    const bool goes_on =
        in_small_letters(before) || before.key == sign_key(U',') ||
        (before.kind == TokenKind::word && before.sentence_start && before.letter_case == TokenCase::title);
    return decision.attested && decision.strength >= kCommonCode && decision.usual_case == WordCase::lower &&
           goes_on && (in_small_letters(after) || after.kind == TokenKind::number);
}

/// Whether common words nearby have capitals too, or there is none right before: titles, tables, lists.
bool is_among_capitals(const BlockReading& reading, std::size_t at) {
    if (at == 0 ||
        (reading.tokens[at - 1].kind != TokenKind::word && reading.tokens[at - 1].key != sign_key(U',')))
        return true;
    constexpr std::size_t kNear = 8;
    const std::size_t from = at > kNear ? at - kNear : 0;
    const std::size_t to = std::min(at + kNear + 1, reading.tokens.size());
    for (std::size_t i = from; i < to; ++i) {
        const Token& token = reading.tokens[i];
        if (i == at || token.kind != TokenKind::word || token.guarded || token.sentence_start ||
            is_misread_i_or_l(reading, i))
            continue;
        const Label first = base_of(token.word[0]);
        const bool initial = token.word.length == 1;
        if (token.letter_case == TokenCase::title && !initial && first != kLabelA && first != kLabelO &&
            reading.decisions[i].usual_case == WordCase::lower)
            return true;
    }
    return false;
}

/// A name nobody knows: its marks are a guess, from its letters most of all.
bool is_unsure_name(const Token& token, const MarkDecision& decision) {
    return token.letter_case == TokenCase::title && !token.sentence_start && !decision.attested &&
           !decision.compound && !(decision.by_letters && decision.probability >= kSureOfName);
}

/// The word as the token is written. Where recognisers see capitals for å, ä and ö, one inside the word, and
/// before a small letter, is none ("FOr").
std::string with_case_of(const LabelWord& word, const Token& token, bool first_small, bool misread) {
    const auto is_upper = [&](std::size_t i) { return i < word.length && (token.upper >> i & 1U) != 0; };
    std::string out;
    for (std::size_t i = 0; i < word.length; ++i) {
        const char32_t letter = letter_of(word[i]);
        const bool seen_for_mark = misread && i > 0 && i + 1U < word.length && !is_upper(i + 1) &&
                                   word[i] != token.word[i] && word[i] <= kLabelOdots;
        const bool small = !is_upper(i) || (i == 0 && first_small) || seen_for_mark;
        append_utf8(out, small ? letter : to_upper(letter));
    }
    return out;
}

}  // namespace

class Repairer::Impl {
public:
    Impl(const RepairModels& models, RepairOptions options)
        : options_(std::move(options)),
          confusions_(models.confusions),
          reader_(models),
          pairs_(models.pairs),
          encoding_(models.lexicon, models.losses, reader_),
          learned_(options_.evidence, models.lexicon) {
        for (const std::string& known : options_.known_words) add_known(known, false, known_);
    }

    std::vector<TextChange> repair_text(std::string_view block, std::span<const std::string> evidence) const {
        const UnbrokenText unbroken(block);
        auto changes = unbroken.broken_again(repair_unbroken(unbroken.text(), evidence));
        if (unbroken.has_breaks()) learned_.drop_refused(block, changes);
        return changes;
    }

private:
    using KnownWords = std::unordered_set<LabelWord, SkeletonHash, SameSkeleton>;

    std::vector<TextChange> repair_unbroken(std::string_view block,
                                            std::span<const std::string> evidence) const {
        auto reading = take_reading();
        KnownWords seen;
        for (const std::string& text : evidence) add_known(text, true, seen);
        std::vector<TextChange> first_round;
        if (options_.encoding) first_round = encoding_.repair(block, *reading);
        const bool already_read = options_.encoding && first_round.empty();
        learned_.drop_refused(block, first_round);
        const WorkingText working(block, std::move(first_round));
        std::vector<TextChange> changes =
            repair_words(working.text(), already_read, seen, evidence, *reading);
        if (options_.ocr) {
            add_changes(symbols_of(working.text(), *reading), changes);
            if (reading->is_misread_at_all()) add_changes(stops_of(working.text(), *reading), changes);
        }
        give_back(std::move(reading));
        return working.with(std::move(changes));
    }

    static void add_known(std::string_view text, bool marked_only, KnownWords& known) {
        std::vector<Token> tokens;
        tokenize(text, tokens);
        for (const Token& token : tokens)
            if (token.kind == TokenKind::word && (!marked_only || has_swedish_mark(token.word)))
                known.insert(token.word);
    }

    /// How the block's sound stretches spell words with marks, if it has damaged ones to learn from it.
    static void add_sound_words(const BlockReading& reading, KnownWords& known) {
        const auto damaged = [](const Stretch& stretch) { return stretch.damage == Damage::marks_lost; };
        if (std::none_of(reading.stretches.begin(), reading.stretches.end(), damaged)) return;
        for (const Stretch& stretch : reading.stretches) {
            if (stretch.damage != Damage::clean) continue;
            for (std::size_t at = stretch.first_token; at < stretch.end_token; ++at) {
                const Token& token = reading.tokens[at];
                if (token.kind == TokenKind::word && has_swedish_mark(token.word)) known.insert(token.word);
            }
        }
    }

    /// Signs on lines without a word go with the words before them, or else after.
    static std::vector<TextChange> symbols_of(std::string_view text, const BlockReading& reading) {
        auto symbols = misread_symbols(text, reading.is_misread_at_all());
        std::erase_if(symbols, [&](const TextChange& symbol) {
            return damage_at(symbol.offset_bytes, reading.stretches) == Damage::not_swedish;
        });
        return symbols;
    }

    std::vector<TextChange> stops_of(std::string_view text, const BlockReading& reading) const {
        auto stops = misread_stops(text, reading, pairs_);
        std::erase_if(stops, [&](const TextChange& stop) {
            return misread_at(stop.offset_bytes, reading.stretches) == Misread::no;
        });
        return stops;
    }

    std::vector<TextChange> repair_words(std::string_view text, bool already_read, KnownWords& evidence,
                                         std::span<const std::string> sound_texts,
                                         BlockReading& reading) const {
        if (!already_read) reader_.read(text, reading);
        if (options_.ocr) {
            reader_.read_misread(text, reading);
        } else {
            reading.rereadings.assign(reading.tokens.size(), {});
            reading.misread = false;
        }
        add_sound_words(reading, evidence);
        if (options_.marks && options_.ocr) follow_own_spelling(reading, sound_texts, confusions_);
        std::vector<TextChange> changes;
        for (const Stretch& stretch : reading.stretches) {
            if (stretch.damage == Damage::not_swedish) continue;
            for (std::size_t at = stretch.first_token; at < stretch.end_token; ++at)
                if (reading.tokens[at].kind == TokenKind::word && !reading.tokens[at].guarded)
                    change_word(text, reading, at, stretch, evidence, changes);
        }
        if (options_.marks && options_.ocr)
            learned_.add_decided(text, reading.tokens, reading.stretches, changes);
        learned_.drop_refused(text, changes);
        return changes;
    }

    /// The word as it should be and how probable that is; nothing to change gives the word as it stands.
    struct Choice {
        LabelWord word;
        float probability = 1;
    };

    Choice choose(const Token& token, const MarkDecision& decision, Damage damage,
                  const KnownWords& evidence) const {
        const Choice as_it_stands{token.word, 1};
        const bool sound = damage == Damage::clean && decision.read_attested;
        if (!token.has_marks && !sound) {
            if (const auto known = known_.find(token.word); known != known_.end())
                return {*known, kKnownWord};
        }
        if (damage == Damage::rings_lost) return {decision.ring_word, decision.ring_probability};
        if (damage == Damage::clean && !options_.aggressive && !sure_in_clean_text(token, decision))
            return as_it_stands;
        if (damage == Damage::marks_lost) {
            if (has_swedish_mark(token.word)) return as_it_stands;
            const bool settled = decision.attested && decision.probability > kSettled;
            if (!token.has_marks && !settled)
                if (const auto seen = evidence.find(token.word); seen != evidence.end())
                    return {*seen, kSeenElsewhere};
            if (!token.has_marks && !settled)
                if (const auto learned = learned_.spelling_of(token.word))
                    return {learned->word, learned->probability};
            if (is_unsure_name(token, decision)) return as_it_stands;
        }
        return {decision.word, decision.probability};
    }

    void change_word(std::string_view text, const BlockReading& reading, std::size_t at,
                     const Stretch& stretch, const KnownWords& evidence,
                     std::vector<TextChange>& changes) const {
        const Token& token = reading.tokens[at];
        const MarkDecision& decision = reading.decisions[at];
        const Rereading& rereading = reading.rereadings[at];
        if (!options_.marks && !rereading.changed) return;
        const bool mark_misread =
            options_.ocr && !rereading.changed && has_misread_mark(token, decision, stretch);
        const Choice choice = rereading.whole ? Choice{token.word, 1}
                              : mark_misread  ? Choice{decision.misread_word,
                                                      decision.misread_odds / (1 + decision.misread_odds)}
                                              : choose(token, decision, stretch.damage, evidence);
        const bool same = choice.word == token.word && !rereading.changed;
        const bool first_small =
            stretch.misread != Misread::no && !is_among_capitals(reading, at) &&
            (is_misread_i_or_l(reading, at) ||
             (reading.misread && !same && is_misread_capital(choice.word, token, decision)));
        if (same && !first_small) return;
        TextChange change;
        change.offset_bytes = token.offset_bytes;
        change.length_bytes = token.length_bytes;
        change.replacement = with_case_of(choice.word, token, first_small, reading.misread);
        if (rereading.parted) change.replacement.insert(0, 1, ' ');
        if (text.substr(change.offset_bytes, change.length_bytes) == change.replacement) return;
        const bool letters = (rereading.changed && !rereading.marks_only) || mark_misread || same;
        change.reason = letters ? RepairReason::ocr : RepairReason::marks;
        const double as_read = std::max(1e-4, static_cast<double>(decision.as_read));
        double probability = choice.probability * rereading.probability;
        change.log10_odds = std::log10(static_cast<double>(choice.probability) / as_read);
        if (change.reason == RepairReason::ocr) {
            if (options_.calibrated) probability = share_right(probability);
            constexpr double kLeast = 1e-5;
            change.log10_odds = std::log10(std::max(probability, kLeast) / std::max(1 - probability, kLeast));
        }
        change.uncertain = probability < kSure;
        changes.push_back(std::move(change));
    }

    /// Names are not asked: their marks are their own.
    static bool has_misread_mark(const Token& token, const MarkDecision& decision, const Stretch& stretch) {
        if (stretch.damage != Damage::clean ||
            (token.letter_case == TokenCase::title && !token.sentence_start))
            return false;
        if (stretch.misread != Misread::no) return decision.misread_odds > kSureOddsOfMark;
        return decision.misread_odds > kSureOddsOfMarkInSoundText && !decision.read_attested &&
               token.letter_case == TokenCase::lower && token.word.length >= kMinCleanLength;
    }

    static bool sure_in_clean_text(const Token& token, const MarkDecision& decision) {
        return !decision.read_attested && decision.attested && decision.strength >= kMinCleanCode &&
               decision.probability >= kSureInCleanText && token.word.length >= kMinCleanLength &&
               !token.has_marks && token.letter_case == TokenCase::lower;
    }

    std::unique_ptr<BlockReading> take_reading() const {
        const std::lock_guard lock(mutex_);
        if (idle_.empty()) return std::make_unique<BlockReading>();
        auto reading = std::move(idle_.back());
        idle_.pop_back();
        return reading;
    }
    void give_back(std::unique_ptr<BlockReading> reading) const {
        const std::lock_guard lock(mutex_);
        idle_.push_back(std::move(reading));
    }

    RepairOptions options_;
    const ConfusionModel& confusions_;
    BlockReader reader_;
    const WordPairs& pairs_;
    EncodingRound encoding_;
    KnownWords known_;
    LearnedWords learned_;
    mutable std::mutex mutex_;
    mutable std::vector<std::unique_ptr<BlockReading>> idle_;
};

Repairer::Repairer(const RepairModels& models, RepairOptions options)
    : impl_(std::make_unique<Impl>(models, std::move(options))) {}
Repairer::~Repairer() = default;
Repairer::Repairer(Repairer&&) noexcept = default;
Repairer& Repairer::operator=(Repairer&&) noexcept = default;

std::vector<TextChange> Repairer::repair_text(std::string_view block,
                                              std::span<const std::string> evidence) const {
    return impl_->repair_text(block, evidence);
}

}  // namespace akt
