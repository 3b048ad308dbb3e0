#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "ocr/alto.h"
#include "ocr/base/resources.h"
#include "ocr/reader_process.h"
#include "ocr/reader_process_output.h"
#include "ocr/repair/repairer.h"
#include "search/cli/context.h"
#include "search/cli/new_file.h"
#include "search/cli/page_ranges.h"
#include "search/cli/verbs.h"
#include "search/render_document_json.h"

namespace akt {

namespace {

struct OcrRequest {
    std::string file;
    bool text = false, alto = false, json = false;
    std::string pages, pdf, debug_image;
    ReadOptions reading;
    int jobs = 0;
};

struct ReadyRepairer {
    RepairModels models = RepairModels::open(models_folder());
    Repairer repairer{models};

    ReadyRepairer() { models.lexicon.outlook(); }  // else made when the first page is repaired
};

Document read_and_repaired(const OcrRequest& request, const ReaderPoolOptions& options, Context& context) {
    // Made ready while the readers start and read: it takes as long as reading a short document.
    auto repair = std::async(std::launch::async, [] { return std::make_unique<ReadyRepairer>(); });
    ReaderPool pool(options);
    const PageNumbers pages = request.pages.empty() ? PageNumbers{} : parse_page_ranges(request.pages);
    const auto tell = [&](const Page& page) {
        context.log(fmt::format("page {}: {}", page.number, name_of(page.how)));
    };
    Document document = pool.read(request.file, request.reading, tell, pages);
    repair.get()->repairer.repair(document);
    return document;
}

void print_text(const Document& document) {
    for (std::size_t i = 0; i < document.pages.size(); ++i)
        fmt::print("{}{}\n", i > 0 ? "\f" : "", text_of(document.pages[i]));
}

void save(const std::filesystem::path& path, const std::string& bytes) {
    NewFile file(path);
    file.write(bytes);
    file.keep();
}

/// "sida.png" for the only page, else "sida-1.png", "sida-2.png" …
std::filesystem::path picture_name(const std::filesystem::path& given, int page, bool only) {
    if (only) return given;
    auto name = given.stem();
    name += fmt::format("-{}", page);
    name += given.extension();
    return given.parent_path() / name;
}

void draw_pages(const OcrRequest& request, const Document& document, DocumentOutput& output) {
    for (const Page& page : document.pages) {
        if (page.how == PageReading::failed) continue;
        save(picture_name(request.debug_image, page.number, document.pages.size() == 1),
             output.marked_picture(page));
    }
}

ExitCode ocr(const OcrRequest& request, Context& context) {
    ReaderPoolOptions options;
    options.jobs = request.jobs;
    options.stopped = stop_requested;
    options.show_worker_messages = context.verbose;
    std::optional<NewFile> pdf;  // a name that cannot be is told of before the work
    if (!request.pdf.empty()) pdf.emplace(request.pdf);
    const Document document = read_and_repaired(request, options, context);
    if (pdf || !request.debug_image.empty()) {
        DocumentOutput output(request.file, document, options);
        if (!request.debug_image.empty()) draw_pages(request, document, output);
        if (pdf) {
            output.write_pdf([&pdf](std::string_view bytes) { pdf->write(bytes); });
            pdf->keep();
        }
    }
    if (request.alto)
        fmt::print("{}", to_alto(document));
    else if (request.json)
        fmt::print("{}\n", render_document_json(document));
    else if (request.text || (!pdf && request.debug_image.empty()))
        print_text(document);
    ExitCode code = ExitCode::done;
    for (const Page& page : document.pages) {
        if (page.reads_badly) context.warn(fmt::format("{}: page {} reads badly", request.file, page.number));
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
    auto* pages = verb->add_option("--pages", request->pages, "Only these, like 1,3-5")->type_name("PAGES");
    verb->add_option(
            "--pdf", request->pdf,
            "Write a PDF that can be searched: the pages as they are, what was recognised on them laid "
            "over them unseen. With --redo-ocr the unseen text of an earlier OCR is replaced. A digital "
            "signature of the original does not hold for the copy")
        ->type_name("OUT")
        ->excludes(pages);
    verb->add_option(
            "--debug-image", request->debug_image,
            "Write a picture of each page with what was found on it: words tinted from green (sure) to "
            "red, repairs framed in blue (uncertain: magenta), lines, numbered blocks, headers and "
            "footers, what was taken for clutter crossed out; FILE-1.png … when there are several")
        ->type_name("FILE.png");
    verb->add_flag("--redo-ocr", request->reading.redo_ocr,
                   "Recognise the picture even where there is a text layer");
    verb->add_option("--jobs", request->jobs, "Worker processes (default: one a processor)")
        ->type_name("N")
        ->check(CLI::Range(1, 256));
    verb->footer(
        "Examples:\n"
        "  akt ocr protokoll.pdf                   the repaired text\n"
        "  akt ocr --pages 1,3-5 protokoll.pdf     of some pages\n"
        "  akt ocr --redo-ocr --alto brev.pdf > brev.alto.xml\n"
        "  akt ocr --pdf sokbar.pdf skannad.tif    a PDF that can be searched\n"
        "  akt ocr --debug-image sida.png a.pdf    what was found where");
    verb->callback([request, &context] { context.run([&] { return ocr(*request, context); }); });
}

}  // namespace akt
