#include "ocr/repair/misreadings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "ocr/base/utf8.h"
#include "ocr/language/outlook.h"
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
/// What a linking s costs.
constexpr float kLinkCost = 0.7F;
/// One misreading of whatever kind is thought of in words of so many letters, where nothing else explains
/// them.
constexpr std::size_t kMinLengthForAny = 6;
/// The same where more may be past reading.
constexpr std::size_t kMinLengthForBlur = 4;
constexpr std::size_t kMaxSteps = 60'000;
/// Where more than one letter may be past reading almost any word is found, and it takes long: so near the
/// best must readings be, so well may the letters before have been read, and so many nats allow for a
/// compound. What is likelier than anyone asked for by so much needs no such search.
constexpr float kBlurBeamWidth = 4, kMostBeforeBlur = 3, kLeastForCompound = 28, kPlainGain = 1.5F;
constexpr std::size_t kMaxBlurSteps = 30'000;
/// And where signs stand for letters besides, which finds most of what there is.
constexpr std::size_t kMaxBlurStepsAmongSigns = 1'500;
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
    Search(const Lexicon& lexicon, const CommonestWords& commonest, const ReadWord& read, float most_cost,
           bool any_misreading, bool compounds)
        : lexicon_(lexicon),
          commonest_(commonest),
          outlook_(lexicon.outlook()),
          read_(read),
          beam_width_(read.most_blurred() > 1 ? kBlurBeamWidth : kBeamWidth),
          most_before_any_(read.most_blurred() > 1 ? kMostBeforeBlur
                                                   : std::numeric_limits<float>::infinity()),
          max_steps_(read.most_blurred() == 1   ? kMaxSteps
                     : read.signs_are_letters() ? kMaxBlurStepsAmongSigns
                                                : kMaxBlurSteps),
          most_cost_(most_cost),
          compounds_(compounds),
          any_left_(any_misreading),
          root_(branch_at(lexicon.automaton().root(), lexicon.word_count())),
          starts_((read.size() + 1) * kMaxParts * 2) {}

    std::vector<Misreading> run() {
        float most = kMostChannelCost + kMostChannelCostPerLetter * static_cast<float>(read_.size());
        if (any_left_ && read_.most_blurred() == 1)
            most = std::min(most, ReadWord::kAnyMisreading + kMostBesideAny);
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
        while (!found_.empty() && found_.back().cost() > found_.front().cost() + beam_width_)
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
               least_channel + parts_cost_ + branch.least_cost + Misreadings::kPartCost + root_.least_cost >
                   most_cost_ + kRounding;
    }

    void from_root(std::size_t at, float channel) {
        if (hopeless(at, channel, root_)) return;
        // Whoever began here with as much left to spend has found what the rest costs at least.
        Start& known = starts_[(at * kMaxParts + parts_) * 2 + (any_left_ ? 1 : 0)];
        const float total = channel + parts_cost_;
        if (channel >= known.channel && total + known.rest > most_cost_) return;
        const float kept_before = std::exchange(cheapest_kept_, std::numeric_limits<float>::infinity());
        step(at, root_, channel);
        known = {channel, std::min(cheapest_kept_, most_cost_) - total};
        cheapest_kept_ = std::min(cheapest_kept_, kept_before);
    }

    void step(std::size_t at, const Branch& branch, float channel) {
        if (++steps_ > max_steps_) return;
        if (at == read_.size()) {
            if (branch.place.ends_word) keep(branch.place, channel);
            if (any_left_ && !read_.in_ending(at)) step_with_any(at, branch, channel);
            return;
        }
        // What is found without bounds the search with.
        step_as_read(at, branch, channel);
        if (any_left_ && !read_.in_ending(at) && channel < most_before_any_)
            step_with_any(at, branch, channel);
    }

    void step_as_read(std::size_t at, const Branch& branch, float channel) {
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
        any_left_ = false;
        blur(at, branch, channel, 0);
        any_left_ = true;
    }

    /// Some of what was read from `at` on, whatever it is, stands for the last letters, so many.
    void blur(std::size_t at, const Branch& branch, float channel, std::size_t letters) {
        if (++steps_ > max_steps_) return;
        bool more = false;
        for (std::size_t length = 0; length <= std::min(read_.most_blurred(), read_.size() - at); ++length) {
            const std::size_t to = at + length;
            // One letter for itself is none misread.
            const bool same =
                letters == 1 && length == 1 && label_of(read_.lower(at)) == word_[word_.length - 1U];
            const float cost = channel + read_.blur_cost(at, length, letters);
            if (!same && !hopeless(to, cost, branch)) step(to, branch, cost);
            if (more || letters == read_.most_blurred()) continue;
            const float next = channel + read_.blur_cost(at, length, std::max(length, letters + 1)) +
                               read_.least_cost(to, false);
            more = !hopeless(next, branch);
        }
        if (!more || word_.full()) return;
        const bool upper =
            at < read_.size() && read_.is_capital(at) && ((at == 0 && letters == 0) || read_.all_capitals());
        lexicon_.automaton().for_each_edge_among(
            ~0ULL, branch.place, branch.end,
            [&](Label label, const Automaton::Place& place, std::uint32_t end) {
                push(label, upper);
                blur(at, branch_at(place, end), channel, letters + 1);
                pop();
            });
    }

    void next_part(std::size_t at, const Automaton::Place& place, float channel) {
        const WordInfo info = lexicon_.info_of_number(place.number);
        if (info.count_code() < 3 && !info.vouched()) return;
        const auto old_start = part_start_;
        const float old_cost = parts_cost_, part = Misreadings::word_cost(info) + Misreadings::kPartCost;
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
        most_cost_ = std::min(most_cost_, reading.cost() + beam_width_);
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
    float beam_width_;
    float most_before_any_;  ///< that the letters before a misreading of whatever kind may cost
    std::size_t max_steps_;
    float most_cost_;  ///< of readings still wanted: falls as better ones are found
    bool compounds_;
    bool any_left_;  ///< a misreading of whatever kind
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

const CommonestWords& Misreadings::commonest() const {
    std::call_once(commonest_made_, [this] { commonest_.emplace(lexicon_); });
    return *commonest_;
}

std::vector<Misreading> Misreadings::find(std::u32string_view read, ReaderKind reader, float most_cost,
                                          bool poor, bool signs_are_letters) const {
    if (read.empty() || read.size() > LabelWord::kMaxLength) return {};
    ReadWord word(confusions_, read, reader, signs_are_letters);
    const auto search = [&](bool any_misreading, bool compounds, float most) {
        return Search(lexicon_, commonest(), word, most, any_misreading, compounds).run();
    };
    auto found = search(false, !signs_are_letters || read.find(U' ') == read.npos, most_cost);
    know_by_other_forms(lexicon_, found);
    if (read.size() < (poor ? kMinLengthForBlur : kMinLengthForAny)) return found;
    if (!poor && (!found.empty() || is_form_of_known(lexicon_, read))) return found;
    if (poor && !found.empty() && found.front().cost() + kPlainGain < most_cost) return found;
    // Compounds would explain anything, but for signs among the letters.
    const bool signs = !std::all_of(read.begin(), read.end(), is_letter);
    word.allow_any_misreading(poor);
    auto any = search(true, false, poor ? most_cost : most_cost - kSureOfAny);
    if (any.empty() && poor && signs && most_cost > kLeastForCompound) any = search(true, true, most_cost);
    if (found.empty()) return any;
    know_by_other_forms(lexicon_, any);
    for (const Misreading& reading : any) {
        const auto same = std::find_if(found.begin(), found.end(),
                                       [&](const Misreading& one) { return one.word == reading.word; });
        if (same == found.end())
            found.push_back(reading);
        else if (cheaper(reading, *same))
            *same = reading;
    }
    std::sort(found.begin(), found.end(), cheaper);
    return found;
}

}  // namespace akt
