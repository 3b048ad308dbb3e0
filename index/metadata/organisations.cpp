#include "index/metadata/organisations.h"

#include <algorithm>
#include <array>
#include <map>

#include "index/metadata/plain_text.h"
#include "ocr/base/utf8.h"

namespace akt {

namespace {

struct Kind {
    std::string_view ending;  ///< of a plain word
    double points;
    bool whole_word;
    bool name_follows;  ///< "Region Skåne", "Länsstyrelsen i Skåne län"
};

constexpr std::array kKinds{
    Kind{"kommun", 1.6, false, false},
    Kind{"kommuner", 0.3, false, false},
    Kind{"landsting", 1.5, false, false},
    Kind{"region", 1.6, true, true},
    Kind{"regionen", 1.4, false, false},
    Kind{"lansstyrelsen", 1.6, true, true},
    Kind{"verket", 1.4, false, false},
    Kind{"myndighet", 0.8, false, true},
    Kind{"myndigheten", 1.3, false, true},
    Kind{"inspektionen", 1.3, false, true},
    Kind{"institutet", 1.0, false, true},
    Kind{"departementet", 1.4, false, false},
    Kind{"tingsratt", 1.5, false, false},
    Kind{"hovratt", 1.5, false, false},
    Kind{"hovratten", 1.5, true, true},
    Kind{"kammarratten", 1.5, true, true},
    Kind{"forvaltningsratten", 1.5, true, true},
    Kind{"domstolen", 1.3, false, false},
    Kind{"ombudsmannen", 1.3, false, false},
    Kind{"universitet", 1.3, false, false},
    Kind{"universitetet", 1.1, false, true},
    Kind{"hogskola", 1.2, false, false},
    Kind{"hogskolan", 1.1, false, true},
    Kind{"forening", 1.5, false, false},
    Kind{"foreningen", 1.4, false, true},
    Kind{"samfallighet", 1.4, false, false},
    Kind{"brf", 1.5, true, true},
    Kind{"forbund", 1.3, false, false},
    Kind{"forbundet", 1.3, false, false},
    Kind{"stiftelse", 1.3, false, false},
    Kind{"stiftelsen", 1.4, true, true},
    Kind{"ab", 1.4, true, true},
    Kind{"aktiebolag", 1.4, false, false},
    Kind{"hb", 1.2, true, false},
    Kind{"handelsbolag", 1.2, false, false},
    Kind{"bolaget", 0.7, false, false},
    Kind{"partiet", 0.9, false, false},
    Kind{"klubb", 1.0, false, false},
    Kind{"forsamling", 1.2, false, false},
    Kind{"pastorat", 1.2, false, false},
    Kind{"namnd", 1.1, false, false},
    Kind{"namnden", 1.2, false, true},
    Kind{"kommunstyrelsen", 1.2, false, false},
    Kind{"regionstyrelsen", 1.2, true, false},
    Kind{"fullmaktige", 1.0, false, false},
    Kind{"utskottet", 0.8, false, false},
    Kind{"utskott", 0.7, false, false},
    Kind{"styrelsen", 0.6, false, true},
    Kind{"forvaltning", 0.9, false, false},
    Kind{"forvaltningen", 1.0, false, false},
    Kind{"kontoret", 0.9, false, false},
    Kind{"kansliet", 0.6, false, false},
    Kind{"avdelningen", 0.4, false, false},
    Kind{"enheten", 0.3, false, false},
    Kind{"skolan", 0.7, false, false},
    Kind{"museet", 0.8, false, false},
    Kind{"museum", 0.8, false, false},
    Kind{"biblioteket", 0.5, false, false},
    Kind{"radet", 0.5, false, false},
    Kind{"byran", 0.9, false, false},
    Kind{"arkivet", 0.8, false, false},
    Kind{"tjansten", 0.9, false, true},
    Kind{"sallskap", 1.2, false, false},
    Kind{"bostadsrattsforeningen", 1.5, true, true},
};

constexpr std::array<std::string_view, 10> kConnectors{"och",  "i",   "for", "av",  "&",
                                                       "samt", "med", "pa",  "vid", "lan"};

/// Headings that stand beside the letterhead on one line.
constexpr std::array<std::string_view, 24> kHeadings{"protokoll",
                                                     "kallelse",
                                                     "beslut",
                                                     "tjansteskrivelse",
                                                     "motion",
                                                     "kungorelse",
                                                     "avtal",
                                                     "yttrande",
                                                     "policy",
                                                     "faktura",
                                                     "enkat",
                                                     "rutin",
                                                     "riktlinje",
                                                     "riktlinjer",
                                                     "sammantradesprotokoll",
                                                     "protokollsutdrag",
                                                     "sid",
                                                     "sida",
                                                     "blad",
                                                     "delegationsbeslut",
                                                     "styrelsemote",
                                                     "inbjudan",
                                                     "kreditfaktura",
                                                     "remissvar"};

template <class Table>
bool holds(const Table& table, std::string_view word) {
    return std::find(table.begin(), table.end(), word) != table.end();
}

const Kind* kind_of(std::string_view word) {
    const Kind* best = nullptr;
    if (word.empty()) return best;
    for (const auto& kind : kKinds) {
        if (word.back() != kind.ending.back()) continue;  // tells most apart, quickly
        const bool fits = kind.whole_word ? word == kind.ending : word.ends_with(kind.ending);
        if (fits && (!best || kind.ending.size() > best->ending.size())) best = &kind;
    }
    return best;
}

struct Token {
    std::size_t from = 0, to = 0;
    std::string_view bare;  ///< plain letters and digits inside, without punctuation around
    bool capital = false;
    bool in_label = false;
    bool ends = false;        ///< punctuation after it that ends a name
    bool gap_before = false;  ///< a wide gap between boxes
};

std::vector<Token> tokens_of(const TextLine& line) {
    std::vector<Token> tokens;
    const std::string_view plain = line.plain;
    for (std::size_t at = 0; at < plain.size();) {
        if (plain[at] == ' ') {
            ++at;
            continue;
        }
        Token token;
        token.from = at;
        while (at < plain.size() && plain[at] != ' ') ++at;
        token.to = at;
        std::size_t first = token.from, last = token.to;
        while (first < last && !is_plain_alnum(plain[first]) && plain[first] != '&') ++first;
        while (last > first && !is_plain_alnum(plain[last - 1]) && plain[last - 1] != '&') --last;
        token.bare = plain.substr(first, last - first);
        token.ends =
            last < token.to && std::string_view(",;:.)|").find(plain[last]) != std::string_view::npos;
        const auto printed = line.printed(first, last);
        token.capital = !printed.empty() && is_upper(decode_utf8(printed, 0).code_point);
        for (const auto& hit : line.labels)
            token.in_label =
                token.in_label || (token.from < hit.to && hit.from < token.to && hit.label != Label::subject);
        tokens.push_back(token);
    }
    // A word's box counts where words and tokens agree, which they do but for repairs with a space.
    if (tokens.size() == line.line->words.size())
        for (std::size_t i = 1; i < tokens.size(); ++i) {
            const auto& left = line.line->words[i - 1].box();
            const auto& right = line.line->words[i].box();
            if (left.empty() || right.empty()) continue;
            tokens[i].gap_before =
                right.left_px - left.right_px > 2 * std::max(left.height_px(), right.height_px());
        }
    return tokens;
}

bool is_connector(const Token& token) {
    return holds(kConnectors, token.bare);
}

bool may_belong(const Token& token) {
    if (token.in_label || token.bare.empty() || is_plain_digit(token.bare.front()) ||
        holds(kHeadings, token.bare))
        return false;
    return token.capital || is_connector(token);
}

/// A coat of arms read as a letter: a public body's name does not begin with one, but for those of Ö Göinge
/// and V Götaland. A company's or a person's may.
bool is_logotype(const Token& token, std::string_view body) {
    constexpr std::array<std::string_view, 7> kPublic{"kommun", "namnd",  "namnden", "styrelsen",
                                                      "verket", "region", "regionen"};
    return token.bare.size() == 1 && token.bare != "o" && token.bare != "v" &&
           std::any_of(kPublic.begin(), kPublic.end(), [&](auto ending) { return body.ends_with(ending); });
}

}  // namespace

std::vector<OrganisationName> organisations_in(const TextLine& line) {
    std::vector<OrganisationName> names;
    constexpr std::size_t kLongest = 600;  // beyond this it is running text, not a letterhead
    if (line.plain.size() > kLongest) return names;
    const auto tokens = tokens_of(line);
    std::size_t next_free = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Kind* kind = kind_of(tokens[i].bare);
        if (!kind || i < next_free || tokens[i].in_label) continue;
        std::size_t first = i;
        while (first > next_free && !tokens[first].gap_before && !tokens[first - 1].ends &&
               may_belong(tokens[first - 1]))
            --first;
        while (first < i && (is_connector(tokens[first]) || is_logotype(tokens[first], tokens[i].bare)))
            ++first;
        std::size_t last = i;
        if (kind->name_follows || (i + 1 < tokens.size() && tokens[i + 1].bare == "i")) {
            while (last + 1 < tokens.size() && !tokens[last].ends && !tokens[last + 1].gap_before &&
                   may_belong(tokens[last + 1]))
                ++last;
            while (last > i && is_connector(tokens[last]) && tokens[last].bare != "lan") --last;
        }
        // A name has a capital; "kommunen" and "en förening" in running text have none.
        if (!tokens[first].capital) continue;
        const bool kind_alone =
            first == last && tokens[i].bare == kind->ending && !tokens[i].bare.ends_with("n");
        if (kind_alone && kind->whole_word) continue;
        std::size_t end = tokens[last].to;
        while (end > tokens[last].from && !is_plain_alnum(line.plain[end - 1])) --end;
        std::size_t start = tokens[first].from;
        while (start < end && !is_plain_alnum(line.plain[start])) ++start;
        double points = kind->points;
        // "Kommunalförbund" alone says what it is, not which.
        constexpr std::array<std::string_view, 9> kIndefinite{"kommun", "forening",    "forbund",
                                                              "namnd",  "forvaltning", "bolag",
                                                              "klubb",  "utskott",     "myndighet"};
        if (first == last && std::any_of(kIndefinite.begin(), kIndefinite.end(),
                                         [&](auto ending) { return tokens[i].bare.ends_with(ending); }))
            points -= 1.5;
        for (std::size_t k = i + 1; k <= last; ++k)
            if (const Kind* other = kind_of(tokens[k].bare)) points = std::max(points, other->points);
        names.push_back({{line.index, start, end},
                         points - (kind_alone ? 0.5 : 0.0) -
                             (first == last && tokens[i].bare == "styrelsen" ? 1.0 : 0.0)});
        next_free = last + 1;
    }
    return names;
}

std::vector<std::string> domain_names(const DocumentText& text) {
    constexpr std::array<std::string_view, 12> kProviders{"gmail",  "hotmail",  "outlook", "live",
                                                          "telia",  "yahoo",    "icloud",  "spray",
                                                          "comhem", "bredband", "swipnet", "msn"};
    std::map<std::string, int> times;
    constexpr std::size_t kMaxDomains = 200;
    for (const auto& line : text.lines()) {
        if (times.size() >= kMaxDomains) break;
        const std::string_view plain = line.plain;
        for (std::size_t at = 0; at < plain.size(); ++at) {
            std::size_t start = 0;
            if (plain[at] == '@')
                start = at + 1;
            else if (plain.substr(at, 4) == "www.")
                start = at + 4;
            else
                continue;
            std::size_t end = start;
            while (end < plain.size() &&
                   (is_plain_alnum(plain[end]) || plain[end] == '-' || plain[end] == '.'))
                ++end;
            std::string_view host = plain.substr(start, end - start);
            while (host.ends_with('.')) host.remove_suffix(1);
            const std::size_t dot = host.rfind('.');
            if (dot == std::string_view::npos || host.size() - dot > 5) continue;
            host = host.substr(0, dot);
            host = host.substr(host.rfind('.') + 1);
            constexpr std::size_t kShortest = 3;
            if (host.size() >= kShortest && !holds(kProviders, host)) ++times[std::string(host)];
        }
    }
    std::vector<std::pair<std::string, int>> sorted(times.begin(), times.end());
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<std::string> names;
    for (auto& [name, count] : sorted) names.push_back(std::move(name));
    return names;
}

bool matches_domain(std::string_view plain_name, std::string_view domain) {
    const auto letters_of = [](std::string_view part) {
        std::string out;
        for (const char c : part)
            if (is_plain_alnum(c)) out.push_back(c);
        return out;
    };
    const std::string name = letters_of(plain_name), wanted = letters_of(domain);
    constexpr std::size_t kLongEnough = 5;
    return wanted.size() >= 3 && (name.starts_with(wanted) ||
                                  (wanted.size() >= kLongEnough && name.find(wanted) != std::string::npos) ||
                                  (name.size() >= kLongEnough && wanted.find(name) != std::string::npos));
}

bool has_postal_code(std::string_view plain) {
    for (std::size_t at = 0; at + 7 < plain.size(); ++at) {
        if (at > 0 && is_plain_alnum(plain[at - 1])) continue;
        const auto digits = [&](std::size_t from, std::size_t count) {
            return std::all_of(plain.begin() + static_cast<std::ptrdiff_t>(from),
                               plain.begin() + static_cast<std::ptrdiff_t>(from + count), is_plain_digit);
        };
        if (!digits(at, 3) || plain[at + 3] != ' ' || !digits(at + 4, 2)) continue;
        if (plain[at + 6] == ' ' && is_plain_letter(plain[at + 7])) return true;
    }
    return false;
}

}  // namespace akt
