#include "index/metadata/sender_finder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "index/metadata/organisations.h"
#include "index/metadata/plain_text.h"
#include "ocr/base/utf8.h"

namespace akt {

namespace {

struct Candidate {
    TextSpan span;
    double points = 0;
};

bool has_contact_details(std::string_view plain) {
    constexpr std::array<std::string_view, 10> kSigns{
        "telefon", "tel:", "tel.", "e-post", "www.", "@", "org.nr", "orgnr", "bankgiro", "besoksadress"};
    return std::any_of(kSigns.begin(), kSigns.end(),
                       [&](auto sign) { return plain.find(sign) != std::string_view::npos; });
}

/// An address that the line heads: a postal code within three lines, without telephone and the like.
bool heads_address(const DocumentText& text, const TextLine& line) {
    const auto& lines = text.lines();
    for (std::size_t i = line.index; i < lines.size() && i <= line.index + 3; ++i) {
        if (lines[i].page != line.page || is_prose(lines[i]) || has_contact_details(lines[i].plain))
            return false;
        if (has_postal_code(lines[i].plain))
            return i + 1 >= lines.size() || lines[i + 1].page != line.page ||
                   !has_contact_details(lines[i + 1].plain);
    }
    return false;
}

bool near_contact_details(const DocumentText& text, const TextLine& line) {
    const auto& lines = text.lines();
    const std::size_t first = line.index >= 1 ? line.index - 1 : 0;
    for (std::size_t i = first; i < lines.size() && i <= line.index + 3; ++i)
        if (lines[i].page == line.page && has_contact_details(lines[i].plain)) return true;
    return false;
}

bool is_closing(std::string_view plain) {
    constexpr std::array<std::string_view, 8> kClosings{"med vanlig halsning",
                                                        "med vanliga halsningar",
                                                        "vanliga halsningar",
                                                        "hogaktningsfullt",
                                                        "halsningar",
                                                        "mvh",
                                                        "vanligen",
                                                        "med vanlig halsningar"};
    return std::any_of(kClosings.begin(), kClosings.end(), [&](auto words) {
        constexpr std::size_t kMoreLetters = 4;
        return plain.starts_with(words) && plain.size() <= words.size() + kMoreLetters;
    });
}

/// Two to four capitalised words and nothing else: how people sign.
bool looks_like_person(const TextLine& line) {
    if (!line.labels.empty() || !organisations_in(line).empty()) return false;
    std::size_t words = 0;
    for (std::size_t at = 0; at < line.plain.size(); ++words) {
        const auto printed = line.printed(at, line.plain.size());
        if (!is_upper(decode_utf8(printed, 0).code_point)) return false;
        while (at < line.plain.size() && line.plain[at] != ' ') {
            const char c = line.plain[at];
            if (!is_plain_letter(c) && c != '-' && c != '.' && c != kPlainOther) return false;
            ++at;
        }
        while (at < line.plain.size() && line.plain[at] == ' ') ++at;
    }
    return words >= 2 && words <= 4;
}

void add_organisations(const DocumentText& text, std::vector<Candidate>& candidates) {
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
    const auto& lines = text.lines();
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!is_closing(lines[i].plain)) continue;
        constexpr std::size_t kSignatureLines = 4;
        for (std::size_t k = i + 1; k < lines.size() && k <= i + kSignatureLines; ++k) {
            if (!looks_like_person(lines[k])) continue;
            candidates.push_back({{k, 0, lines[k].plain.size()}, 2.6});
            break;
        }
    }
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
    return text.found(text.text_at(best->span), best->span, confidence);
}

std::vector<Found<std::string>> find_recipients(const DocumentText& text) {
    std::vector<Found<std::string>> found;
    constexpr std::size_t kMaxRecipients = 50, kMaxValueLetters = 60;
    const auto& lines = text.lines();
    const auto add = [&](const TextLine& line, std::size_t from, std::size_t to, double confidence) {
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
    for (const auto& line : lines) {
        if (is_prose(line)) continue;
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
            if (!colon && !starts_with_capital(line, from)) continue;
            add_all(line, from, colon ? 0.85 : 0.6);
            if (!list) continue;
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
    // The address block of a letter, when no label says who.
    if (found.empty() && !lines.empty()) {
        const auto [first, last] = text.lines_of_page(text.page_index_of(lines.front()));
        constexpr std::size_t kAddressWithin = 20;
        for (std::size_t i = first + 1; i < last && i < first + kAddressWithin; ++i) {
            if (!heads_address(text, lines[i]) || has_postal_code(lines[i].plain) ||
                !lines[i].labels.empty() || !starts_with_capital(lines[i], 0))
                continue;
            add(lines[i], 0, lines[i].plain.size(), 0.5);
            break;
        }
    }
    return found;
}

}  // namespace akt
