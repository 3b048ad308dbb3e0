#include "index/metadata/sender_finder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "index/metadata/letter_parts.h"
#include "index/metadata/organisations.h"
#include "index/metadata/plain_text.h"
#include "ocr/base/utf8.h"

namespace akt {

namespace {

struct Candidate {
    TextSpan span;
    double points = 0;
};

void add_organisations(const DocumentText& text, std::vector<Candidate>& candidates) {
    const bool private_letter = is_private_letter(text);
    const auto domains = domain_names(text);
    const auto domain_points = [&](std::string_view name) {
        for (std::size_t i = 0; i < domains.size() && i < 5; ++i)
            if (matches_domain(name, domains[i])) return i == 0 ? 2.5 : 1.5;
        return 0.0;
    };
    const std::size_t last_page = text.document().pages.size() - 1;
    std::map<std::string, int> tops;  // how many pages have the name in their head
    for (const auto& line : text.lines()) {
        const std::size_t page = text.page_index_of(line);
        constexpr std::size_t kHeadLines = 5, kFirstPageLines = 400, kFootLines = 15;
        const auto [first, last] = text.lines_of_page(page);
        const bool head = line.index_on_page < kHeadLines;
        const bool foot = last - line.index <= kFootLines;
        if (!head && !(page == 0 && line.index_on_page < kFirstPageLines) && !(foot && page == last_page))
            continue;
        for (const auto& name : organisations_in(line)) {
            const std::string plain_name = line.plain.substr(name.span.from, name.span.to - name.span.from);
            if (head) {
                const int seen = ++tops[plain_name];
                if (page > 0) {
                    if (seen == 2)
                        for (auto& candidate : candidates)
                            if (text.lines()[candidate.span.line].plain.substr(
                                    candidate.span.from, candidate.span.to - candidate.span.from) ==
                                plain_name)
                                candidate.points += 1;
                    continue;
                }
            }
            Candidate candidate{name.span, name.points + domain_points(plain_name)};
            const double height = text.height_on_page(name.span);
            const auto label = text.label_of(name.span, {Label::from, Label::to, Label::copy_to});
            if (label == Label::from)
                candidate.points += 6;
            else if (label)
                candidate.points -= 6;
            if (page == 0 && height < 0.25) candidate.points += 2.5 - 4 * height;
            constexpr std::size_t kAddressLines = 8;
            if (private_letter && page == 0 && line.index_on_page < kAddressLines) candidate.points -= 6;
            if (is_prose(line)) candidate.points -= 2.5;
            if (near_contact_details(text, line) && !is_prose(line)) candidate.points += 1;
            if (heads_address(text, line) && line.index_on_page > 0) candidate.points -= 3;
            if (foot && page == last_page && !is_prose(line)) candidate.points += 0.5;
            candidates.push_back(candidate);
        }
        // "VästKom" alone in the letterhead: no word tells, but the addresses do.
        if (page == 0 && line.index_on_page < kHeadLines && organisations_in(line).empty() &&
            line.labels.empty() && line.letters >= 3 && line.letters <= 30 &&
            line.plain.find('@') == std::string::npos && line.plain.find("www") == std::string::npos) {
            const double points = domain_points(line.plain);
            if (points > 0) candidates.push_back({{line.index, 0, line.plain.size()}, points + 3});
        }
    }
}

void add_labelled(const DocumentText& text, std::vector<Candidate>& candidates) {
    for (const auto& line : text.lines()) {
        if (text.page_index_of(line) > 0) break;
        if (is_prose(line)) continue;
        for (const auto& hit : line.labels) {
            if (hit.label != Label::from || hit.from > 0 || hit.to >= line.plain.size()) continue;
            std::size_t from = hit.to;
            if (line.plain[from] != ':') continue;  // "Från kommunen" begins a sentence
            while (from < line.plain.size() && !is_plain_alnum(line.plain[from])) ++from;
            std::size_t to = line.plain.size();
            for (const auto& next : line.labels)
                if (next.from > from) to = std::min(to, next.from);
            while (to > from && !is_plain_alnum(line.plain[to - 1]) && line.plain[to - 1] != ')') --to;
            if (to > from + 2) candidates.push_back({{line.index, from, to}, 7});
        }
    }
}

void add_signatures(const DocumentText& text, std::vector<Candidate>& candidates) {
    for (const std::size_t line : signature_lines(text))
        candidates.push_back({{line, 0, person_name_length(text.lines()[line])}, 2.6});
}

bool is_body(std::string_view plain) {  // which has units
    return plain.find("kommun") != std::string_view::npos || plain.starts_with("region ") ||
           plain.find("landsting") != std::string_view::npos;
}

bool is_unit(std::string_view plain) {
    constexpr std::array<std::string_view, 12> kUnits{"namnd",         "namnden",  "styrelsen", "forvaltning",
                                                      "forvaltningen", "kontoret", "kontor",    "kansliet",
                                                      "fullmaktige",   "arkivet",  "utskottet", "utskott"};
    return std::any_of(kUnits.begin(), kUnits.end(), [&](auto ending) { return plain.ends_with(ending); });
}

/// "Kommunstyrelsen" in the line below "Åkerö kommun" of the letterhead, or the other way round.
const Candidate* partner_of(const DocumentText& text, const Candidate& best,
                            const std::vector<Candidate>& candidates) {
    const auto plain_of = [&](const Candidate& candidate) {
        const auto& line = text.lines()[candidate.span.line];
        return std::string_view(line.plain)
            .substr(candidate.span.from, candidate.span.to - candidate.span.from);
    };
    const bool unit = is_unit(plain_of(best));
    if (!unit && !is_body(plain_of(best))) return nullptr;
    const auto& line = text.lines()[best.span.line];
    constexpr double kLetterhead = 0.3;
    if (text.page_index_of(line) > 0 || text.height_on_page(best.span) > kLetterhead || is_prose(line))
        return nullptr;
    const Candidate* partner = nullptr;
    constexpr std::size_t kLinesApart = 2;
    for (const auto& candidate : candidates) {
        const auto& other = text.lines()[candidate.span.line];
        const std::size_t apart =
            std::max(candidate.span.line, best.span.line) - std::min(candidate.span.line, best.span.line);
        if (&candidate == &best || apart > kLinesApart || other.page != line.page || is_prose(other) ||
            candidate.points < 0)
            continue;
        const auto plain = plain_of(candidate);
        if (is_unit(plain) == unit || (unit && !is_body(plain))) continue;
        if (!partner || candidate.points > partner->points) partner = &candidate;
    }
    return partner;
}

/// A public body, in capitals or not.
bool names_body(std::string_view plain) {
    constexpr std::array<std::string_view, 12> kWords{"namnd",  "styrelse",    "fullmaktige", "kommun",
                                                      "kontor", "forvaltning", "verket",      "myndighet",
                                                      "region", "domstol",     "forening",    "ratten"};
    return std::any_of(kWords.begin(), kWords.end(),
                       [&](auto word) { return plain.find(word) != std::string_view::npos; });
}

}  // namespace

std::optional<Found<std::string>> find_sender(const DocumentText& text) {
    if (text.lines().empty()) return std::nullopt;
    std::vector<Candidate> candidates;
    add_labelled(text, candidates);
    add_organisations(text, candidates);
    add_signatures(text, candidates);
    const Candidate* best = nullptr;
    for (const auto& candidate : candidates)
        if (!best || candidate.points > best->points) best = &candidate;
    constexpr double kTooWeak = 0.8;
    if (!best || best->points < kTooWeak) return std::nullopt;
    const double confidence = std::clamp(1 / (1 + std::exp(-(best->points - 3) / 1.2)), 0.05, 0.97);
    const Candidate* partner = partner_of(text, *best, candidates);
    if (!partner) return text.found(text.text_at(best->span), best->span, confidence);
    const auto& best_line = text.lines()[best->span.line];
    const bool best_is_unit =
        is_unit(std::string_view(best_line.plain).substr(best->span.from, best->span.to - best->span.from));
    const Candidate& unit = best_is_unit ? *best : *partner;
    const Candidate& body = best_is_unit ? *partner : *best;
    auto found = text.found(text.text_at(unit.span) + ", " + text.text_at(body.span), unit.span, confidence);
    found.box = united(found.box, text.box_at(body.span));
    return found;
}

std::vector<Found<std::string>> find_recipients(const DocumentText& text) {
    std::vector<Found<std::string>> found;
    constexpr std::size_t kMaxRecipients = 50, kMaxValueLetters = 60;
    const auto& lines = text.lines();
    const auto add = [&](const TextLine& line, std::size_t from, std::size_t to, double confidence) {
        to = std::min(to, end_of_cell(line, from));
        while (from < to && !is_plain_alnum(line.plain[from]) && line.plain[from] != kPlainOther) ++from;
        while (to > from && !is_plain_alnum(line.plain[to - 1]) && line.plain[to - 1] != ')' &&
               line.plain[to - 1] != kPlainOther)
            --to;
        if (to <= from + 1 || to - from > kMaxValueLetters || found.size() >= kMaxRecipients) return;
        std::string value(line.printed(from, to));
        if (std::any_of(found.begin(), found.end(), [&](const auto& known) { return known.value == value; }))
            return;
        found.push_back(text.found(std::move(value), {line.index, from, to}, confidence));
    };
    const auto starts_with_capital = [](const TextLine& line, std::size_t from) {
        while (from < line.plain.size() && !is_plain_alnum(line.plain[from])) ++from;
        const auto printed = line.printed(from, line.plain.size());
        return !printed.empty() && is_upper(decode_utf8(printed, 0).code_point);
    };
    /// Commas part several on one line.
    const auto add_all = [&](const TextLine& line, std::size_t from, double confidence) {
        while (from < line.plain.size()) {
            const std::size_t comma = std::min(line.plain.find_first_of(",;", from), line.plain.size());
            if (starts_with_capital(line, from)) add(line, from, comma, confidence);
            from = comma + 1;
        }
    };
    /// The words under the label in its column; false when the page has no boxes or nothing stands there.
    const auto below_by_box = [&](const TextLine& line, const LabelHit& hit) {
        const PixelBox label = text.box_at({line.index, hit.from, hit.to});
        if (label.empty()) return false;
        const std::size_t before = found.size();
        constexpr std::size_t kLinesBelow = 3;
        for (std::size_t i = line.index + 1;
             i < lines.size() && i <= line.index + kLinesBelow && found.size() == before; ++i) {
            const auto& below = lines[i];
            if (below.page != line.page || is_prose(below)) break;
            std::size_t at = 0, from = 0, to = 0;
            PixelBox last;
            for (const auto& word : below.line->words) {
                const std::size_t start = at > 0 ? at + 1 : 0;
                at = start + length_code_points(word.text());
                const auto& box = word.box();
                if (box.left_px < label.left_px - label.height_px() ||
                    box.top_px - label.bottom_px > 3 * label.height_px())
                    continue;
                if (to == 0 && box.left_px > label.right_px) break;
                if (to != 0 && box.left_px - last.right_px > 2 * box.height_px()) break;
                if (to == 0) from = start;
                to = at;
                last = box;
            }
            if (to > from) add(below, from, to, 0.75);
        }
        return found.size() > before;
    };
    for (const auto& line : lines) {
        if (is_prose(line)) continue;
        for (const auto& label : line.labels)
            if (label.label == Label::to && label.from > 0 && text.page_index_of(line) == 0 &&
                (label.to >= line.plain.size() || line.labels.back().from >= label.from))
                below_by_box(line, label);
        const auto hit = std::find_if(line.labels.begin(), line.labels.end(), [](const LabelHit& label) {
            return label.from == 0 && (label.label == Label::to || label.label == Label::copy_to);
        });
        if (hit == line.labels.end()) continue;
        const bool list = hit->label == Label::copy_to;
        if (!list && text.page_index_of(line) > 0) continue;
        const bool colon = hit->to < line.plain.size() && line.plain[hit->to] == ':';
        std::size_t from = hit->to;
        while (from < line.plain.size() && !is_plain_alnum(line.plain[from])) ++from;
        if (from < line.plain.size()) {
            // "Till kommunfullmäktige i Ekfors kommun" heads a letter, "till dess att" goes on with a
            // sentence.
            constexpr std::size_t kHeadLines = 12, kAddressLetters = 50;
            const bool address = line.index_on_page < kHeadLines && line.letters <= kAddressLetters &&
                                 !line.plain.ends_with('.') && names_body(line.plain);
            if (!colon && !starts_with_capital(line, from) && !address) continue;
            // "Sökande: Ek AB, Storgatan 1, 123 45 Åkerö": who, then where.
            const std::size_t comma = line.plain.find(',', from);
            const bool with_address = !list && comma != std::string::npos &&
                                      std::any_of(line.plain.begin() + static_cast<std::ptrdiff_t>(comma),
                                                  line.plain.end(), is_plain_digit);
            if (with_address)
                add(line, from, comma, colon ? 0.7 : 0.5);
            else if (address && !colon && !list)
                add(line, from, line.plain.size(), 0.7);
            else
                add_all(line, from, colon ? 0.85 : 0.6);
            if (!list) continue;
        } else if (below_by_box(line, *hit)) {
            continue;
        }
        // The value stands below: one line for "Till", the rest of the block for a list.
        const std::size_t most = list ? 15 : 1;
        for (std::size_t i = line.index + 1; i < lines.size() && i <= line.index + most; ++i) {
            const auto& below = lines[i];
            if (below.page != line.page || is_prose(below) || !below.labels.empty() ||
                !starts_with_capital(below, 0))
                break;
            if (list && i > line.index + 1 && below.line->block != lines[i - 1].line->block) break;
            add_all(below, 0, 0.75);
        }
    }
    if (!found.empty() || lines.empty()) return found;
    // No label says who: the address block of a letter, or the one line between the fields and the title.
    const bool private_letter = is_private_letter(text);
    const auto [first, last] = text.lines_of_page(text.page_index_of(lines.front()));
    constexpr std::size_t kAddressWithin = 20, kFieldsWithin = 12, kLongestName = 50;
    for (std::size_t i = first; i < last && i < first + kAddressWithin; ++i) {
        const auto& line = lines[i];
        if (is_prose(line) || !line.labels.empty() || !starts_with_capital(line, 0) ||
            line.letters > kLongestName)
            continue;
        const bool no_digits = std::none_of(line.plain.begin(), line.plain.end(), is_plain_digit);
        const bool name = no_digits && (!organisations_in(line).empty() || person_name_length(line) > 0);
        const bool stamp = i + 1 < last && !lines[i + 1].labels.empty() &&
                           lines[i + 1].labels.front().label == Label::received;
        const bool address = (i > first || private_letter) && !has_postal_code(line.plain) &&
                             heads_address(text, line) && (name || !private_letter);
        const bool head_of_private = private_letter && name && !stamp;
        const auto has_digits = [&](std::size_t at) {
            return std::any_of(lines[at].plain.begin(), lines[at].plain.end(), is_plain_digit);
        };
        const bool between = name && i >= first + 2 && i < first + kFieldsWithin && i + 1 < last &&
                             has_digits(i - 1) && !is_prose(lines[i - 1]) && !has_digits(i + 1) &&
                             lines[i + 1].labels.empty();
        if (!address && !head_of_private && !between) continue;
        add(line, 0, line.plain.size(), address ? 0.5 : 0.4);
        break;
    }
    return found;
}

}  // namespace akt
