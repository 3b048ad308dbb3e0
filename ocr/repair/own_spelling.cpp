#include "ocr/repair/own_spelling.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "ocr/repair/inflection.h"

namespace akt {

namespace {

constexpr std::size_t kFewestLetters = 5, kKeyLetters = 3;
/// So many words that begin or end alike are looked at.
constexpr std::size_t kMostAlike = 500;
constexpr float kNever = std::numeric_limits<float>::infinity();
/// Two true words of one text seldom differ by nothing but a confusion: so many nats; and where nothing else
/// tells of misreading, a slip is so much rarer.
constexpr float kNoCoincidence = 6.9F, kNotMisread = 2;
/// How much likelier the spelling must be, as a slip of the other than the other of it too.
constexpr float kLeastOdds = 1.1F, kLikelierThanReverse = 2.5F;
/// A spelling that stands there so many times as often is not the slip.
constexpr std::uint32_t kPrevails = 4;

bool may_teach(const Token& token) {
    return token.kind == TokenKind::word && !token.guarded && token.word.length >= kFewestLetters &&
           token.letter_case != TokenCase::mixed;
}

std::uint64_t beginning_of(const LabelWord& word) {
    return skeleton_hash_of(word.part(0, kKeyLetters));
}

std::uint64_t in_case_of(const Token& token, std::size_t letters) {
    if (token.letter_case == TokenCase::upper) return (std::uint64_t{1} << letters) - 1;
    return token.letter_case == TokenCase::title ? 1 : 0;
}

/// What differs at the end is rather another form of the word.
bool end_alike(const LabelWord& a, const LabelWord& b) {
    for (std::size_t i = 1; i <= kEndingLength; ++i)
        if (a[a.length - i] != b[b.length - i]) return false;
    return true;
}

/// Words that teach, of those that begin or end, marks apart, like one that is to be taught.
class Spellings {
public:
    struct Spelt {
        LabelWord word;
        std::uint32_t times = 0;
        bool attested = false;  ///< the lexicon has it
    };

    /// To be called for all words to be taught before any is added.
    void expect(const Token& token) {
        alike_[beginning_of(token.word)];
        alike_[token.tail];
    }
    void add(const Token& token, bool attested) {
        for (const std::uint64_t key : {beginning_of(token.word), token.tail}) {
            const auto alike = alike_.find(key);
            if (alike == alike_.end()) continue;
            auto spelt = std::ranges::find(alike->second, token.word, &Spelt::word);
            if (spelt == alike->second.end()) {
                if (alike->second.size() == kMostAlike) continue;
                spelt = alike->second.insert(spelt, {token.word, 0, attested});
            }
            ++spelt->times;
        }
    }
    std::span<const Spelt> beginning_like(const Token& token) const {
        return alike_.at(beginning_of(token.word));
    }
    std::span<const Spelt> ending_like(const Token& token) const { return alike_.at(token.tail); }

private:
    std::unordered_map<std::uint64_t, std::vector<Spelt>> alike_;
};

/// What two words have between where they begin and where they end alike.
struct DifferingLetters {
    std::span<const Label> truth, read;

    DifferingLetters(const LabelWord& truth_word, const LabelWord& read_word)
        : truth(truth_word.labels.data(), truth_word.length),
          read(read_word.labels.data(), read_word.length) {
        while (!truth.empty() && !read.empty() && truth.front() == read.front())
            truth = truth.subspan(1), read = read.subspan(1);
        while (!truth.empty() && !read.empty() && truth.back() == read.back())
            truth = truth.first(truth.size() - 1), read = read.first(read.size() - 1);
    }
    DifferingLetters reversed() const {
        DifferingLetters other = *this;
        std::swap(other.truth, other.read);
        return other;
    }
};

/// −ln p(read | truth), where letters were confused, not overlooked or made up.
float cost_of(const DifferingLetters& difference, const ConfusionModel& model, ReaderKind reader) {
    const auto [truth, read] = difference;
    float least = kNever;
    if (read.empty() || truth.empty()) return least;
    for (const Confusion& confusion : model.starting_with(reader, letter_of(read.front()))) {
        const auto same_letter = [](Label label, std::uint32_t c) { return letter_of(label) == c; };
        if (std::ranges::equal(truth, std::span(confusion.truth).first(confusion.truth_length)) &&
            std::ranges::equal(read, std::span(confusion.read).first(confusion.read_length), same_letter))
            least = std::min(least, confusion.cost);
    }
    return least;
}

struct OwnForm {
    LabelWord word;
    float odds_nats = 0;
};

/// What the word is a slip of, if of anything.
std::optional<OwnForm> own_form(const Token& token, const Spellings& spellings, const ConfusionModel& model,
                                ReaderKind reader, bool compound) {
    std::uint32_t own_times = 0;
    for (const auto& spelt : spellings.beginning_like(token))
        if (spelt.word == token.word) own_times = spelt.times;
    std::optional<OwnForm> best;
    for (const auto alike : {spellings.beginning_like(token), spellings.ending_like(token)}) {
        for (const auto& spelt : alike) {
            const bool prevails = spelt.times >= kPrevails * own_times;
            if (!end_alike(spelt.word, token.word) || !(prevails || (own_times <= 1 && !compound))) continue;
            const DifferingLetters difference(spelt.word, token.word);
            const float cost = cost_of(difference, model, reader);
            const float odds = kNoCoincidence + std::log(static_cast<float>(spelt.times)) - cost;
            const bool told = spelt.attested || spelt.times >= kPrevails ||
                              cost_of(difference.reversed(), model, reader) >= cost + kLikelierThanReverse;
            if (told && odds > (best ? best->odds_nats : 0)) best = OwnForm{spelt.word, odds};
        }
    }
    return best;
}

bool is_compound(const MarkDecision& decision, const Token& token) {
    return decision.compound && decision.word == token.word;
}

}  // namespace

void follow_own_spelling(BlockReading& reading, std::span<const std::string> sound_texts,
                         const ConfusionModel& confusions) {
    struct Pupil {
        std::size_t at;
        ReaderKind reader;
        bool misread_around;
    };
    std::vector<Pupil> pupils;
    Spellings spellings;
    for (const Stretch& stretch : reading.stretches) {
        const bool damaged = stretch.damage == Damage::marks_lost;
        if (damaged ? !reading.misread : stretch.damage != Damage::clean) continue;
        for (std::size_t at = stretch.first_token; at < stretch.end_token; ++at) {
            const Token& token = reading.tokens[at];
            if (!may_teach(token) || reading.rereadings[at].changed || reading.decisions[at].read_attested ||
                (token.letter_case == TokenCase::lower && stretch.misread == Misread::no))
                continue;
            pupils.push_back({at, damaged ? ReaderKind::wrong_language : ReaderKind::swedish,
                              stretch.misread != Misread::no});
            spellings.expect(token);
        }
    }
    if (pupils.empty()) return;
    for (const Stretch& stretch : reading.stretches) {
        if (stretch.damage != Damage::clean) continue;
        for (std::size_t at = stretch.first_token; at < stretch.end_token; ++at)
            if (may_teach(reading.tokens[at]) && !reading.rereadings[at].changed)
                spellings.add(reading.tokens[at], reading.decisions[at].read_attested);
    }
    std::vector<Token> tokens;
    for (const std::string& text : sound_texts) {
        tokenize(text, tokens);
        for (const Token& token : tokens)
            if (may_teach(token)) spellings.add(token, true);
    }
    for (const auto& [at, reader, misread_around] : pupils) {
        Token& token = reading.tokens[at];
        const auto form =
            own_form(token, spellings, confusions, reader, is_compound(reading.decisions[at], token));
        const float odds = form ? form->odds_nats - (misread_around ? 0 : kNotMisread) : 0;
        if (odds < kLeastOdds) continue;
        Rereading& rereading = reading.rereadings[at];
        rereading.changed = rereading.whole = true;
        rereading.marks_only = skeleton_of(form->word) == skeleton_of(token.word);
        rereading.probability = 1 / (1 + std::exp(-odds));
        rereading.odds_nats = odds;
        token.upper = in_case_of(token, form->word.length);
        token.word = form->word;
        set_keys(token);
    }
}

}  // namespace akt
