#include "ocr/language/compounds.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace akt {

namespace {

constexpr std::size_t kMinPartLength = 3, kMaxParts = 4;
/// Natural-log costs: of one more part, of a linking s, of a part never counted, of each step of count, of a
/// part of only three letters. Set on the development texts.
constexpr float kPartCost = 6.0F, kLinkCost = 0.7F, kUncountedCost = 14.0F, kCountStepGain = 0.47F,
                kShortCost = 3.0F;

/// Where it is known how words are put together: the training text's compounds, the share of a part's
/// probability that they decide, what a word's count is worth beside them, and the cost of more parts than
/// two. Natural logarithms.
constexpr float kCompounds = 120'000, kSeenShare = 0.85F, kCountNorm = 2e6F, kThirdPartCost = 1.5F;
/// A simple word's cost for each of its letters.
constexpr float kSimpleLetterCost = 2.35F;

enum class Role { joined, linked, last };

/// Endings that are words too, but hardly ever the end of a compound.
bool is_ending(std::string_view part) {
    static constexpr std::array<std::string_view, 18> kEndings{
        "ande", "are",  "aren",   "arna",   "ende",     "erna", "het", "heten", "heter",
        "ing",  "ning", "ningen", "ningar", "ningarna", "orna", "sen", "tion",  "ion"};
    return std::find(kEndings.begin(), kEndings.end(), part) != kEndings.end();
}

/// A word as a part, by its own count alone.
float plain_part_cost(WordInfo info, std::size_t length, Role role) {
    float cost = kPartCost + kUncountedCost - kCountStepGain * static_cast<float>(info.count_code());
    if (length == kMinPartLength) cost += kShortCost;
    if (role != Role::last && info.word_case() == WordCase::title) cost += 1.0F;
    return role == Role::linked ? cost + kLinkCost : cost;
}

/// A word as a part, by how often it is one.
float seen_part_cost(WordInfo info, PartInfo part, std::size_t length, Role role) {
    const unsigned code = role == Role::joined   ? part.joined_code()
                          : role == Role::linked ? part.linked_code()
                                                 : part.last_code();
    const auto times = static_cast<float>(count_of_code(code));
    const float by_count = std::sqrt(static_cast<float>(count_of_code(info.count_code())) + 0.2F);
    float cost = -std::log(kSeenShare * times / kCompounds + (1 - kSeenShare) * by_count / kCountNorm);
    if (code == 0 && length == kMinPartLength) cost += kShortCost;
    return role == Role::linked && code == 0 ? cost + kLinkCost : cost;
}

/// A reading of the first letters of the word.
struct Partial {
    LabelWord word;
    std::array<std::uint8_t, kMaxParts> part_ends{};
    std::array<bool, kMaxParts> links{};
    std::uint8_t parts = 0;
    float cost = 0;
};

constexpr std::size_t kBeam = CompoundSplitter::kMaxReadings;
struct Beam {
    std::array<Partial, kBeam> best;
    std::size_t size = 0;

    void add(const Partial& partial) {
        for (std::size_t i = 0; i < size; ++i) {
            if (!(best[i].word == partial.word)) continue;
            if (best[i].cost <= partial.cost) return;
            std::move(best.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                      best.begin() + static_cast<std::ptrdiff_t>(size),
                      best.begin() + static_cast<std::ptrdiff_t>(i));
            --size;
            break;
        }
        std::size_t at = size;
        while (at > 0 && best[at - 1].cost > partial.cost) --at;
        if (at == kBeam) return;
        if (size < kBeam) ++size;
        std::move_backward(best.begin() + static_cast<std::ptrdiff_t>(at),
                           best.begin() + static_cast<std::ptrdiff_t>(size) - 1,
                           best.begin() + static_cast<std::ptrdiff_t>(size));
        best[at] = partial;
    }
};

/// Extends every partial reading by every known word that fits; `exact` keeps the marks as given, else any
/// mark fits.
class Splitting {
public:
    Splitting(const Lexicon& lexicon, const LabelWord& word, bool exact)
        : lexicon_(lexicon), word_(word), exact_(exact) {}

    const Beam& run() {
        beams_[0].add(Partial{});
        for (std::size_t from = 0; from + kMinPartLength <= word_.length; ++from) {
            if (beams_[from].size == 0) continue;
            from_ = from;
            part_.length = 0;
            go(lexicon_.automaton().root());
        }
        return beams_[word_.length];
    }

private:
    void go(const Automaton::Place& place) {
        const std::size_t at = from_ + part_.length;
        if (place.ends_word && part_.length >= kMinPartLength && !(from_ == 0 && at == word_.length))
            end_part(place, at);
        if (at == word_.length) return;
        lexicon_.automaton().for_each_edge(place, [&](Label label, const Automaton::Place& next) {
            if (exact_ ? label != word_[at] : base_of(label) != base_of(word_[at])) return;
            part_.push(label);
            go(next);
            --part_.length;
        });
    }

    void end_part(const Automaton::Place& place, std::size_t at) {
        const WordInfo info = lexicon_.info_of_number(place.number);
        const PartInfo seen = lexicon_.part_of_number(place.number);
        if (info.count_code() < 2 && !info.vouched() && seen.packed == 0) return;
        const bool last = at == word_.length;
        if (last && lexicon_.has_parts() && is_ending(to_string(part_))) return;
        const auto cost_as = [&](Role role) {
            return lexicon_.has_parts() ? seen_part_cost(info, seen, part_.length, role)
                                        : plain_part_cost(info, part_.length, role);
        };
        const float cost = cost_as(last ? Role::last : Role::joined);
        const bool links = !last && word_[at] == kLabelS && at + 1 < word_.length;
        const float linked_cost = links ? cost_as(Role::linked) : 0;
        for (std::size_t i = 0; i < beams_[from_].size; ++i) {
            Partial longer = beams_[from_].best[i];
            if (longer.parts == kMaxParts || (!last && longer.parts + 1U == kMaxParts)) continue;
            for (std::size_t k = 0; k < part_.length; ++k) longer.word.push(part_[k]);
            longer.part_ends[longer.parts] = static_cast<std::uint8_t>(at);
            longer.links[longer.parts] = false;
            ++longer.parts;
            if (longer.parts > 2 && lexicon_.has_parts()) longer.cost += kThirdPartCost;
            const float before = longer.cost;
            longer.cost = before + cost;
            beams_[at].add(longer);
            if (!links) continue;
            longer.word.push(kLabelS);
            longer.links[longer.parts - 1U] = true;
            longer.cost = before + linked_cost;
            beams_[at + 1].add(longer);
        }
    }

    const Lexicon& lexicon_;
    const LabelWord& word_;
    bool exact_;
    std::size_t from_ = 0;
    LabelWord part_;
    std::array<Beam, LabelWord::kMaxLength + 1> beams_;
};

}  // namespace

float CompoundSplitter::simple_word_cost(std::size_t letters) {
    return kSimpleLetterCost * static_cast<float>(letters);
}

std::vector<CompoundPart> CompoundSplitter::parts_of(const LabelWord& word) const {
    if (word.length < 2 * kMinPartLength) return {};
    Splitting splitting(lexicon_, word, true);
    const Beam& beam = splitting.run();
    if (beam.size == 0 || beam.best[0].parts < 2) return {};
    const Partial& best = beam.best[0];
    // What is a word by itself must gain by being taken for two.
    if (lexicon_.has_parts() && best.cost > simple_word_cost(word.length) && lexicon_.info(word)) return {};
    std::vector<CompoundPart> parts;
    std::size_t from = 0;
    for (std::size_t i = 0; i < best.parts; ++i) {
        parts.push_back({word.part(from, best.part_ends[i]), best.links[i]});
        from = best.part_ends[i] + (best.links[i] ? 1U : 0U);
    }
    return parts;
}

std::vector<std::string> CompoundSplitter::split(std::string_view lower_case_word) const {
    const auto word = label_word(lower_case_word);
    std::vector<std::string> out;
    if (word)
        for (const CompoundPart& part : parts_of(*word)) out.push_back(to_string(part.word));
    return out;
}

std::size_t CompoundSplitter::readings(const LabelWord& skeleton,
                                       std::span<Reading, kMaxReadings> out) const {
    if (skeleton.length < 2 * kMinPartLength) return 0;
    Splitting splitting(lexicon_, skeleton, false);
    const Beam& beam = splitting.run();
    for (std::size_t i = 0; i < beam.size; ++i) out[i] = {beam.best[i].word, beam.best[i].cost};
    return beam.size;
}

}  // namespace akt
