#include "ocr/repair/word_readings.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ocr/base/utf8.h"

namespace akt {

namespace {

constexpr std::size_t kRememberedReadings = 131072;
/// What follows a word in the memo says how it was searched for.
constexpr std::string_view kBehindSigns = "\b", kSmudged = "\t";
/// A word nobody knows that has signs or é among its letters is this much less likely one.
constexpr float kOddWordCost = 8;
/// In poor text a reading is likelier by at least this.
constexpr float kPoorGain = 1.5F;
/// So much of what pairs of words tell is believed: text is not like that in which they were counted, and the
/// words around may be misread too.
constexpr float kPairShare = 0.5F;

}  // namespace

WordReadings::Remembered::Remembered() : readings_(kRememberedReadings) {}

float WordReadings::unknown_word_cost(std::string_view read) const {
    return misreadings_.unknown_word_cost(to_utf32(read));
}

const WordReadings::Readings& WordReadings::readings_of(std::string_view read, bool odd, ReaderKind reader,
                                                        bool poor, Remembered& remembered) const {
    const auto how =
        static_cast<char>((poor ? 4U : 0U) | static_cast<unsigned>(reader) << 1 | (odd ? 1U : 0U));
    return remembered.get(read, {&how, 1}, [&] { return search(read, odd, reader, poor); });
}

WordReadings::Readings WordReadings::search(std::string_view read, bool odd, ReaderKind reader,
                                            bool poor) const {
    const auto letters = to_utf32(read);
    const float unknown = misreadings_.unknown_word_cost(letters) + (odd ? kOddWordCost : 0);
    // Where more is past reading the search is long, and what is not much likelier is of no use.
    const float most_cost = unknown - (poor ? kPoorGain : 0);
    return options_of(misreadings_.find(letters, reader, most_cost, poor), unknown);
}

WordReadings::Readings WordReadings::options_of(std::span<const Misreading> misreadings, float unknown) {
    Readings out;
    out.unknown = unknown;
    // Cheapest first: the first of each skeleton is its likeliest.
    for (const Misreading& reading : misreadings) {
        const LabelWord skeleton = skeleton_of(reading.word);
        auto option = std::ranges::find(out.options, skeleton, &ReadingOption::skeleton);
        if (option == out.options.end())
            option = out.options.insert(
                option, {skeleton, reading.word, reading.upper, reading.cost(), 0, reading.attested, {}});
        option->together += std::exp(option->cost - reading.cost());
        option->forms.push_back({reading.word, reading.channel_cost});
    }
    for (ReadingOption& option : out.options) option.together = option.cost - std::log(option.together);
    std::ranges::stable_sort(out.options, {}, &ReadingOption::together);
    return out;
}

FoundReading WordReadings::find(std::string_view read, bool odd, ReaderKind reader, Remembered& remembered,
                                bool poor) const {
    return likeliest(readings_of(read, odd, reader, poor, remembered));
}

FoundReading WordReadings::find_behind_signs(std::string_view read, float most_cost,
                                             const WordNeighbours& around, Remembered& remembered) const {
    const auto search = [&] {
        const auto found =
            misreadings_.find(to_utf32(read), ReaderKind::wrong_language, most_cost, true, true);
        return options_of(found, std::numeric_limits<float>::infinity());
    };
    return likeliest(remembered.get(read, kBehindSigns, search), around, kPairShare);
}

FoundReading WordReadings::find_smudged(std::string_view read, float most_cost,
                                        Remembered& remembered) const {
    const auto search = [&] {
        const auto found = misreadings_.find(to_utf32(read), ReaderKind::swedish, most_cost, true);
        return options_of(found, std::numeric_limits<float>::infinity());
    };
    return likeliest(remembered.get(read, std::string(kSmudged) + std::to_string(most_cost), search));
}

float WordReadings::pair_gain(std::uint64_t first, std::uint64_t second) const {
    return kPairShare * pairs_.gain_nats(first, second);
}

FoundReading WordReadings::likeliest(const Readings& readings) {
    if (readings.options.empty()) return {};
    const ReadingOption& best = readings.options.front();
    float sum = std::exp(best.together - readings.unknown);
    for (const ReadingOption& option : readings.options) sum += std::exp(best.together - option.together);
    return {&best, 1 / sum, readings.unknown - best.cost};
}

FoundReading WordReadings::find(std::string_view read, bool odd, ReaderKind reader,
                                const WordNeighbours& around, Remembered& remembered, bool poor) const {
    return likeliest(readings_of(read, odd, reader, poor, remembered), around, kPairShare);
}

FoundReading WordReadings::find_in_place_of_known(std::string_view read, const WordNeighbours& around,
                                                  Remembered& remembered) const {
    return likeliest(readings_of(read, false, ReaderKind::swedish, false, remembered), around, 1);
}

FoundReading WordReadings::likeliest(const Readings& readings, const WordNeighbours& around,
                                     float pair_share) const {
    const auto gain = [&](std::uint64_t key) {
        return pair_share * (pairs_.gain_nats(around.before, key) + pairs_.gain_nats(key, around.after));
    };
    FoundReading out;
    float least = std::numeric_limits<float>::infinity(), sum = 0, gained = 0;
    for (const ReadingOption& option : readings.options) {
        const float option_gain = gain(skeleton_hash_of(option.skeleton));
        const float cost = option.together - option_gain;
        if (cost < least) {
            sum *= std::exp(cost - least);
            least = cost;
            gained = option_gain;
            out.option = &option;
        }
        sum += std::exp(least - cost);
    }
    if (out.option == nullptr) return out;
    // A word nobody knows is in no pair: what any word gains after the one before.
    const float unknown =
        readings.unknown - pair_share * pairs_.gain_nats(around.before, WordPairs::kUnknown);
    out.probability = 1 / (sum + std::exp(least - unknown));
    out.odds_nats = unknown - (out.option->cost - gained);
    return out;
}

}  // namespace akt
