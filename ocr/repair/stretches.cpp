#include "ocr/repair/stretches.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <vector>

namespace akt {

namespace {

constexpr std::array kStates{Damage::clean, Damage::marks_lost, Damage::rings_lost};
constexpr std::size_t kStateCount = kStates.size();

/// log10 probabilities: damaged from the start, and beginning or ending between two stretches.
constexpr double kStartDamaged = -2.0, kChange = -2.0;
/// One stretch alone tells at most this much, so that a page in another hand does not outweigh all else.
constexpr double kMostOdds = 30;
/// Another language must lead Swedish by this much, with half of its neighbours' lead counted in. Whatever
/// the text around, Swedish needs no more than this: of 250,000 paragraphs and messages in 30 other languages
/// not one came near.
constexpr double kOtherLanguage = 1.0, kSurelySwedish = 5;
/// What the text around says of its language: each stretch at most so much, fading by this from stretch to
/// stretch.
constexpr double kMostLanguageOdds = 4, kFading = 0.9;
/// Less than this tells nothing; what then the whole must say; and of dictionaries' words, where all lines
/// are short.
constexpr double kSwedishAround = 1, kSwedishWhole = 0.3, kSwedishWords = 1.5;

double clipped(double odds) {
    return std::clamp(odds, -kMostOdds, kMostOdds);
}

double language_of(const Stretch& stretch) {
    return std::clamp(stretch.telling_log10_odds, -kMostLanguageOdds, kMostLanguageOdds);
}

void judge_language(std::span<Stretch> stretches) {
    std::vector<double> around(stretches.size());
    double fading = 0, all = 0, words = 0;
    bool told = false;
    for (std::size_t i = 0; i < stretches.size(); ++i)
        around[i] = fading = fading * kFading + language_of(stretches[i]);
    fading = 0;
    for (std::size_t i = stretches.size(); i-- > 0;) {
        around[i] += fading * kFading;
        fading = fading * kFading + language_of(stretches[i]);
        all += language_of(stretches[i]);
        words += stretches[i].dictionary_log10_odds;
        told = told || stretches[i].telling_log10_odds != 0;
    }
    // Far from any text that tells: the whole decides, unless the words of a long list outweigh it, or, where
    // all lines are short, their words.
    const bool whole_swedish = told ? all > kSwedishWhole && all + words > 0 : words > kSwedishWords;
    for (std::size_t i = 0; i < stretches.size(); ++i) {
        double odds = stretches[i].swedish_log10_odds;
        if (i > 0) odds += 0.5 * std::clamp(stretches[i - 1].swedish_log10_odds, -3.0, 3.0);
        if (i + 1 < stretches.size())
            odds += 0.5 * std::clamp(stretches[i + 1].swedish_log10_odds, -3.0, 3.0);
        const bool far = std::abs(around[i]) <= kSwedishAround;
        const bool fits = odds >= -kOtherLanguage && (far ? whole_swedish : around[i] > 0);
        const bool swedish = fits || stretches[i].swedish_log10_odds >= kSurelySwedish;
        stretches[i].damage = swedish ? Damage::clean : Damage::not_swedish;
    }
}

}  // namespace

void judge_stretches(std::span<Stretch> stretches) {
    judge_language(stretches);
    std::array<double, kStateCount> best{0, kStartDamaged, kStartDamaged};
    std::vector<std::array<std::size_t, kStateCount>> came_from(stretches.size());
    for (std::size_t i = 0; i < stretches.size(); ++i) {
        const Stretch& stretch = stretches[i];
        const bool ours = stretch.damage != Damage::not_swedish;
        const std::array<double, kStateCount> here{0, ours ? clipped(stretch.marks_log10_odds) : 0,
                                                   ours ? clipped(stretch.rings_log10_odds) : 0};
        std::array<double, kStateCount> next{};
        for (std::size_t to = 0; to < kStateCount; ++to) {
            std::size_t from_best = to;
            for (std::size_t from = 0; from < kStateCount; ++from) {
                const double cost = from == to ? 0 : kChange;
                const double best_cost = from_best == to ? 0 : kChange;
                if (best[from] + cost > best[from_best] + best_cost) from_best = from;
            }
            next[to] = best[from_best] + (from_best == to ? 0 : kChange) + here[to];
            came_from[i][to] = from_best;
        }
        best = next;
    }
    auto state = static_cast<std::size_t>(std::max_element(best.begin(), best.end()) - best.begin());
    for (std::size_t i = stretches.size(); i-- > 0;) {
        if (stretches[i].damage != Damage::not_swedish) stretches[i].damage = kStates[state];
        state = came_from[i][state];
    }
}

Damage damage_at(std::size_t offset_bytes, std::span<const Stretch> stretches) {
    if (stretches.empty()) return Damage::clean;
    const auto after = std::partition_point(stretches.begin(), stretches.end(), [&](const Stretch& stretch) {
        return stretch.from_bytes <= offset_bytes;
    });
    return after == stretches.begin() ? after->damage : std::prev(after)->damage;
}

}  // namespace akt
