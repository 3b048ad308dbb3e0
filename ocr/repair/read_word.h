#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ocr/language/outlook.h"
#include "ocr/repair/confusion_model.h"

namespace akt {

/// One way to take the next characters of a word as read for a letter, and maybe a second one.
struct ReadingArc {
    Label first = kNoLabel, second = kNoLabel;
    std::uint8_t read_length = 1;
    bool first_upper = false, second_upper = false;
    float cost = 0;
    /// And what the characters after it cost at least; with one misreading of whatever kind left or none.
    std::array<float, 2> total{};
};

/// A word as read, and at each of its characters the arcs that may begin there: what a search through the
/// lexicon asks at every step. Costs are −ln p(as read | letters). A view of `read`.
class ReadWord {
public:
    /// A letter read as itself, which other arcs are dearer than.
    static constexpr float kAsIs = 0.004F;
    /// A letter read as another that the model has not seen it read as, not seen at all, or made up.
    static constexpr float kAnyMisreading = 10;

    /// `signs_are_letters`: up to three signs may stand for any letter, a sign and a space for any two, and
    /// signs before a letter for none.
    ReadWord(const ConfusionModel& confusions, std::u32string_view read, ReaderKind reader,
             bool signs_are_letters = false);

    /// Before anything is asked with a misreading of whatever kind left. In a poor picture more than one
    /// letter may be past reading.
    void allow_any_misreading(bool poor);
    /// So many letters, or so many characters, may be taken for each other in one misreading of whatever
    /// kind.
    std::size_t most_blurred() const { return poor_ ? kMostBlurred : 1; }
    /// −ln p(`length` characters from `at` on | so many letters, whichever they are), neither more than
    /// most_blurred(), nor past the end.
    float blur_cost(std::size_t at, std::size_t length, std::size_t letters) const {
        const Blur& blur = places_[at].blurs[length];
        if (letters < blur.fewest || letters > blur.most) return kNever;
        return blur.cost +
               blur_shift_ * static_cast<float>(length > letters ? length - letters : letters - length);
    }

    std::size_t size() const { return read_.size(); }
    bool signs_are_letters() const { return signs_are_letters_; }
    bool all_capitals() const { return all_capitals_; }
    char32_t lower(std::size_t at) const { return lower_[at]; }
    bool is_capital(std::size_t at) const { return read_[at] != lower_[at]; }
    /// Whether `at` is in an ending that is not guessed at.
    bool in_ending(std::size_t at) const;

    /// The arcs at `at` whose first letter is `first`.
    std::span<const ReadingArc> arcs(std::size_t at, Label first) const {
        const Place& place = places_[at];
        return std::span(arcs_).subspan(place.starts[first], place.starts[first + 1U] - place.starts[first]);
    }
    /// The lengths that what is read from `at` on may have, and the letters that arcs there begin with, for
    /// no more than `most` in all; and maybe some that are up to a nat dearer. Bits as of an Outlook.
    std::uint64_t wanted(std::size_t at, bool any_left, float most) const {
        const Place& place = places_[at];
        const float left = most - place.least[any_left ? 1 : 0];
        if (left < 0) return 0;
        return place.wanted[any_left ? 1 : 0][left < kLastStep ? static_cast<std::size_t>(left) : kLastStep];
    }
    /// What the characters from `at` on cost at least, if any letters may follow each other; with one
    /// misreading of whatever kind allowed or not.
    float least_cost(std::size_t at, bool any_left) const { return places_[at].least[any_left ? 1 : 0]; }

private:
    static constexpr float kNever = std::numeric_limits<float>::infinity();
    static constexpr std::uint8_t kMostBlurred = 4;
    /// Totals above the least one are looked up by whole nats; all above so many are as one.
    static constexpr std::size_t kLastStep = 15;

    /// What stands for `fewest` to `most` letters, whichever they are, and its cost, but for how many they
    /// are.
    struct Blur {
        std::uint8_t fewest = 1, most = 0;
        float cost = 0;
    };

    struct Place {
        std::array<float, 2> least{kNever, kNever};
        std::array<std::array<std::uint64_t, kLastStep + 1>, 2> wanted{};
        std::array<std::uint16_t, kLabelCount + 1> starts{};
        std::array<Blur, kMostBlurred + 1> blurs{};  ///< by how many characters it takes
    };

    std::span<ReadingArc> arcs_at(const Place& place) {
        return std::span(arcs_).subspan(place.starts.front(),
                                        std::size_t{place.starts.back()} - place.starts.front());
    }
    void add_arcs(const ConfusionModel& confusions, std::size_t at);
    void add_letters_of_signs(std::size_t at);
    void add_confusions(std::span<const Confusion> confusions, std::size_t at, std::u32string_view text,
                        bool capital);
    void find_totals(bool any_left);
    Blur blur_at(std::size_t at, std::size_t length) const;
    void find_wanted(std::size_t at, bool any_left);

    std::u32string_view read_;
    std::u32string lower_;
    ReaderKind reader_;
    bool signs_are_letters_;
    bool all_capitals_ = false;
    bool poor_ = false;
    float blur_shift_ = 0;
    std::vector<ReadingArc> arcs_;  ///< by place, then by first letter
    std::vector<ReadingArc> unsorted_;
    /// What making a letter less or more of the characters costs at least beyond the cheapest way, at any of
    /// the places gone through so far, last first.
    float least_fewer_ = kNever, least_more_ = kNever;
    std::vector<Place> places_;  ///< one a character, and one after the last
};

}  // namespace akt
