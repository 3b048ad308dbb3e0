#include "ocr/repair/misreadings.h"

#include <algorithm>
#include <cmath>

#include "ocr/base/utf8.h"

namespace akt {

namespace {

constexpr std::size_t kMaxReadings = 12, kMaxParts = 3, kMinPartLength = 4;
/// A reading this much dearer than the best so far is not followed; nats.
constexpr float kBeamWidth = 7;
/// Words read with more errors than this are past finding: nats, and nats a letter.
constexpr float kMostChannelCost = 9, kMostChannelCostPerLetter = 0.9F;
constexpr float kTrainingWords = 1.05e7F, kUncountedWords = 0.25F;
/// One word in some thirty is in no lexicon.
constexpr float kUnknownWord = 3.5F;
/// What a new part of a compound costs besides its own rarity, and a linking s.
constexpr float kPartCost = 3.0F, kLinkCost = 0.7F;
/// A letter read as itself; one with its mark read by someone who does not know it; a letter too large or too
/// small.
constexpr float kAsIs = 0.004F, kMarkKept = 3.0F, kWrongCase = 4.5F;
/// A letter read as another that the model has not seen it read as, not seen at all, or made up; once in a
/// word of some length, where nothing else explains it.
constexpr float kAnyMisreading = 10;
constexpr std::size_t kMinLengthForAny = 6;
constexpr std::size_t kMaxSteps = 60'000;

class Search {
public:
    Search(const Lexicon& lexicon, const ConfusionModel& confusions, std::u32string_view read,
           ReaderKind reader, float most_cost, bool any_misreading)
        : lexicon_(lexicon),
          confusions_(confusions),
          read_(read),
          reader_(reader),
          most_cost_(most_cost),
          any_misreading_(any_misreading),
          any_left_(any_misreading) {
        std::size_t small = 0, large = 0;
        for (const char32_t c : read) {
            lower_ += to_lower(c);
            if (is_letter(c)) ++(is_upper(c) ? large : small);
        }
        all_capitals_ = large > 0 && small == 0;
        most_ = kMostChannelCost + kMostChannelCostPerLetter * static_cast<float>(read.size());
    }

    std::vector<Misreading> run() {
        step(0, lexicon_.automaton().root(), 0);
        std::sort(found_.begin(), found_.end(),
                  [](const Misreading& a, const Misreading& b) { return a.cost() < b.cost(); });
        while (!found_.empty() && found_.back().cost() > found_.front().cost() + kBeamWidth)
            found_.pop_back();
        return std::move(found_);
    }

private:
    /// Whether costs so far leave a chance.
    bool hopeless(float channel) const {
        if (channel > most_) return true;
        return channel + parts_cost_ + kCheapestWord > most_cost_;
    }
    static constexpr float kCheapestWord = 3.5F;  // "och"

    void step(std::size_t at, const Automaton::Place& place, float channel) {
        if (hopeless(channel) || ++steps_ > kMaxSteps) return;
        if (at == read_.size()) {
            if (place.ends_word) keep(place, channel);
            if (any_left_) step_with_any(at, place, channel);
            return;
        }
        if (any_left_) step_with_any(at, place, channel);
        if (!any_misreading_ && place.ends_word && word_.length - part_start_ >= kMinPartLength &&
            parts_ + 1 < kMaxParts && read_.size() - at >= kMinPartLength)
            next_part(at, place, channel);
        const char32_t read = read_[at], lower = lower_[at];
        const Label same = label_of(lower);
        lexicon_.automaton().for_each_edge(place, [&](Label label, const Automaton::Place& next) {
            if (label != same || word_.full()) return;
            const bool kept_mark = label > kLabelZ && reader_ == ReaderKind::wrong_language;
            // A capital among small letters is itself a sign of misreading, unless it begins the word.
            const bool odd_case = read != lower && at > 0 && !all_capitals_;
            push(label, read != lower && !(odd_case));
            step(at + 1, next, channel + kAsIs + (kept_mark ? kMarkKept : 0) + (odd_case ? kWrongCase : 0));
            pop();
        });
        for (const Confusion& confusion : confusions_.starting_with(reader_, read))
            try_confusion(at, place, channel, confusion, read_);
        if (lower != read && (all_capitals_ || at == 0))
            for (const Confusion& confusion : confusions_.starting_with(reader_, lower))
                try_confusion(at, place, channel, confusion, lower_);
    }

    /// One misreading of whatever kind.
    void step_with_any(std::size_t at, const Automaton::Place& place, float channel) {
        any_left_ = false;
        const bool more = at < read_.size();
        const bool upper = more && read_[at] != lower_[at] && (at == 0 || all_capitals_);
        if (!word_.full())
            lexicon_.automaton().for_each_edge(place, [&](Label label, const Automaton::Place& next) {
                push(label, upper);
                if (more && label != label_of(lower_[at])) step(at + 1, next, channel + kAnyMisreading);
                step(at, next, channel + kAnyMisreading);
                pop();
            });
        if (more) step(at + 1, place, channel + kAnyMisreading);
        any_left_ = true;
    }

    void try_confusion(std::size_t at, const Automaton::Place& place, float channel,
                       const Confusion& confusion, std::u32string_view text) {
        if (at + confusion.read_length > text.size() || hopeless(channel + confusion.cost)) return;
        for (std::size_t i = 1; i < confusion.read_length; ++i)
            if (text[at + i] != confusion.read[i]) return;
        Automaton::Place next = place;
        for (std::size_t i = 0; i < confusion.truth_length; ++i) {
            const auto followed = lexicon_.automaton().follow(next, confusion.truth[i]);
            if (!followed || word_.full()) {
                for (; i > 0; --i) pop();
                return;
            }
            next = *followed;
            // Read as a capital: is it one? At the start of a word whose mark was lost it may be.
            const bool mark_only =
                i == 0 && base_of(confusion.truth[0]) == base_of(label_of(to_lower(text[at])));
            push(confusion.truth[i],
                 read_[at] != lower_[at] && text.data() == lower_.data() && (mark_only || all_capitals_));
        }
        step(at + confusion.read_length, next, channel + confusion.cost);
        for (std::size_t i = 0; i < confusion.truth_length; ++i) pop();
    }

    void next_part(std::size_t at, const Automaton::Place& place, float channel) {
        const WordInfo info = lexicon_.info_of_number(place.number);
        if (info.count_code() < 3 && !info.vouched()) return;
        const auto old_start = part_start_;
        const float old_cost = parts_cost_, part = Misreadings::word_cost(info) + kPartCost;
        ++parts_;
        parts_cost_ += part;
        part_start_ = word_.length;
        step(at, lexicon_.automaton().root(), channel);
        if (lower_[at] == U's' && !word_.full()) {
            parts_cost_ += kLinkCost;
            push(kLabelS, all_capitals_);
            part_start_ = word_.length;
            step(at + 1, lexicon_.automaton().root(), channel + kAsIs);
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
    const ConfusionModel& confusions_;
    std::u32string_view read_;
    std::u32string lower_;
    ReaderKind reader_;
    float most_cost_;      ///< of readings still wanted: falls as better ones are found
    bool any_misreading_;  ///< also those the model does not know; then no compounds, which would explain
                           ///< anything
    bool any_left_;
    bool all_capitals_ = false;
    float most_ = 0;
    LabelWord word_;
    std::uint64_t upper_ = 0;
    std::size_t part_start_ = 0, parts_ = 0, steps_ = 0;
    float parts_cost_ = 0;
    std::vector<Misreading> found_;
};

}  // namespace

float Misreadings::word_cost(WordInfo info) {
    const float count =
        info.count_code() == 0 ? kUncountedWords : static_cast<float>(count_of_code(info.count_code()));
    return std::log(kTrainingWords / count);
}

float Misreadings::unknown_word_cost(std::u32string_view read) const {
    std::u32string lower;
    for (const char32_t c : read) lower += to_lower(c);
    return kUnknownWord + confusions_.chain().cost_nats(lower);
}

std::vector<Misreading> Misreadings::find(std::u32string_view read, ReaderKind reader,
                                          float most_cost) const {
    if (read.empty() || read.size() > LabelWord::kMaxLength) return {};
    auto found = Search(lexicon_, confusions_, read, reader, most_cost, false).run();
    if (read.size() < kMinLengthForAny || !found.empty()) return found;
    return Search(lexicon_, confusions_, read, reader, most_cost, true).run();
}

}  // namespace akt
