#include "ocr/repair/stretches.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <vector>

namespace akt {

namespace {

constexpr std::array kDamages{Damage::clean, Damage::marks_lost, Damage::rings_lost};
constexpr std::array kMisreads{Misread::no, Misread::some, Misread::much};
constexpr std::size_t kStateCount = kDamages.size();
using StateOdds = std::array<double, kStateCount>;

/// log10 probabilities: damaged from the start, and beginning or ending between two stretches.
constexpr double kStartDamaged = -2.0, kChange = -2.0;
/// Where marks stand, a word found again is so much likelier where a Swedish recogniser misread one word in a
/// hundred, or three, than where people wrote (misprints: one in 20,000); each other word speaks against it;
/// so does the text being misread at all. Of misread text some pages are worn more than others: the first one
/// being worn, and the next unlike the one before, have so little odds. Nats.
constexpr double kFoundOfSome = 5.3, kOtherOfSome = -0.01, kFoundOfMuch = 6.4, kOtherOfMuch = -0.03,
                 kMisreadAtAll = -3, kStartSome = -1, kStartMuch = -1.5, kPageChange = -1;
/// Of jargon one word in some twenty looks misread by chance, of misread words every other one is found
/// again: each word that no misreading explains speaks against the text being misread, but for the share of
/// such words that all text has.
constexpr double kUnexplained = -0.35, kUsuallyUnexplained = 0.01;
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

/// Which state each part of a text is in: the likeliest course through them, by what each part says for each
/// state, what speaks for beginning in one, and for changing.
std::vector<std::size_t> likeliest_course(std::span<const StateOdds> odds, StateOdds best, double change) {
    std::vector<std::array<std::size_t, kStateCount>> came_from(odds.size());
    for (std::size_t i = 0; i < odds.size(); ++i) {
        StateOdds next{};
        for (std::size_t to = 0; to < kStateCount; ++to) {
            std::size_t from_best = to;
            for (std::size_t from = 0; from < kStateCount; ++from) {
                const double cost = from == to ? 0 : change;
                const double best_cost = from_best == to ? 0 : change;
                if (best[from] + cost > best[from_best] + best_cost) from_best = from;
            }
            next[to] = best[from_best] + (from_best == to ? 0 : change) + odds[i][to];
            came_from[i][to] = from_best;
        }
        best = next;
    }
    auto state = static_cast<std::size_t>(std::max_element(best.begin(), best.end()) - best.begin());
    std::vector<std::size_t> states(odds.size());
    for (std::size_t i = odds.size(); i-- > 0;) {
        states[i] = state;
        state = came_from[i][state];
    }
    return states;
}

bool marks_stand(const Stretch& stretch) {
    return stretch.damage == Damage::clean || stretch.damage == Damage::rings_lost;
}

const Stretch* stretch_at(std::size_t offset_bytes, std::span<const Stretch> stretches) {
    if (stretches.empty()) return nullptr;
    const auto after = std::partition_point(stretches.begin(), stretches.end(), [&](const Stretch& stretch) {
        return stretch.from_bytes <= offset_bytes;
    });
    return after == stretches.begin() ? &*after : &*std::prev(after);
}

}  // namespace

void judge_stretches(std::span<Stretch> stretches) {
    judge_language(stretches);
    std::vector<StateOdds> odds;
    for (const Stretch& stretch : stretches) {
        const bool ours = stretch.damage != Damage::not_swedish;
        odds.push_back(
            {0, ours ? clipped(stretch.marks_log10_odds) : 0, ours ? clipped(stretch.rings_log10_odds) : 0});
    }
    const auto states = likeliest_course(odds, {0, kStartDamaged, kStartDamaged}, kChange);
    for (std::size_t i = 0; i < stretches.size(); ++i)
        if (stretches[i].damage != Damage::not_swedish) stretches[i].damage = kDamages[states[i]];
}

void judge_misread(std::span<Stretch> stretches, bool wrong_language) {
    std::vector<StateOdds> pages;
    double odds_at_all = kMisreadAtAll, jargon = 0;
    for (const Stretch& stretch : stretches) {
        if (pages.empty() || stretch.begins_page) pages.emplace_back();
        if (!marks_stand(stretch)) continue;
        const double some = stretch.misread_words * kFoundOfSome + stretch.words * kOtherOfSome;
        odds_at_all += some;
        jargon += stretch.unexplained_words - stretch.words * kUsuallyUnexplained;
        pages.back()[1] += some;
        pages.back()[2] += stretch.misread_words * kFoundOfMuch + stretch.words * kOtherOfMuch;
    }
    odds_at_all += std::max(0.0, jargon) * kUnexplained;
    const auto states = likeliest_course(pages, {0, kStartSome, kStartMuch}, kPageChange);
    auto state = states.begin();
    for (Stretch& stretch : stretches) {
        if (stretch.begins_page && &stretch != stretches.data()) ++state;
        stretch.misread = Misread::no;
        if (marks_stand(stretch) && odds_at_all > 0) stretch.misread = kMisreads[*state];
        if (stretch.damage == Damage::marks_lost && wrong_language) stretch.misread = Misread::some;
    }
}

Damage damage_at(std::size_t offset_bytes, std::span<const Stretch> stretches) {
    const Stretch* const stretch = stretch_at(offset_bytes, stretches);
    return stretch == nullptr ? Damage::clean : stretch->damage;
}

Misread misread_at(std::size_t offset_bytes, std::span<const Stretch> stretches) {
    const Stretch* const stretch = stretch_at(offset_bytes, stretches);
    return stretch == nullptr ? Misread::no : stretch->misread;
}

}  // namespace akt
