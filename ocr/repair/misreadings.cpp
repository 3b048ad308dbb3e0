#include "ocr/repair/misreadings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "ocr/base/utf8.h"
#include "ocr/repair/inflection.h"
#include "ocr/repair/read_word.h"

namespace akt {

namespace {

constexpr std::size_t kMaxReadings = 12, kMaxParts = 3, kMinPartLength = 4;
/// A reading this much dearer than the best so far is not followed; nats.
constexpr float kBeamWidth = 5.5F;
/// Words read with more errors than this are past finding: nats, and nats a letter.
constexpr float kMostChannelCost = 9, kMostChannelCostPerLetter = 0.9F;
/// And beside one misreading of whatever kind, which must be so much likelier than a word nobody knows.
constexpr float kMostBesideAny = 8, kSureOfAny = 1.5F;
constexpr float kTrainingWords = 1.05e7F, kUncountedWords = 0.25F;
/// One word in some thirty is in no lexicon.
constexpr float kUnknownWord = 3.5F;
/// What a new part of a compound costs besides its own rarity, and a linking s.
constexpr float kPartCost = 3.0F, kLinkCost = 0.7F;
/// One misreading of whatever kind is thought of in words of so many letters, where nothing else explains
/// them.
constexpr std::size_t kMinLengthForAny = 6;
constexpr std::size_t kMaxSteps = 60'000;
/// How much dearer than the cheapest a reading may be that is looked for first; nats.
constexpr float kFirstChannelCost = 5;
/// More than sums of costs differ by the order they are added in.
constexpr float kRounding = 1e-3F;

/// What a word costs by its count code.
const std::array<float, 32>& word_costs() {
    static const auto made = [] {
        std::array<float, 32> costs{};
        for (std::uint8_t code = 0; code < costs.size(); ++code) {
            const float count = code == 0 ? kUncountedWords : static_cast<float>(count_of_code(code));
            costs[code] = std::log(kTrainingWords / count);
        }
        return costs;
    }();
    return made;
}

/// Walks what was read and the lexicon together. A branch is given up once what it has cost, what the rest of
/// the characters costs at least and what the commonest word on it costs come to more than is wanted.
class Search {
public:
    Search(const Lexicon& lexicon, const CommonestWords& commonest, const Outlook& outlook,
           const ReadWord& read, float most_cost, bool any_misreading, bool compounds)
        : lexicon_(lexicon),
          commonest_(commonest),
          outlook_(outlook),
          read_(read),
          most_cost_(most_cost),
          any_misreading_(any_misreading),
          any_left_(any_misreading),
          compounds_(compounds && !any_misreading),
          root_(branch_at(lexicon.automaton().root(), lexicon.word_count())),
          starts_((read.size() + 1) * kMaxParts) {}

    std::vector<Misreading> run() {
        float most = kMostChannelCost + kMostChannelCostPerLetter * static_cast<float>(read_.size());
        if (any_misreading_) most = std::min(most, ReadWord::kAnyMisreading + kMostBesideAny);
        // What is found among the cheap ones bounds the search among all.
        most_ = std::min(most, read_.least_cost(0, any_left_) + kFirstChannelCost);
        from_root(0, 0);
        if (most_ < most) {
            most_ = most;
            steps_ = 0;
            std::fill(starts_.begin(), starts_.end(), Start{});
            from_root(0, 0);
        }
        std::sort(found_.begin(), found_.end(), cheaper);
        while (!found_.empty() && found_.back().cost() > found_.front().cost() + kBeamWidth)
            found_.pop_back();
        return std::move(found_);
    }

private:
    /// A state of the automaton and the numbers of the words that may come of it.
    struct Branch {
        Automaton::Place place;
        std::uint32_t end = 0;
        float least_cost = 0;  ///< of the commonest of them
    };
    /// A part of a compound began somewhere at this channel cost; the rest, from there on, costs at least so
    /// much.
    struct Start {
        float channel = std::numeric_limits<float>::infinity(), rest = 0;
    };

    Branch branch_at(const Automaton::Place& place, std::uint32_t end) const {
        return {place, end, word_costs_[commonest_.most_count_code(place.number, end)]};
    }
    /// Of a branch that costs so much at least, its words apart.
    // Asked at every step of the search: always in place.
    [[gnu::always_inline]] bool hopeless(float least_channel, const Branch& branch) const {
        return least_channel > most_ || least_channel + parts_cost_ + branch.least_cost > most_cost_;
    }
    [[gnu::always_inline]] bool hopeless(std::size_t at, float channel, const Branch& branch) const {
        const float least_channel = channel + read_.least_cost(at, any_left_);
        if (hopeless(least_channel, branch)) return true;
        // Words of a length that what is left can be, going on with one of its letters; or another part of a
        // compound after this one.
        const float most = std::min(most_, most_cost_ - parts_cost_ - branch.least_cost) - channel;
        const std::uint64_t found =
            outlook_.from(branch.place) & read_.wanted(at, any_left_, most + kRounding);
        const bool may_end = branch.place.ends_word;
        if ((found & Outlook::kNext) == 0 && !may_end && !any_left_) return true;
        if ((found & Outlook::kLengths) != 0) return false;
        return !compounds_ || parts_ + 1 >= kMaxParts || read_.size() - at < kMinPartLength ||
               least_channel + parts_cost_ + branch.least_cost + kPartCost + root_.least_cost >
                   most_cost_ + kRounding;
    }

    void from_root(std::size_t at, float channel) {
        if (hopeless(at, channel, root_)) return;
        // Whoever began here with as much left to spend has found what the rest costs at least.
        Start& known = starts_[at * kMaxParts + parts_];
        const float total = channel + parts_cost_;
        if (channel >= known.channel && total + known.rest > most_cost_) return;
        const float kept_before = std::exchange(cheapest_kept_, std::numeric_limits<float>::infinity());
        step(at, root_, channel);
        known = {channel, std::min(cheapest_kept_, most_cost_) - total};
        cheapest_kept_ = std::min(cheapest_kept_, kept_before);
    }

    void step(std::size_t at, const Branch& branch, float channel) {
        if (++steps_ > kMaxSteps) return;
        if (any_left_) step_with_any(at, branch, channel);
        if (at == read_.size()) {
            if (branch.place.ends_word) keep(branch.place, channel);
            return;
        }
        if (compounds_ && branch.place.ends_word && word_.length - part_start_ >= kMinPartLength &&
            parts_ + 1 < kMaxParts && read_.size() - at >= kMinPartLength)
            next_part(at, branch.place, channel);
        if (word_.full()) return;
        // No word that follows is commoner than the branch's commonest.
        const float most = std::min(most_, most_cost_ - parts_cost_ - branch.least_cost) - channel;
        outlook_.for_each_edge_among(
            read_.wanted(at, any_left_, most + kRounding), lexicon_.automaton(), branch.place, branch.end,
            [&](Label label, const Automaton::Place& place, std::uint32_t end) {
                const Branch next = branch_at(place, end);
                for (const ReadingArc& arc : read_.arcs(at, label)) {
                    const bool pair = arc.second != kNoLabel;
                    if (pair ? hopeless(channel + arc.total[any_left_ ? 1 : 0], next)
                             : hopeless(at + arc.read_length, channel + arc.cost, next))
                        continue;
                    push(label, arc.first_upper);
                    if (pair)
                        second_letter(at, next, channel, arc);
                    else
                        step(at + arc.read_length, next, channel + arc.cost);
                    pop();
                }
            });
    }

    void second_letter(std::size_t at, const Branch& branch, float channel, const ReadingArc& arc) {
        if (word_.full()) return;
        outlook_.for_each_edge_among(Outlook::next(arc.second), lexicon_.automaton(), branch.place,
                                     branch.end,
                                     [&](Label label, const Automaton::Place& place, std::uint32_t end) {
                                         if (label != arc.second) return;
                                         const Branch next = branch_at(place, end);
                                         if (hopeless(at + arc.read_length, channel + arc.cost, next)) return;
                                         push(label, arc.second_upper);
                                         step(at + arc.read_length, next, channel + arc.cost);
                                         pop();
                                     });
    }

    /// One misreading of whatever kind.
    void step_with_any(std::size_t at, const Branch& branch, float channel) {
        if (read_.in_ending(at)) return;
        any_left_ = false;
        channel += ReadWord::kAnyMisreading;
        const bool more = at < read_.size();
        const bool upper = more && read_.is_capital(at) && (at == 0 || read_.all_capitals());
        const Label same = more ? label_of(read_.lower(at)) : kNoLabel;
        // Of the branches one letter on.
        const auto least = [&](std::size_t to) { return channel + read_.least_cost(to, false); };
        const bool both_hopeless = hopeless(least(at), branch) && (!more || hopeless(least(at + 1), branch));
        if (!word_.full() && !both_hopeless)
            lexicon_.automaton().for_each_edge_among(
                ~0ULL, branch.place, branch.end,
                [&](Label label, const Automaton::Place& place, std::uint32_t end) {
                    const Branch next = branch_at(place, end);
                    push(label, upper);
                    if (more && label != same && !hopeless(at + 1, channel, next))
                        step(at + 1, next, channel);
                    if (!hopeless(at, channel, next)) step(at, next, channel);
                    pop();
                });
        if (more && !hopeless(at + 1, channel, branch)) step(at + 1, branch, channel);
        any_left_ = true;
    }

    void next_part(std::size_t at, const Automaton::Place& place, float channel) {
        const WordInfo info = lexicon_.info_of_number(place.number);
        if (info.count_code() < 3 && !info.vouched()) return;
        const auto old_start = part_start_;
        const float old_cost = parts_cost_, part = Misreadings::word_cost(info) + kPartCost;
        ++parts_;
        parts_cost_ += part;
        part_start_ = word_.length;
        from_root(at, channel);
        if (read_.lower(at) == U's' && !word_.full()) {
            parts_cost_ += kLinkCost;
            push(kLabelS, read_.all_capitals());
            part_start_ = word_.length;
            from_root(at + 1, channel + ReadWord::kAsIs);
            pop();
        }
        part_start_ = old_start;
        parts_cost_ = old_cost;
        --parts_;
    }

    void keep(const Automaton::Place& place, float channel) {
        if (parts_ > 0 && word_.length - part_start_ < kMinPartLength) return;
        Misreading reading{word_, channel,
                           parts_cost_ + Misreadings::word_cost(lexicon_.info_of_number(place.number)),
                           upper_, parts_ == 0};
        if (reading.cost() > most_cost_) return;
        cheapest_kept_ = std::min(cheapest_kept_, reading.cost());
        most_cost_ = std::min(most_cost_, reading.cost() + kBeamWidth);
        for (Misreading& other : found_) {
            if (!(other.word == reading.word)) continue;
            if (reading.cost() < other.cost()) other = reading;
            return;
        }
        if (found_.size() < kMaxReadings) {
            found_.push_back(reading);
            return;
        }
        const auto worst =
            std::max_element(found_.begin(), found_.end(),
                             [](const Misreading& a, const Misreading& b) { return a.cost() < b.cost(); });
        if (reading.cost() < worst->cost()) *worst = reading;
    }

    void push(Label label, bool upper) {
        if (upper) upper_ |= 1ULL << word_.length;
        word_.push(label);
    }
    void pop() {
        --word_.length;
        upper_ &= ~(1ULL << word_.length);
    }

    const Lexicon& lexicon_;
    const CommonestWords& commonest_;
    const Outlook& outlook_;
    const ReadWord& read_;
    const std::array<float, 32>& word_costs_ = word_costs();
    float most_cost_;      ///< of readings still wanted: falls as better ones are found
    bool any_misreading_;  ///< also those the model does not know
    bool any_left_;
    bool compounds_;  ///< not with any misreading: they would explain anything
    Branch root_;
    float most_ = 0;
    LabelWord word_;
    std::uint64_t upper_ = 0;
    std::size_t part_start_ = 0, parts_ = 0, steps_ = 0;
    float parts_cost_ = 0;
    float cheapest_kept_ = std::numeric_limits<float>::infinity();
    std::vector<Start> starts_;
    std::vector<Misreading> found_;
};

}  // namespace

float Misreadings::word_cost(WordInfo info) {
    return word_costs()[info.count_code()];
}

float Misreadings::unknown_word_cost(std::u32string_view read) const {
    std::u32string lower;
    for (const char32_t c : read) lower += to_lower(c);
    return kUnknownWord + confusions_.chain().cost_nats(lower);
}

const Misreadings::Ahead& Misreadings::ahead() const {
    std::call_once(ahead_made_, [this] {
        ahead_.emplace(Ahead{CommonestWords(lexicon_), Outlook(lexicon_.automaton())});
    });
    return *ahead_;
}

std::vector<Misreading> Misreadings::find_behind_signs(std::u32string_view read, ReaderKind reader,
                                                       float most_cost, bool compounds) const {
    if (read.empty() || read.size() > LabelWord::kMaxLength) return {};
    const ReadWord word(confusions_, read, reader, true);
    return Search(lexicon_, ahead().commonest, ahead().outlook, word, most_cost, false, compounds).run();
}

std::vector<Misreading> Misreadings::find(std::u32string_view read, ReaderKind reader,
                                          float most_cost) const {
    if (read.empty() || read.size() > LabelWord::kMaxLength) return {};
    ReadWord word(confusions_, read, reader);
    auto found = Search(lexicon_, ahead().commonest, ahead().outlook, word, most_cost, false, true).run();
    know_by_other_forms(lexicon_, found);
    if (read.size() < kMinLengthForAny || !found.empty() || is_form_of_known(lexicon_, read)) return found;
    word.allow_any_misreading();
    return Search(lexicon_, ahead().commonest, ahead().outlook, word, most_cost - kSureOfAny, true, false)
        .run();
}

}  // namespace akt
