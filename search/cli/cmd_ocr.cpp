#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "ocr/alto.h"
#include "ocr/base/resources.h"
#include "ocr/reader_process.h"
#include "ocr/repair/repairer.h"
#include "search/cli/context.h"
#include "search/cli/page_ranges.h"
#include "search/cli/verbs.h"
#include "search/render_document_json.h"

namespace akt {

namespace {

struct OcrRequest {
    std::string file;
    bool text = false, alto = false, json = false;
    std::string pages;
    ReadOptions reading;
    int jobs = 0;
};

Document read_and_repaired(const OcrRequest& request, Context& context) {
    ReaderPoolOptions options;
    options.jobs = request.jobs;
    options.stopped = stop_requested;
    options.show_worker_messages = context.verbose;
    ReaderPool pool(options);
    const PageNumbers pages = request.pages.empty() ? PageNumbers{} : parse_page_ranges(request.pages);
    const auto tell = [&](const Page& page) {
        context.log(fmt::format("page {}: {}", page.number, name_of(page.how)));
    };
    Document document = pool.read(request.file, request.reading, tell, pages);
    const RepairModels models = RepairModels::open(models_folder());
    Repairer(models).repair(document);
    return document;
}

void print_text(const Document& document) {
    for (std::size_t i = 0; i < document.pages.size(); ++i)
        fmt::print("{}{}\n", i > 0 ? "\f" : "", text_of(document.pages[i]));
}

ExitCode ocr(const OcrRequest& request, Context& context) {
    const Document document = read_and_repaired(request, context);
    if (request.alto)
        fmt::print("{}", to_alto(document));
    else if (request.json)
        fmt::print("{}\n", render_document_json(document));
    else
        print_text(document);
    ExitCode code = ExitCode::done;
    for (const Page& page : document.pages) {
        if (page.how != PageReading::failed) continue;
        context.warn(fmt::format("{}: page {}: {}", request.file, page.number, page.failure));
        code = ExitCode::some_failed;
    }
    return code;
}

}  // namespace

void register_ocr(CLI::App& app, Context& context) {
    CLI::App* verb = app.add_subcommand("ocr", "Read a document without archiving it: text on stdout");
    const auto request = std::make_shared<OcrRequest>();
    verb->add_option("FILE", request->file, "PDF, TIFF, PNG, JPEG or text file")->required();
    auto* text = verb->add_flag("--text", request->text, "Plain text, a form feed between pages (default)");
    auto* alto = verb->add_flag("--alto", request->alto, "ALTO 4.4 XML, with raw readings and boxes");
    verb->add_flag("--json", request->json, "JSON, with raw readings and boxes")
        ->excludes(text)
        ->excludes(alto);
    alto->excludes(text);
    verb->add_option("--pages", request->pages, "Only these, like 1,3-5")->type_name("PAGES");
    verb->add_flag("--redo-ocr", request->reading.redo_ocr,
                   "Recognise the picture even where there is a text layer");
    verb->add_option("--jobs", request->jobs, "Worker processes (default: one a processor)")
        ->type_name("N")
        ->check(CLI::Range(1, 256));
    verb->footer(
        "Examples:\n"
        "  akt ocr protokoll.pdf                   the repaired text\n"
        "  akt ocr --pages 1,3-5 protokoll.pdf     of some pages\n"
        "  akt ocr --redo-ocr --alto brev.pdf > brev.alto.xml");
    verb->callback([request, &context] { context.run([&] { return ocr(*request, context); }); });
}

}  // namespace akt
