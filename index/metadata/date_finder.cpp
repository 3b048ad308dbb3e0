#include "index/metadata/date_finder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string_view>
#include <vector>

#include "index/metadata/date_parser.h"
#include "index/metadata/plain_text.h"

namespace akt {

namespace {

using std::chrono::year_month_day;

/// Dates deep in a long document never win over those on its first pages; this bounds the work as well.
constexpr std::size_t kMaxCandidates = 2000, kMaxOnLine = 20;

struct Candidate {
    DateInText date;
    TextSpan span;
    double points = 0;
};

double points_of(DateForm form) {
    switch (form) {
        case DateForm::iso:
        case DateForm::words: return 2.0;
        case DateForm::day_month: return 1.5;
        case DateForm::dotted: return 1.3;
        case DateForm::short_year: return 1.0;
        case DateForm::broken_iso: return 0.3;
        case DateForm::compact: return -0.5;
        case DateForm::compact_short: return -1.5;
        case DateForm::month_year: return -1.5;
    }
    return 0;
}

double points_of(Label label) {
    switch (label) {
        case Label::decision_date: return 5.0;
        case Label::meeting_date: return 5.0;
        case Label::date: return 4.0;
        case Label::revised: return 1.0;
        case Label::received: return -6.0;
        case Label::not_own_date: return -6.0;
        default: return 0;
    }
}

struct Phrase {
    std::string_view words;  ///< plain
    double points;
};

/// What stands somewhere before the date in its sentence.
constexpr std::array kBefore{
    Phrase{"lag ", -3.0},         Phrase{"lagen ", -3.0},     Phrase{"forordning", -3.0},
    Phrase{"direktiv", -2.0},     Phrase{"sfs ", -4.0},       Phrase{"prop.", -3.0},
    Phrase{"kungl", -2.0},        Phrase{"fodd ", -6.0},      Phrase{"fodelse", -6.0},
    Phrase{"senast ", -4.0},      Phrase{"forfall", -4.0},    Phrase{"fore den ", -3.0},
    Phrase{"nasta ", -4.0},       Phrase{"kommande ", -3.0},  Phrase{"sista dag", -4.0},
    Phrase{"fran och med", -4.0}, Phrase{"fr.o.m", -4.0},     Phrase{"from ", -2.0},
    Phrase{"till och med", -4.0}, Phrase{"t.o.m", -4.0},      Phrase{"galler till", -5.0},
    Phrase{"i kraft", -4.0},      Phrase{"daterad", -2.0},    Phrase{"protokoll fran", -2.0},
    Phrase{"skrivelse", -1.5},    Phrase{"enligt ", -1.5},    Phrase{"inkom", -5.0},
    Phrase{"ankom", -5.0},        Phrase{"mottag", -4.0},     Phrase{"personn", -6.0},
    Phrase{"betalning", -3.0},    Phrase{"anslag", -3.0},     Phrase{"justera", -2.0},
    Phrase{"utskriv", -1.0},      Phrase{"ersatter", -4.0},   Phrase{"under perioden", -3.0},
    Phrase{"mellan den", -3.0},   Phrase{"sedan ", -2.0},     Phrase{"anslut", -1.0},
    Phrase{"betalas", -3.0},      Phrase{"tidigare", -2.0},   Phrase{"forra", -2.0},
    Phrase{"overklag", -4.0},     Phrase{"kommit in", -3.0},  Phrase{"begart", -2.0},
    Phrase{"kom in", -3.0},       Phrase{"remiss", -1.0},     Phrase{"version", -0.5},
    Phrase{"bilaga", -1.0},       Phrase{"sammantrade", 1.0}, Phrase{"protokoll", 1.0},
    Phrase{"mote", 1.0},          Phrase{"stamma", 1.0},
};

/// Headings that name the day the document is about.
constexpr std::array<std::string_view, 9> kHeadingWords{"protokoll", "mote",     "sammantrade",
                                                        "stamma",    "kallelse", "beslut",
                                                        "motion",    "yttrande", "minnesanteckningar"};

double points_of_phrases(const DocumentText& text, const TextSpan& span) {
    constexpr std::size_t kWindow = 48;
    const auto& line = text.lines()[span.line];
    const std::size_t from = span.from > kWindow ? span.from - kWindow : 0;
    std::string before = line.plain.substr(from, span.from - from);
    if (span.from < kWindow / 2 && is_prose(line) && span.line > 0) {
        const auto& above = text.lines()[span.line - 1];
        if (above.page == line.page && is_prose(above))
            before = above.plain.substr(above.plain.size() - std::min(above.plain.size(), kWindow / 2)) +
                     ' ' + before;
    }
    // Only the date's own sentence speaks for it.
    const std::size_t stop = before.rfind(". ");
    if (stop != std::string::npos && stop > 0 && before.substr(0, stop).size() > 6 &&
        before.compare(stop - std::min<std::size_t>(stop, 2), 2, ".m") != 0)
        before = before.substr(stop + 1);
    double points = 0;
    for (const auto& phrase : kBefore)
        if (before.find(phrase.words) != std::string::npos)
            points = phrase.points < 0 ? std::min(points, phrase.points)
                                       : (points >= 0 ? std::max(points, phrase.points) : points);
    return points;
}

double points_of_place(const DocumentText& text, const TextSpan& span) {
    const auto& line = text.lines()[span.line];
    const std::size_t page = text.page_index_of(line);
    const double height = text.height_on_page(span);
    double points = page == 0 ? 1.5 : page == 1 ? 0.0 : -1.0;
    if (page == 0 && height < 0.3) points += 1.0;
    if (page == 0 && height < 0.3 && text.side_on_page(span).value_or(0) > 0.5) points += 0.5;
    points -= std::min(1.0, 0.02 * static_cast<double>(line.index));

    const std::size_t others =
        line.letters - static_cast<std::size_t>(std::count_if(
                           line.plain.begin() + static_cast<std::ptrdiff_t>(span.from),
                           line.plain.begin() + static_cast<std::ptrdiff_t>(span.to), is_plain_letter));
    constexpr std::size_t kPlaceNameLetters = 18;
    if (is_prose(line))
        points -= 1.5;
    else if (others == 0)
        points += 1.0;
    else if (others <= kPlaceNameLetters && span.from > 0 && line.labels.empty())
        points += 1.0;  // "Lund den 14 mars 2019"
    if (page == 0 && height < 0.4 && !is_prose(line))
        for (const auto word : kHeadingWords)
            if (std::string_view(line.plain).substr(0, span.from).find(word) != std::string_view::npos) {
                points += 1.5;
                break;
            }
    return points;
}

std::optional<year_month_day> date_of_file_name(const DocumentText& text) {
    std::optional<DateInText> best;
    for (const auto& date : dates_in(to_plain(text.document().file_name), true))
        if (date.form != DateForm::month_year && (!best || points_of(date.form) > points_of(best->form)))
            best = date;
    return best ? std::optional(best->date) : std::nullopt;
}

std::optional<year_month_day> date_of_creation(const DocumentText& text) {
    const auto dates = dates_in(to_plain(std::string_view(text.document().info_created).substr(0, 10)));
    if (dates.size() != 1 || dates.front().form != DateForm::iso) return std::nullopt;
    return dates.front().date;
}

std::vector<Candidate> candidates_of(const DocumentText& text) {
    std::vector<Candidate> candidates;
    for (const auto& line : text.lines()) {
        if (candidates.size() >= kMaxCandidates) break;
        std::size_t on_line = 0;
        for (const auto& date : dates_in(line.plain, true))
            if (++on_line <= kMaxOnLine)
                candidates.push_back({date, {line.index, date.offset, date.offset + date.length}, 0});
    }
    return candidates;
}

constexpr std::initializer_list<Label> kDateLabels{Label::date,    Label::decision_date, Label::meeting_date,
                                                   Label::revised, Label::received,      Label::not_own_date};

/// "Plats och tid Rådhuset, rum 3, måndagen den 3 april 2017": the label that heads the line speaks for the
/// line's first date even with a place between.
std::optional<Label> heading_label(const TextLine& line, const Candidate& candidate, bool first_on_line) {
    constexpr std::size_t kWidest = 100;
    if (!first_on_line || line.labels.empty() || line.labels.front().from > 0 ||
        candidate.span.from > kWidest)
        return std::nullopt;
    const Label label = line.labels.front().label;
    if (label != Label::meeting_date && label != Label::decision_date && label != Label::not_own_date)
        return std::nullopt;
    return label;
}

/// "Öxnås 960528": nothing but a place and the date.
bool is_place_and_date(const TextLine& line, const Candidate& candidate) {
    constexpr std::size_t kPlaceLetters = 18;
    return candidate.date.form == DateForm::compact_short && line.labels.empty() &&
           candidate.span.to == line.plain.size() && candidate.span.from > 3 &&
           line.letters <= kPlaceLetters && line.letters + 1 >= candidate.span.from - 1 && line.letters > 2;
}

/// An invitation: what it calls to is yet to come.
bool is_invitation(const DocumentText& text) {
    constexpr std::size_t kFirstLines = 6;
    for (const auto& line : text.lines()) {
        if (line.index >= kFirstLines) break;
        for (const std::string_view word : {"kallelse", "kallas till", "kallar till", "inbjud"})
            if (line.plain.find(word) != std::string::npos) return true;
    }
    return false;
}

/// "den 16 maj 2024 kl. 18.00"
bool has_time_of_day(const TextLine& line, const Candidate& candidate) {
    return std::string_view(line.plain).substr(candidate.span.to, 6).find("kl") != std::string_view::npos;
}

bool is_compact(DateForm form) {
    return form == DateForm::compact || form == DateForm::compact_short;
}

double confidence_of(double points, double lead) {
    const double absolute = 1 / (1 + std::exp(-(points - 2.5) / 1.3));
    const double relative = 1 / (1 + std::exp(-(lead + 0.5) / 0.8));
    return std::clamp(absolute * relative, 0.02, 0.99);
}

}  // namespace

std::optional<Found<year_month_day>> find_date(const DocumentText& text) {
    const auto file_name = date_of_file_name(text);
    const auto created = date_of_creation(text);
    auto candidates = candidates_of(text);

    std::map<year_month_day, int> times;
    for (const auto& candidate : candidates) ++times[candidate.date.date];
    const bool invitation = is_invitation(text);
    std::size_t previous_line = text.lines().size();
    for (auto& candidate : candidates) {
        const auto& line = text.lines()[candidate.span.line];
        auto label = text.label_of(candidate.span, kDateLabels);
        // "Ersätter regler antagna 2009-02-23": what heads the line takes the date away from its neighbours.
        const auto heading = heading_label(line, candidate, candidate.span.line != previous_line);
        if (!label || heading == Label::not_own_date) label = heading ? heading : label;
        previous_line = candidate.span.line;
        // Digits run together are a date only where a label says so.
        const bool labelled = label && (*label == Label::date || *label == Label::decision_date ||
                                        *label == Label::meeting_date);
        if (is_compact(candidate.date.form) && !labelled && !is_place_and_date(line, candidate)) {
            candidate.points = -100;
            continue;
        }
        candidate.points = points_of(candidate.date.form) + points_of_place(text, candidate.span);
        if (label) candidate.points += points_of(*label);
        if (!labelled) candidate.points += points_of_phrases(text, candidate.span);
        if (invitation && (label == Label::meeting_date || has_time_of_day(line, candidate)))
            candidate.points -= 6;
        candidate.points += 0.3 * std::min(3, times[candidate.date.date] - 1);
        if (file_name && *file_name == candidate.date.date) candidate.points += 1.5;
        if (created && *created == candidate.date.date) candidate.points += 0.7;
        if (created && std::chrono::sys_days(candidate.date.date) >
                           std::chrono::sys_days(*created) + std::chrono::days(31))
            candidate.points -= 2.0;
    }

    const Candidate* best = nullptr;
    for (const auto& candidate : candidates)
        if (!best || candidate.points > best->points) best = &candidate;
    constexpr double kTooWeak = 0.5;
    if (!best || best->points < kTooWeak) {
        if (!file_name) return std::nullopt;
        return Found<year_month_day>{*file_name, 0, {}, 0.35F, false};
    }
    double second = 0;
    for (const auto& candidate : candidates)
        if (candidate.date.date != best->date.date) second = std::max(second, candidate.points);
    return text.found(best->date.date, best->span, confidence_of(best->points, best->points - second));
}

std::optional<Found<year_month_day>> find_received_date(const DocumentText& text) {
    const Candidate* best = nullptr;
    auto candidates = candidates_of(text);
    for (auto& candidate : candidates) {
        const auto& line = text.lines()[candidate.span.line];
        if (candidate.date.form == DateForm::month_year) continue;
        if (text.label_of(candidate.span, {Label::received}) != Label::received) continue;
        // "Ansökan inkom den 3 mars 2019" tells of another paper.
        constexpr std::size_t kStampLetters = 30;
        if (line.letters_unlabelled > kStampLetters || is_prose(line)) continue;
        const auto& labels = line.labels;
        const bool in_sentence = std::any_of(labels.begin(), labels.end(), [&](const LabelHit& hit) {
            constexpr std::size_t kLettersBefore = 4;
            return hit.label == Label::received && hit.to <= candidate.span.from &&
                   std::count_if(line.plain.begin(),
                                 line.plain.begin() + static_cast<std::ptrdiff_t>(hit.from),
                                 is_plain_letter) > static_cast<std::ptrdiff_t>(kLettersBefore) &&
                   line.plain.find("den ") != std::string::npos;
        });
        if (in_sentence) continue;
        candidate.points = points_of(candidate.date.form) + (text.page_index_of(line) == 0 ? 3.0 : 0.0);
        if (!best || candidate.points > best->points) best = &candidate;
    }
    if (!best) return std::nullopt;
    return text.found(best->date.date, best->span, confidence_of(best->points, 3));
}

}  // namespace akt
