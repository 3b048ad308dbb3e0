#include "ocr/repair/read_word.h"

#include <algorithm>
#include <cstdlib>

#include "ocr/base/utf8.h"
#include "ocr/repair/inflection.h"

namespace akt {

namespace {

/// A mark read by someone who does not know it; a letter too large or too small.
constexpr float kMarkKept = 3.0F, kWrongCase = 4.5F;
/// A letter, whichever, read as a sign or a space; as one sign more; and two letters read so.
constexpr float kLetterAsSign = 8, kOneSignMore = 1, kOneLetterMore = 3;
constexpr std::size_t kMostSigns = 3;
/// A letter less or more for less than this is as one for nothing.
constexpr float kLeastShift = 0.02F;
/// What is past reading in a poor picture: that it is, what a letter and what another sign stands there for
/// it, and each character more or less than letters.
constexpr float kBlur = 4.5F, kBlurredLetter = 3, kBlurredSign = 1.5F, kBlurShift = 0.8F;
/// Where all that stands there is letters.
constexpr std::uint8_t kMostBlurredLetters = 2;
/// More than sums and quotients of costs differ by how they are worked out.
constexpr float kRounding = 1e-3F;

}  // namespace

ReadWord::ReadWord(const ConfusionModel& confusions, std::u32string_view read, ReaderKind reader,
                   bool signs_are_letters)
    : read_(read), reader_(reader), signs_are_letters_(signs_are_letters), places_(read.size() + 1) {
    std::size_t small = 0, large = 0;
    for (const char32_t c : read) {
        lower_ += to_lower(c);
        if (is_letter(c)) ++(is_upper(c) ? large : small);
    }
    all_capitals_ = large > 0 && small == 0;
    constexpr std::size_t kUsualArcs = 24;
    arcs_.reserve(kUsualArcs * read.size());
    for (std::size_t at = 0; at < read.size(); ++at) add_arcs(confusions, at);
    find_totals(false);
}

bool ReadWord::in_ending(std::size_t at) const {
    return at + kEndingLength >= size() && may_be_inflected(read_);
}

void ReadWord::allow_any_misreading(bool poor) {
    poor_ = poor;
    blur_shift_ = poor ? kBlurShift : 0;
    for (std::size_t at = 0; at <= size(); ++at)
        for (std::size_t length = 0; length <= std::min(most_blurred(), size() - at); ++length)
            places_[at].blurs[length] = blur_at(at, length);
    find_totals(true);
}

ReadWord::Blur ReadWord::blur_at(std::size_t at, std::size_t length) const {
    const auto fewest = static_cast<std::uint8_t>(length == 0 ? 1 : 0);
    if (!poor_) return {fewest, 1, kAnyMisreading};
    Blur blur{fewest, kMostBlurredLetters, kBlur};
    bool signs = false;
    for (std::size_t i = at; i < at + length; ++i) {
        const bool letter = is_letter(read_[i]);
        blur.cost += letter ? kBlurredLetter : kBlurredSign;
        signs = signs || !letter;
    }
    // Signs too many are signs.
    if (signs) return {1, kMostBlurred, blur.cost};
    return length <= kMostBlurredLetters ? blur : Blur{};
}

void ReadWord::add_arcs(const ConfusionModel& confusions, std::size_t at) {
    const char32_t read = read_[at], lower = lower_[at];
    const std::size_t from = arcs_.size();
    if (const Label same = label_of(lower); same != kNoLabel) {
        const bool kept_mark = same > kLabelZ && reader_ == ReaderKind::wrong_language;
        // A capital among small letters is itself a sign of misreading, unless it begins the word.
        const bool odd_case = read != lower && at > 0 && !all_capitals_;
        arcs_.push_back({same, kNoLabel, 1, read != lower && !odd_case, false,
                         kAsIs + (kept_mark ? kMarkKept : 0) + (odd_case ? kWrongCase : 0)});
    }
    add_confusions(confusions.starting_with(reader_, read), at, read_, false);
    if (lower != read && (all_capitals_ || at == 0))
        add_confusions(confusions.starting_with(reader_, lower), at, lower_, true);
    if (signs_are_letters_) add_letters_of_signs(at);
    // By first letter, those of the same one as they came: counted, then each to its place.
    auto& starts = places_[at].starts;
    starts.fill(0);
    for (std::size_t i = from; i < arcs_.size(); ++i) ++starts[arcs_[i].first + 1U];
    starts[0] = static_cast<std::uint16_t>(from);
    for (std::size_t label = 1; label < starts.size(); ++label)
        starts[label] = static_cast<std::uint16_t>(starts[label] + starts[label - 1]);
    unsorted_.assign(arcs_.begin() + static_cast<std::ptrdiff_t>(from), arcs_.end());
    auto next = starts;
    for (const ReadingArc& arc : unsorted_) arcs_[next[arc.first]++] = arc;
}

void ReadWord::add_confusions(std::span<const Confusion> confusions, std::size_t at, std::u32string_view text,
                              bool capital) {
    for (const Confusion& confusion : confusions) {
        const auto seen = text.substr(at, confusion.read_length);
        if (!std::equal(seen.begin(), seen.end(), confusion.read.begin(),
                        confusion.read.begin() + confusion.read_length))
            continue;
        // Read as a capital: is it one? At the start of a word whose mark was lost it may be.
        const bool mark_only = base_of(confusion.truth[0]) == base_of(label_of(lower_[at]));
        arcs_.push_back({confusion.truth[0], confusion.truth_length > 1 ? confusion.truth[1] : kNoLabel,
                         confusion.read_length, capital && (mark_only || all_capitals_),
                         capital && all_capitals_, confusion.cost});
    }
}

void ReadWord::add_letters_of_signs(std::size_t at) {
    bool space = false;
    float cost = kLetterAsSign;
    for (std::size_t end = at; end < std::min(at + kMostSigns, size()); cost += kOneSignMore) {
        const char32_t c = lower_[end++];
        const auto length = static_cast<std::uint8_t>(end - at);
        if (is_letter(c) || is_digit(c)) {
            // The signs are none, and the letter itself or one that lost its mark.
            for (Label label = 1; length > 1 && label <= kLabelEacute; ++label)
                if (letter_of(label) == c || letter_of(base_of(label)) == c)
                    arcs_.push_back({label, kNoLabel, length, false, false, cost});
            return;
        }
        space = space || c == U' ';
        for (Label label = 1; label <= kLabelEacute; ++label) {
            arcs_.push_back({label, kNoLabel, length, false, false, cost});
            for (Label second = 1; space && length == 2 && second <= kLabelOdots; ++second)
                arcs_.push_back({label, second, length, false, false, cost + kOneLetterMore});
        }
    }
}

void ReadWord::find_totals(bool any_left) {
    const std::size_t any = any_left ? 1 : 0;
    places_.back().least[any] = 0;
    for (std::size_t at = read_.size(); at-- > 0;) {
        Place& place = places_[at];
        float& least = place.least[any];
        for (ReadingArc& arc : arcs_at(place)) {
            arc.total[any] = arc.cost + places_[at + arc.read_length].least[any];
            least = std::min(least, arc.total[any]);
        }
        for (std::size_t length = 0; any_left && length <= std::min(most_blurred(), size() - at); ++length)
            for (std::size_t letters = 0; letters <= most_blurred(); ++letters)
                least = std::min(least, blur_cost(at, length, letters) + places_[at + length].least[0]);
        for (const ReadingArc& arc : arcs_at(place)) {
            const int fewer = arc.read_length - (arc.second == kNoLabel ? 1 : 2);
            if (fewer == 0 || !(arc.total[any] < kNever)) continue;
            float& shift = fewer > 0 ? least_fewer_ : least_more_;
            shift = std::min(shift, (arc.total[any] - least) / static_cast<float>(std::abs(fewer)));
        }
        find_wanted(at, any_left);
    }
    find_wanted(read_.size(), any_left);
}

void ReadWord::find_wanted(std::size_t at, bool any_left) {
    Place& place = places_[at];
    const std::size_t any = any_left ? 1 : 0, characters = read_.size() - at;
    auto& wanted = place.wanted[any];
    for (const ReadingArc& arc : arcs_at(place)) {
        if (!(arc.total[any] < kNever)) continue;
        const float beyond = arc.total[any] - place.least[any];
        wanted[std::min(static_cast<std::size_t>(beyond), kLastStep)] |= Outlook::next(arc.first);
    }
    const float fewer_a_nat = 1 / std::max(least_fewer_, kLeastShift);
    const float more_a_nat = 1 / std::max(least_more_, kLeastShift);
    for (std::size_t step = 0; step < kLastStep; ++step) {
        const float nats = static_cast<float>(step + 1) + kRounding;
        const std::size_t fewer = static_cast<std::size_t>(nats * fewer_a_nat) + any * most_blurred();
        const std::size_t more = static_cast<std::size_t>(nats * more_a_nat) + any * most_blurred();
        wanted[step] |= Outlook::lengths(characters - std::min(characters, fewer), characters + more);
        wanted[step + 1] |= wanted[step];
    }
    wanted[kLastStep] |= Outlook::kLengths;
}

}  // namespace akt
