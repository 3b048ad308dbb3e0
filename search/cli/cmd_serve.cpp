#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <string>

#include "index/archive/archive.h"
#include "ocr/base/resources.h"
#include "ocr/language/compounds.h"
#include "ocr/reader_process.h"
#include "search/cli/context.h"
#include "search/cli/open_archive.h"
#include "search/cli/verbs.h"
#include "search/query_parser.h"
#include "search/searcher.h"
#include "search/web/server.h"

namespace akt {

namespace {

ExitCode serve(const Context& context, const web::ServerOptions& options) {
    const Archive archive = open_for_reading(context);
    const Lexicon lexicon = Lexicon::open(models_folder());
    const CompoundSplitter splitter(lexicon);
    const CompoundSplit split = split_with(splitter);
    const Searcher searcher(
        archive.index_folder(), [&](const std::string& id) { return archive.find(id); }, split);
    ReaderPool readers({});

    web::Sources sources;
    sources.search = [&](std::string_view query, const SearchOptions& wanted) {
        return searcher.search(query, wanted);
    };
    sources.find = [&](const std::string& id) { return archive.find(id); };
    sources.resolve = [&](const std::string& prefix) { return archive.resolve(prefix); };
    sources.matches_on = [&](const Page& page, std::string_view query) {
        return matches_on(page, parse_query(query).query, split);
    };
    sources.original = [&](const Record& record) { return archive.original_path(record.original.sha256); };
    sources.picture = [&](const Record& record, const Page& page, int width_px) {
        return readers.draw(archive.original_path(record.original.sha256), page.number,
                            {page.turned_degrees, width_px});
    };

    web::Server server(std::move(sources), options);
    fmt::print("http://127.0.0.1:{}/\n", server.port());
    std::fflush(stdout);
    server.run(stop_requested);
    return ExitCode::done;
}

}  // namespace

void register_serve(CLI::App& app, Context& context) {
    const auto options = std::make_shared<web::ServerOptions>();
    auto* verb = app.add_subcommand("serve", "Search in the browser, on this computer only");
    verb->add_option("--port", options->port, "Port on 127.0.0.1; 0 for any free one (default 8080)")
        ->check(CLI::Range(0, 65535))
        ->type_name("N");
    verb->footer(
        "Prints its address and serves until Ctrl-C. It can only be read: nothing can be changed through "
        "it.\n"
        "Examples:\n"
        "  akt serve\n"
        "  akt serve --port 9000");
    verb->callback([&context, options] { context.run([&] { return serve(context, *options); }); });
}

}  // namespace akt
