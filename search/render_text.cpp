#include "search/render_text.h"

#include <vector>

namespace akt {

namespace {

constexpr std::string_view kBold = "\x1b[1m", kMatch = "\x1b[1;33m", kDim = "\x1b[2m", kPlain = "\x1b[0m";
constexpr std::size_t kShownIdDigits = 12;
constexpr std::size_t kShownFacetValues = 10;

std::string painted(std::string_view text, std::string_view paint, bool colored) {
    if (!colored || text.empty()) return std::string(text);
    return std::string(paint) + std::string(text) + std::string(kPlain);
}

std::string snippet_line(const Hit& hit, bool colored) {
    const auto clean = without_controls(hit.snippet);
    const std::string_view text = clean;
    std::string out;
    std::size_t at = 0;
    for (const auto& match : hit.matches) {
        out += text.substr(at, match.begin - at);
        out += painted(text.substr(match.begin, match.end - match.begin), kMatch, colored);
        at = match.end;
    }
    out += text.substr(at);
    return out;
}

std::string facet_line(std::string_view name, const std::vector<FacetCount>& counts) {
    if (counts.empty()) return {};
    std::string out(name);
    for (std::size_t i = 0; i < counts.size() && i < kShownFacetValues; ++i)
        out += (i == 0 ? ": " : ", ") + without_controls(counts[i].value) + ' ' +
               std::to_string(counts[i].count);
    if (counts.size() > kShownFacetValues) out += ", …";
    return out + '\n';
}

}  // namespace

std::string without_controls(std::string_view text) {
    std::string out(text);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const auto byte = static_cast<unsigned char>(out[i]);
        const auto next = i + 1 < out.size() ? static_cast<unsigned char>(out[i + 1]) : 0U;
        if (byte < 0x20 || byte == 0x7F) {
            out[i] = ' ';
        } else if (byte == 0xC2 && next >= 0x80 && next < 0xA0) {  // U+0080–U+009F
            out[i] = out[i + 1] = ' ';
        }
    }
    return out;
}

std::string render_search_text(const SearchResult& result, std::size_t first, bool colored) {
    std::string out;
    std::size_t number = first;
    for (const auto& hit : result.hits) {
        const auto title = without_controls(hit.title.value_or(hit.file_name));
        out += std::to_string(number++) + ". " + painted(title, kBold, colored) + '\n';
        std::string facts;
        const auto add = [&](const std::string& fact) {
            if (!fact.empty()) facts += (facts.empty() ? "" : " · ") + without_controls(fact);
        };
        for (const auto* fact : {&hit.date, &hit.dnr, &hit.type, &hit.sender}) add(fact->value_or(""));
        if (hit.page > 0) add("page " + std::to_string(hit.page));
        if (!hit.key.empty()) add("key " + hit.key);
        add(hit.id.substr(0, kShownIdDigits));
        out += "   " + painted(facts, kDim, colored) + '\n';
        if (!hit.snippet.empty()) out += "   " + snippet_line(hit, colored) + '\n';
        out += '\n';
    }
    if (result.hits.empty()) return out;
    out += std::to_string(first) + "–" + std::to_string(number - 1) + " of " +
           (result.total_is_exact ? "" : "about ") + std::to_string(result.total) +
           (result.total == 1 ? " document\n" : " documents\n");
    return out;
}

std::string render_facets_text(const Facets& facets) {
    return facet_line("type", facets.type) + facet_line("year", facets.year) +
           facet_line("sender", facets.sender);
}

std::string render_nothing_found(const SearchResult& result) {
    if (result.total > 0) return {};
    std::string out = "nothing found";
    bool named = false;
    for (const auto& diagnostic : result.diagnostics)
        if (diagnostic.kind == DiagnosticKind::word_not_found) {
            out += (named ? "; " : ": ") + without_controls(in_english(diagnostic));
            named = true;
        }
    out += '\n';
    if (!named && !result.query.empty())
        out += "every part is found somewhere, but no document has them all; --any shows the nearest\n";
    if (result.suggestion) out += "did you mean: " + without_controls(*result.suggestion) + '\n';
    return out;
}

}  // namespace akt
