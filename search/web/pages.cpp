#include "search/web/pages.h"

#include <algorithm>
#include <set>
#include <utility>

#include "ocr/base/clock.h"

namespace akt::web {

namespace {

constexpr std::size_t kFacetsShown = 6;

Html layout(std::string_view title, const std::string& query, const Html& body) {
    return Html::format(
        R"(<!DOCTYPE html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{} – Akt</title>
<link rel="icon" href="/akt.svg" type="image/svg+xml">
<link rel="stylesheet" href="/akt.css">
<script src="/akt.js" defer></script>
</head>
<body>
<a class="skip" href="#innehall">Till innehållet</a>
<header>
<a class="home" href="/">Akt</a>
<form role="search" action="/" method="get">
<label for="q">Sök i arkivet</label>
<input id="q" name="q" type="search" value="{}" autocomplete="off" spellcheck="false">
<button>Sök</button>
</form>
</header>
<main id="innehall" tabindex="-1">
{}
</main>
</body>
</html>
)",
        title, query, body);
}

std::string order_name(Sort sort) {
    switch (sort) {
        case Sort::relevance: return {};
        case Sort::date: return "datum";
        case Sort::added: return "tillagd";
    }
    return {};
}

std::string search_url(const SearchView& view, const std::string& query, std::size_t offset) {
    return url("/", {{"q", query},
                     {"ordning", order_name(view.options.sort)},
                     {"fran", offset == 0 ? std::string() : std::to_string(offset)}});
}

/// A value in the query language; one with anything but letters, digits and hyphens is quoted.
std::string query_value(const std::string& value) {
    const bool plain = std::all_of(value.begin(), value.end(), [](char byte) {
        return static_cast<unsigned char>(byte) >= 0x80 ||
               std::isalnum(static_cast<unsigned char>(byte)) != 0 || byte == '-';
    });
    return plain ? value : "\"" + value + "\"";
}

Html marked_snippet(const Hit& hit) {
    Html out;
    std::size_t at = 0;
    const std::string_view snippet = hit.snippet;
    for (const auto& match : hit.matches) {
        out += Html::format("{}<mark>{}</mark>", snippet.substr(at, match.begin - at),
                            snippet.substr(match.begin, match.end - match.begin));
        at = match.end;
    }
    out += Html::format("{}", snippet.substr(at));
    return out;
}

Html facts(const Hit& hit) {
    Html out;
    const auto add = [&](const std::optional<std::string>& value) {
        if (value) out += Html::format("<li>{}</li>", *value);
    };
    add(hit.date);
    add(hit.dnr);
    add(hit.type);
    add(hit.sender);
    return out;
}

Html hit_item(const SearchView& view, const Hit& hit) {
    const auto link =
        url("/dokument/" + hit.id.substr(0, 12),
            {{"q", view.query}, {"sida", hit.page > 1 ? std::to_string(hit.page) : std::string()}});
    return Html::format(R"(<li class="hit"><h2><a href="{}">{}</a></h2>
<ul class="facts">{}</ul>
<p class="snippet">{}</p></li>
)",
                        link, hit.title.value_or(hit.file_name), facts(hit), marked_snippet(hit));
}

Html facet(const SearchView& view, std::string_view heading, std::string_view field,
           const std::vector<FacetCount>& counts) {
    if (counts.size() < 2) return {};
    Html items;
    for (std::size_t i = 0; i < std::min(counts.size(), kFacetsShown); ++i) {
        const auto narrowed = view.query + " " + std::string(field) + ":" + query_value(counts[i].value);
        items += Html::format(R"(<li><a href="{}">{}</a> <span class="count">{}</span></li>)",
                              search_url(view, narrowed, 0), counts[i].value, counts[i].count);
    }
    return Html::format("<h2>{}</h2><ul>{}</ul>", heading, items);
}

Html orders(const SearchView& view) {
    Html out;
    for (const auto& [sort, name] : {std::pair(Sort::relevance, "Bäst träff"), std::pair(Sort::date, "Datum"),
                                     std::pair(Sort::added, "Senast tillagda")}) {
        SearchView other = view;
        other.options.sort = sort;
        out += sort == view.options.sort
                   ? Html::format(R"(<li><span aria-current="true">{}</span></li>)", name)
                   : Html::format(R"(<li><a href="{}">{}</a></li>)", search_url(other, view.query, 0), name);
    }
    return Html::format(R"(<ul class="orders" aria-label="Ordning">{}</ul>)", out);
}

Html notes(const SearchView& view, const SearchResult& result) {
    Html out;
    for (const auto& diagnostic : result.diagnostics)
        out += Html::format("<p>{}</p>", in_swedish(diagnostic));
    if (result.suggestion)
        out += Html::format(R"(<p>Menade du <a href="{}">{}</a>?</p>)",
                            search_url(view, *result.suggestion, 0), *result.suggestion);
    if (out.empty()) return out;
    return Html::format(R"(<div class="notes">{}</div>)", out);
}

Html pager(const SearchView& view, const SearchResult& result) {
    const auto& options = view.options;
    Html out;
    if (options.offset > 0)
        out += Html::format(
            R"(<a rel="prev" href="{}">Föregående</a>)",
            search_url(view, view.query, options.offset - std::min(options.offset, options.limit)));
    if (options.offset + result.hits.size() < result.total)
        out += Html::format(R"( <a rel="next" href="{}">Nästa</a>)",
                            search_url(view, view.query, options.offset + options.limit));
    if (out.empty()) return out;
    return Html::format(R"(<nav class="pager" aria-label="Fler träffar">{}</nav>)", out);
}

Html fact_rows(const Record& record) {
    Html rows;
    const auto row = [&](std::string_view name, const std::string& value) {
        if (!value.empty()) rows += Html::format("<dt>{}</dt><dd>{}</dd>", name, value);
    };
    const auto text = [](const auto& found) { return found ? found->value : std::string(); };
    const auto date = [](const auto& found) { return found ? iso_date(found->value) : std::string(); };
    const auto list = [](const auto& found, const auto& as_text) {
        std::string out;
        for (const auto& value : found) out += (out.empty() ? "" : ", ") + as_text(value.value);
        return out;
    };
    const auto same = [](const std::string& value) { return value; };
    const auto& metadata = record.metadata;
    row("Datum", date(metadata.date));
    row("Inkommen", date(metadata.received));
    row("Diarienummer", list(metadata.dnr, [](const Diarienummer& dnr) { return canonical(dnr); }));
    row("Typ", text(metadata.type));
    row("Avsändare", text(metadata.sender));
    row("Mottagare", list(metadata.recipients, same));
    row("Paragrafer", list(metadata.sections, same));
    row("Taggar", list(metadata.tags, same));
    row("Fil", record.original.file_name);
    row("Id", short_id(record));
    return Html::format("<dl>{}</dl>", rows);
}

std::string document_url(const Record& record, const std::string& query, int page) {
    return url("/dokument/" + short_id(record),
               {{"q", query}, {"sida", page > 1 ? std::to_string(page) : std::string()}});
}

Html page_links(const Record& record, std::size_t shown, const std::string& query) {
    const auto& pages = record.document.pages;
    Html out;
    if (shown > 0)
        out += Html::format(R"(<a rel="prev" href="{}">Föregående sida</a>)",
                            document_url(record, query, pages[shown - 1].number));
    out += Html::format(" <span>Sida {} av {}</span> ", pages[shown].number, pages.size());
    if (shown + 1 < pages.size())
        out += Html::format(R"(<a rel="next" href="{}">Nästa sida</a>)",
                            document_url(record, query, pages[shown + 1].number));
    return Html::format(R"(<nav class="pager" aria-label="Sidor">{}</nav>)", out);
}

/// The picture with the hits boxed: SVG, so that the boxes' places are attributes and no inline style is
/// needed.
Html picture_of(const Record& record, const Page& page, const std::vector<WordMatch>& matches) {
    if (page.width_px <= 0 || page.height_px <= 0) return {};
    Html boxes;
    for (std::size_t i = 0; i < matches.size(); ++i) {
        const auto& box = matches[i].box;
        if (box.empty()) continue;
        boxes += Html::format(
            R"(<a href="#traff-{}" aria-label="Träff {} i texten"><rect x="{}" y="{}" width="{}" height="{}"/></a>)",
            i + 1, i + 1, box.left_px, box.top_px, box.width_px(), box.height_px());
    }
    return Html::format(
        R"(<figure><svg viewBox="0 0 {} {}" role="group" aria-label="Bild av sida {}">
<image href="/dokument/{}/sida/{}.png" width="{}" height="{}"/>{}</svg></figure>)",
        page.width_px, page.height_px, page.number, short_id(record), page.number, page.width_px,
        page.height_px, boxes);
}

Html word_html(const Word& word) {
    if (!word.repair() || word.text() == word.raw()) return Html::format("{}", word.text());
    const auto read = "läst: " + word.raw();
    return word.repair()->uncertain
               ? Html::format(R"(<span class="uncertain" title="{}, osäkert">{}</span>)", read, word.text())
               : Html::format(R"(<span class="repaired" title="{}">{}</span>)", read, word.text());
}

Html text_of_page(const Page& page, const std::vector<WordMatch>& matches) {
    if (page.how == PageReading::failed)
        return Html::format(
            R"(<p class="notes">Sidan kunde inte läsas: {}. Kommandot akt retry försöker igen.</p>)",
            page.failure);
    Html out, paragraph;
    std::size_t next_match = 0;
    const auto end_paragraph = [&] {
        if (!paragraph.empty()) out += Html::format("<p>{}</p>\n", paragraph);
        paragraph = {};
    };
    for (std::size_t i = 0; i < page.lines.size(); ++i) {
        const auto& line = page.lines[i];
        if (i > 0 && line.block != page.lines[i - 1].block) end_paragraph();
        if (!paragraph.empty()) paragraph += Html::format("<br>\n");
        for (std::size_t j = 0; j < line.words.size(); ++j) {
            if (j > 0) paragraph += Html::format(" ");
            const bool hit =
                next_match < matches.size() && matches[next_match].line == i && matches[next_match].word == j;
            if (hit) ++next_match;
            paragraph +=
                hit ? Html::format(R"(<mark id="traff-{}">{}</mark>)", next_match, word_html(line.words[j]))
                    : word_html(line.words[j]);
        }
    }
    end_paragraph();
    return out;
}

Html match_links(const std::vector<WordMatch>& matches) {
    if (matches.empty()) return {};
    Html out;
    for (std::size_t i = 1; i <= matches.size(); ++i)
        out += Html::format(R"( <a class="to-hit" href="#traff-{}">{}</a>)", i, i);
    return Html::format(R"(<nav class="matches" aria-label="Träffar på sidan">Träffar:{}</nav>)", out);
}

}  // namespace

std::string start_page() {
    return layout("Sök", "", Html::format(R"(<h1>Sök i arkivet</h1>
<p>Skriv ord som ska finnas i dokumentet. Böjningar, sammansättningar och ord utan å, ä och ö hittas också.</p>
<dl class="examples">
<dt><code>fuktskador år:2019</code></dt><dd>ordet, i dokument daterade 2019</dd>
<dt><code>"bygga en cykelväg"</code></dt><dd>orden i följd</dd>
<dt><code>dnr:"KS 2024/123"</code></dt><dd>ett ärende, hur numret än är skrivet</dd>
<dt><code>typ:protokoll § 23</code></dt><dd>en paragraf i ett protokoll</dd>
<dt><code>avlopp -radon datum:2024-05..2024-09</code></dt><dd>utan ett ord, inom en tid</dd>
</dl>)"))
        .markup();
}

std::string search_page(const SearchView& view, const SearchResult& result) {
    Html items;
    for (const auto& hit : result.hits) items += hit_item(view, hit);
    const Html facets = [&] {
        Html out = facet(view, "Typ", "typ", result.facets.type);
        out += facet(view, "År", "år", result.facets.year);
        out += facet(view, "Avsändare", "avsändare", result.facets.sender);
        return out.empty() ? out : Html::format(R"(<aside aria-label="Begränsa">{}</aside>)", out);
    }();
    const auto first = view.options.offset + 1;
    const Html body = Html::format(
        R"(<h1 class="count" aria-live="polite">{}</h1>{}{}<div class="results">{}<div>
<ol class="hits" start="{}">{}</ol>{}</div></div>)",
        result.total == 0 ? std::string("Inga träffar")
                          : fmt::format("{}{} träff{}", result.total_is_exact ? "" : "omkring ", result.total,
                                        result.total == 1 ? "" : "ar"),
        notes(view, result), result.total == 0 ? Html() : orders(view), facets, first, items,
        pager(view, result));
    return layout(view.query, view.query, body).markup();
}

std::string document_page(const Record& record, std::size_t shown, const std::string& query,
                          const std::vector<WordMatch>& matches) {
    const auto title = record.metadata.title ? record.metadata.title->value : record.original.file_name;
    const auto& page = record.document.pages[shown];
    const auto picture = picture_of(record, page, matches);
    const Html body = Html::format(
        R"(<article><h1>{}</h1>
<details{}><summary>Om dokumentet</summary>{}<p><a href="/dokument/{}/original">Hämta originalet</a></p></details>
{}{}
<div class="page{}">{}<section class="text" aria-label="Text på sida {}">{}</section></div></article>)",
        title, Html::format(" open"), fact_rows(record), short_id(record), page_links(record, shown, query),
        match_links(matches), picture.empty() ? Html() : Html::format(" pictured"), picture, page.number,
        text_of_page(page, matches));
    return layout(title, query, body).markup();
}

std::string message_page(const std::string& title, const std::string& message) {
    return layout(title, "", Html::format("<h1>{}</h1><p>{}</p>", title, message)).markup();
}

}  // namespace akt::web
