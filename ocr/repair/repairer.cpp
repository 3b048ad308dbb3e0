#include "ocr/repair/repairer.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <unordered_map>

#include "ocr/base/utf8.h"
#include "ocr/language/language_guess.h"
#include "ocr/language/tokens.h"
#include "ocr/repair/encoding.h"
#include "ocr/repair/marks.h"
#include "ocr/repair/misread_words.h"
#include "ocr/repair/stretches.h"
#include "ocr/repair/working_text.h"

namespace akt {

namespace {

/// A word tells at most this much of whether its stretch is damaged; a word with å ä ö speaks this much
/// against.
constexpr double kMostWordOdds = 2.0, kMarkedWordOdds = -2.0;
/// Below this a changed word is marked uncertain.
constexpr float kSure = 0.8F;
/// In sound text only an unknown word becoming a known one this certainly is changed.
constexpr float kSureInCleanText = 0.999F;
constexpr float kSureOfName = 0.95F;
constexpr std::size_t kMinCleanLength = 4;
constexpr unsigned kMinCleanCode = 5;
/// Words a stretch must have before its language is asked for.
constexpr double kWordsForLanguage = 4;

bool has_swedish_mark(const LabelWord& word) {
    return std::any_of(word.labels.begin(), word.labels.begin() + word.length,
                       [](Label label) { return label >= kLabelAring && label <= kLabelOdots; });
}

bool has_ring(const LabelWord& word) {
    return std::find(word.labels.begin(), word.labels.begin() + word.length, kLabelAring) !=
           word.labels.begin() + word.length;
}

/// Recognisers see a small å ä ö at the start of a word as a capital A or O.
bool is_misread_capital(const LabelWord& word, const Token& token, const MarkDecision& decision) {
    return token.letter_case == TokenCase::title && !token.sentence_start && word[0] >= kLabelAring &&
           word[0] <= kLabelOdots && decision.usual_case == WordCase::lower;
}

/// A name nobody knows: its marks are a guess from its letters alone.
bool is_unsure_name(const Token& token, const MarkDecision& decision) {
    return token.letter_case == TokenCase::title && !token.sentence_start && !decision.attested &&
           decision.probability < kSureOfName;
}

std::string with_case_of(const LabelWord& word, const Token& token, bool first_small) {
    std::string out;
    for (std::size_t i = 0; i < word.length; ++i) {
        const char32_t letter = letter_of(word[i]);
        append_utf8(out,
                    (token.upper >> i & 1U) != 0 && !(i == 0 && first_small) ? to_upper(letter) : letter);
    }
    return out;
}

}  // namespace

/// What one call needs besides the models; kept between calls for the words it remembers.
struct RepairWork {
    std::vector<Token> tokens;
    std::vector<MarkDecision> decisions;
    std::vector<Stretch> stretches;
    std::vector<Rereading> rereadings;
    MarkRestorer::WorkSpace marks;
    MisreadWords::WorkSpace misread;
};

class Repairer::Impl {
public:
    Impl(const RepairModels& models, RepairOptions options)
        : options_(std::move(options)),
          encoding_(models.lexicon),
          restorer_(models.lexicon, models.letters, models.context),
          misread_(models.lexicon, models.confusions) {
        for (const std::string& known : options_.known_words) {
            std::vector<Token> tokens;
            tokenize(known, tokens);
            for (const Token& token : tokens)
                if (token.kind == TokenKind::word) known_.try_emplace(token.key, token.word);
        }
    }

    std::vector<TextChange> repair_text(std::string_view block) const {
        auto work = take_work();
        const WorkingText working(
            block, options_.encoding ? repair_encoding(block, *work) : std::vector<TextChange>());
        std::vector<TextChange> changes = repair_words(working.text(), *work);
        give_back(std::move(work));
        return working.with(std::move(changes));
    }

private:
    std::vector<TextChange> repair_encoding(std::string_view block, RepairWork& work) const {
        std::vector<TextChange> changes;
        for (std::size_t at = 0; at < block.size();) {
            std::size_t end = std::min(block.find('\n', at), block.size());
            const std::size_t next = end + 1;
            if (end > at && block[end - 1] == '\r') --end;
            for (TextChange& change : encoding_.repair(block.substr(at, end - at))) {
                change.offset_bytes += at;
                changes.push_back(std::move(change));
            }
            at = next;
        }
        if (std::any_of(changes.begin(), changes.end(),
                        [&](const TextChange& c) { return is_about_letters(block, c); })) {
            read_over(block, work);
            std::erase_if(changes, [&](const TextChange& c) {
                return is_about_letters(block, c) && marks_lost_at(c, work);
            });
        }
        return changes;
    }

    /// Letters for letters: what a lost mark may be mistaken for (a dropped å, a respelt ä).
    static bool is_about_letters(std::string_view block, const TextChange& change) {
        const auto old = block.substr(change.offset_bytes, change.length_bytes);
        return std::all_of(old.begin(), old.end(), [](char c) {
            const auto byte = static_cast<unsigned char>(c);
            return byte < 0x80 && (is_letter(byte) || is_digit(byte) || byte == ' ');
        });
    }

    static bool marks_lost_at(const TextChange& change, const RepairWork& work) {
        return std::any_of(work.stretches.begin(), work.stretches.end(), [&](const Stretch& stretch) {
            return stretch.damage == Damage::marks_lost && stretch.from_bytes <= change.offset_bytes &&
                   change.offset_bytes <= stretch.to_bytes;
        });
    }

    std::vector<TextChange> repair_words(std::string_view text, RepairWork& work) const {
        read_over(text, work);
        work.rereadings.assign(work.tokens.size(), {});
        bool misread = false;
        if (options_.ocr) {
            const auto suspicion =
                misread_.suspect(text, work.tokens, work.decisions, work.stretches, work.misread);
            misread = suspicion.wrong_language;
            if (suspicion.any()) {
                misread_.reread(text, work.tokens, work.decisions, work.stretches, suspicion, work.rereadings,
                                work.misread);
                decide_all(work);
                cut_stretches(text, work);
                judge_stretches(work.stretches);
            }
        }
        std::vector<TextChange> changes;
        for (const Stretch& stretch : work.stretches) {
            if (stretch.damage == Damage::not_swedish) continue;
            for (std::size_t at = stretch.first_token; at < stretch.end_token; ++at)
                if (work.tokens[at].kind == TokenKind::word && !work.tokens[at].guarded)
                    change_word(misread, text, work.tokens[at], work.decisions[at], work.rereadings[at],
                                stretch.damage, changes);
        }
        return changes;
    }

    /// Tokens, the best marks of each word, and how each stretch is hurt.
    void read_over(std::string_view text, RepairWork& work) const {
        tokenize(text, work.tokens);
        decide_all(work);
        cut_stretches(text, work);
        judge_stretches(work.stretches);
    }

    void decide_all(RepairWork& work) const {
        work.decisions.resize(work.tokens.size());
        for (std::size_t at = 0; at < work.tokens.size(); ++at) {
            const Token& token = work.tokens[at];
            if (token.kind == TokenKind::word && !token.guarded)
                work.decisions[at] = restorer_.decide(work.tokens, at, work.marks);
        }
    }

    static void cut_stretches(std::string_view text, RepairWork& work) {
        work.stretches.clear();
        Stretch stretch;
        const auto end = [&](std::size_t at) {
            stretch.end_token = at;
            if (stretch.words > 0) {
                const Token& first = work.tokens[stretch.first_token];
                const Token& last = work.tokens[at - 1];
                stretch.from_bytes = first.offset_bytes;
                stretch.to_bytes = last.offset_bytes + last.length_bytes;
                if (stretch.words >= kWordsForLanguage)
                    stretch.swedish_log10_odds =
                        guess_language(text.substr(stretch.from_bytes, stretch.to_bytes - stretch.from_bytes))
                            .sv_log10_odds;
                work.stretches.push_back(stretch);
            }
            stretch = Stretch{};
            stretch.first_token = at + 1;
        };
        for (std::size_t at = 0; at < work.tokens.size(); ++at) {
            const Token& token = work.tokens[at];
            if (token.kind == TokenKind::boundary) end(at);
            if (token.kind != TokenKind::word || token.guarded) continue;
            ++stretch.words;
            weigh(token, work.decisions[at], stretch);
        }
        end(work.tokens.size());
    }

    /// What one word says of its stretch.
    static void weigh(const Token& token, const MarkDecision& decision, Stretch& stretch) {
        if (token.has_marks && has_swedish_mark(token.word)) {
            stretch.marks_log10_odds += kMarkedWordOdds;
            if (has_ring(token.word)) stretch.rings_log10_odds += kMarkedWordOdds;
            return;
        }
        const double as_read = std::log10(static_cast<double>(decision.as_read));
        stretch.marks_log10_odds += std::min(-as_read, kMostWordOdds);
        stretch.rings_log10_odds +=
            std::min(std::log10(static_cast<double>(decision.ring_readings)) - as_read, kMostWordOdds);
    }

    void change_word(bool misread, std::string_view text, const Token& token, const MarkDecision& decision,
                     const Rereading& rereading, Damage damage, std::vector<TextChange>& changes) const {
        if (!options_.marks && !rereading.changed) return;
        LabelWord word = damage == Damage::rings_lost ? decision.ring_word : decision.word;
        float probability = damage == Damage::rings_lost ? decision.ring_probability : decision.probability;
        const auto known = known_.find(token.key);
        if (rereading.whole) {
            word = token.word;
            probability = 1;
        } else if (known != known_.end() && !token.has_marks) {
            word = known->second;
            probability = std::max(probability, 0.99F);
        } else if (damage == Damage::clean && !options_.aggressive && !sure_in_clean_text(token, decision)) {
            return;
        } else if (damage == Damage::marks_lost && has_swedish_mark(token.word)) {
            return;
        } else if (damage == Damage::marks_lost && is_unsure_name(token, decision)) {
            return;
        }
        if (word == token.word && !rereading.changed) return;
        TextChange change;
        change.offset_bytes = token.offset_bytes;
        change.length_bytes = token.length_bytes;
        change.replacement = with_case_of(word, token, misread && is_misread_capital(word, token, decision));
        if (text.substr(change.offset_bytes, change.length_bytes) == change.replacement) return;
        change.reason = rereading.changed ? RepairReason::ocr : RepairReason::marks;
        const double as_read = std::max(1e-4, static_cast<double>(decision.as_read));
        change.log10_odds = rereading.changed ? static_cast<double>(rereading.odds_nats) / std::log(10.0)
                                              : std::log10(static_cast<double>(probability) / as_read);
        change.uncertain = probability * rereading.probability < kSure;
        changes.push_back(std::move(change));
    }

    static bool sure_in_clean_text(const Token& token, const MarkDecision& decision) {
        return !decision.read_attested && decision.attested && decision.strength >= kMinCleanCode &&
               decision.probability >= kSureInCleanText && token.word.length >= kMinCleanLength &&
               !token.has_marks && token.letter_case == TokenCase::lower;
    }

    std::unique_ptr<RepairWork> take_work() const {
        const std::lock_guard lock(mutex_);
        if (idle_.empty()) return std::make_unique<RepairWork>();
        auto work = std::move(idle_.back());
        idle_.pop_back();
        return work;
    }
    void give_back(std::unique_ptr<RepairWork> work) const {
        const std::lock_guard lock(mutex_);
        idle_.push_back(std::move(work));
    }

    RepairOptions options_;
    EncodingRepairer encoding_;
    MarkRestorer restorer_;
    MisreadWords misread_;
    std::unordered_map<std::uint64_t, LabelWord> known_;
    mutable std::mutex mutex_;
    mutable std::vector<std::unique_ptr<RepairWork>> idle_;
};

Repairer::Repairer(const RepairModels& models, RepairOptions options)
    : impl_(std::make_unique<Impl>(models, std::move(options))) {}
Repairer::~Repairer() = default;
Repairer::Repairer(Repairer&&) noexcept = default;
Repairer& Repairer::operator=(Repairer&&) noexcept = default;

std::vector<TextChange> Repairer::repair_text(std::string_view block) const {
    return impl_->repair_text(block);
}

namespace {

/// A word of the document and where it stands in the text made of all of them.
struct PlacedWord {
    Word* word;
    std::size_t from_bytes, to_bytes;
};

}  // namespace

void Repairer::repair(Document& document) const {
    std::string text;
    std::vector<PlacedWord> words;
    for (Page& page : document.pages) {
        const Line* before = nullptr;
        for (Line& line : page.lines) {
            if (!text.empty()) text += before != nullptr && before->block == line.block ? "\n" : "\n\n";
            before = &line;
            for (Word& word : line.words) {
                if (word.repair() && word.repair()->reason != RepairReason::person) word.withdraw_repair();
                if (&word != line.words.data()) text += ' ';
                words.push_back({&word, text.size(), text.size() + word.text().size()});
                text += word.text();
            }
        }
    }
    const auto changes = repair_text(text);
    auto change = changes.begin();
    for (const PlacedWord& placed : words) {
        while (change != changes.end() && change->offset_bytes < placed.from_bytes) ++change;
        Repair repair;
        std::size_t at = placed.from_bytes;
        for (; change != changes.end() && change->offset_bytes + change->length_bytes <= placed.to_bytes &&
               change->offset_bytes < placed.to_bytes;
             ++change) {
            repair.text.append(text, at, change->offset_bytes - at);
            repair.text += change->replacement;
            repair.reason = change->reason;
            repair.log10_odds = at == placed.from_bytes ? change->log10_odds
                                                        : std::min(repair.log10_odds, change->log10_odds);
            repair.uncertain = repair.uncertain || change->uncertain;
            at = change->offset_bytes + change->length_bytes;
        }
        if (at == placed.from_bytes || placed.word->repair()) continue;
        repair.text.append(text, at, placed.to_bytes - at);
        placed.word->set_repair(std::move(repair));
    }
}

}  // namespace akt
