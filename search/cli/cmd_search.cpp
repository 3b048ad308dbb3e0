#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "index/archive/archive.h"
#include "index/compound_split.h"
#include "index/fields.h"
#include "ocr/base/resources.h"
#include "search/cli/context.h"
#include "search/cli/verbs.h"
#include "search/render_json.h"
#include "search/render_text.h"
#include "search/searcher.h"

namespace akt {

namespace {

constexpr std::size_t kMostHits = 10'000;

struct SearchRequest {
    std::vector<std::string> words;
    SearchOptions options;
    bool json = false;
    bool explain = false;

    std::string query() const {
        std::string text;
        for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
        return text;
    }
};

void put(const std::string& text, std::FILE* stream = stdout) {
    std::fwrite(text.data(), 1, text.size(), stream);
}

void tell_diagnostics(const SearchResult& result, const Context& context) {
    for (const auto& diagnostic : result.diagnostics)
        if (diagnostic.kind != DiagnosticKind::word_not_found)
            context.warn(without_controls(in_english(diagnostic)));
}

ExitCode search(const SearchRequest& request, Context& context) {
    const auto archive = Archive::create_or_open(context.archive(), Archive::Mode::read);
    const Searcher searcher(
        archive.index_folder(), [&](const std::string& id) { return archive.find(id); },
        open_compound_split(models_folder()));
    const auto query = request.query();
    auto options = request.options;
    options.facets = options.facets || request.json;
    const auto result = searcher.search(query, options);
    if (request.explain) put(result.explanation, request.json ? stderr : stdout);
    tell_diagnostics(result, context);
    if (request.json) {
        put(render_search_json(result, query,
                               [&](const Hit& hit) { return archive.original_path(hit.id).string(); }));
        put("\n");
    } else {
        put(render_search_text(result, options.offset + 1, context.colored(STDOUT_FILENO)));
        if (options.facets) put(render_facets_text(result.facets));
    }
    if (!context.quiet) put(render_nothing_found(result), stderr);
    return result.total == 0 ? ExitCode::nothing_found : ExitCode::done;
}

std::string field_help() {
    std::string text = "Fields:\n";
    for (const auto& field : kFields) {
        std::string names = std::string(field.name) + ": (" + std::string(field.english) + ":)";
        constexpr std::size_t kColumn = 26;
        std::size_t width = 0;
        for (const char byte : names) width += (static_cast<unsigned char>(byte) & 0xC0) != 0x80 ? 1 : 0;
        names.append(width < kColumn ? kColumn - width : 1, ' ');
        text += "  " + names + std::string(field.help) + ", " + std::string(field.example) + '\n';
    }
    return text;
}

}  // namespace

void register_search(CLI::App& app, Context& context) {
    CLI::App* verb = app.add_subcommand("search", "Find documents; exit code 3 when there are none");
    const auto request = std::make_shared<SearchRequest>();
    verb->add_option("QUERY", request->words, "Words and conditions; put -- before one that begins with -")
        ->required();
    verb->add_flag("--json", request->json, "One JSON object (format 1), with facets");
    verb->add_flag("--any", request->options.any_word,
                   "One word is enough, best matches first: for questions");
    verb->add_option("--limit", request->options.limit, "How many to show (default 20)")
        ->type_name("N")
        ->check(CLI::Range(std::size_t{0}, kMostHits));
    verb->add_option("--offset", request->options.offset, "How many to pass over")
        ->type_name("N")
        ->check(CLI::Range(std::size_t{0}, std::size_t{1'000'000'000}));
    verb->add_option("--sort", request->options.sort, "relevance (default), date (newest first) or added")
        ->option_text("ORDER")
        ->transform(CLI::CheckedTransformer(std::map<std::string, Sort>{
            {"relevance", Sort::relevance}, {"date", Sort::date}, {"added", Sort::added}}))
        ->type_name("ORDER");
    verb->add_flag("--facets", request->options.facets, "Count types, years and senders");
    verb->add_flag("--explain", request->explain,
                   "Show the query as understood, as a tree and as Xapian runs it");
    verb->footer(
        "Examples:\n"
        "  akt search hälso- och sjukvårdsavtalet      all words, in any inflection\n"
        "  akt search halso sjukvardsavtal             the same without a Swedish keyboard\n"
        "  akt search KS 2024/123                      a case\n"
        "  akt search '\"nytt avtal\" -utkast typ:beslut år:2022..2024'\n"
        "  akt search --any vem beslutar om bygglov    a question\n\n" +
        field_help());
    verb->callback([request, &context] { context.run([&] { return search(*request, context); }); });
}

}  // namespace akt
