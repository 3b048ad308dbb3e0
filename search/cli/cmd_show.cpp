#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <string>

#include "ocr/alto.h"
#include "ocr/base/clock.h"
#include "search/cli/context.h"
#include "search/cli/open_archive.h"
#include "search/cli/verbs.h"
#include "search/render_record_json.h"
#include "search/render_text.h"

namespace akt {

namespace {

struct ShowOptions {
    std::string id;
    bool raw = false, json = false, alto = false;
    std::string original_to;
};

void print_field(const char* name, const std::string& value) {
    if (!value.empty()) fmt::print("{:<12}{}\n", name, value);
}

template <class T, class AsText>
std::string joined(const std::vector<Found<T>>& list, AsText as_text) {
    std::string out;
    for (const auto& found : list) out += (out.empty() ? "" : ", ") + as_text(found.value);
    return out;
}

void print_metadata(const Record& record) {
    const auto& metadata = record.metadata;
    const auto same = [](const std::string& value) { return value; };
    const auto text = [](const std::optional<Found<std::string>>& found) {
        return found ? found->value : std::string();
    };
    print_field("id", short_id(record));
    print_field("title", text(metadata.title));
    print_field("date", metadata.date ? iso_date(metadata.date->value) : "");
    print_field("received", metadata.received ? iso_date(metadata.received->value) : "");
    print_field("case", joined(metadata.dnr, [](const Diarienummer& dnr) { return canonical(dnr); }));
    print_field("type", text(metadata.type));
    print_field("from", text(metadata.sender));
    print_field("to", joined(metadata.recipients, same));
    print_field("org.nr", joined(metadata.org_numbers, same));
    print_field("§", joined(metadata.sections, same));
    print_field("tags", joined(metadata.tags, same));
    print_field("file", record.original.file_name);
    print_field("added", record.added_at);
}

/// What was done since the document came, when anything was.
void print_history(const std::vector<Version>& history) {
    for (std::size_t i = 1; i < history.size(); ++i)
        print_field(i == 1 ? "history" : "",
                    fmt::format("{} {} {} ({})", history[i].name, history[i].created,
                                without_controls(history[i].message), without_controls(history[i].user)));
}

void print_pages(const Document& document, bool raw) {
    for (const auto& page : document.pages) {
        fmt::print("\n-- page {} ({}{}{})\n", page.number, name_of(page.how),
                   page.failure.empty() ? "" : ": ", page.failure);
        int block = page.lines.empty() ? 0 : page.lines.front().block;
        for (const auto& line : page.lines) {
            if (line.block != block) fmt::print("\n");
            block = line.block;
            fmt::print("{}\n", raw ? raw_text_of(line) : text_of(line));
        }
    }
}

ExitCode save_original(const Archive& archive, const std::string& id, const std::string& to) {
    namespace fs = std::filesystem;
    std::error_code failed;
    fs::copy_file(archive.original_path(id), to, failed);
    if (failed == std::errc::file_exists)
        throw Error(ErrorCode::usage, to, "is there already", "choose another name; nothing is overwritten");
    if (failed) throw Error(ErrorCode::io, to, "cannot be written: " + failed.message());
    return ExitCode::done;
}

ExitCode show(const Context& context, const ShowOptions& options) {
    const Archive archive = open_for_reading(context);
    const auto id = whole_id(archive, options.id);
    if (!options.original_to.empty()) return save_original(archive, id, options.original_to);
    const auto record = archive.find(id);
    if (!record) throw Error(ErrorCode::not_found, {}, "no document " + options.id);
    if (options.json) {
        fmt::print("{}", render_record_json(*record, archive.history(id)));
    } else if (options.alto) {
        fmt::print("{}", to_alto(record->document));
    } else {
        print_metadata(*record);
        print_history(archive.history(id));
        print_pages(record->document, options.raw);
    }
    return ExitCode::done;
}

}  // namespace

void register_show(CLI::App& app, Context& context) {
    const auto options = std::make_shared<ShowOptions>();
    auto* verb = app.add_subcommand("show", "Metadata and text of a document");
    verb->add_option("ID", options->id, "The first digits (at least 4) of its id")->required();
    auto* raw = verb->add_flag("--raw", options->raw, "Text as read, without repairs");
    auto* json = verb->add_flag("--json", options->json, "Everything, as JSON")->excludes(raw);
    auto* alto =
        verb->add_flag("--alto", options->alto, "The text as ALTO 4.4")->excludes(raw)->excludes(json);
    verb->add_option("--original", options->original_to, "Save the file as it was given")
        ->type_name("FILE")
        ->excludes(raw)
        ->excludes(json)
        ->excludes(alto);
    verb->footer(
        "Examples:\n"
        "  akt show 3f2a\n"
        "  akt show 3f2a --raw\n"
        "  akt show 3f2a --json | jq .metadata.title.value\n"
        "  akt show 3f2a --original beslut.pdf");
    verb->callback([&context, options] { context.run([&] { return show(context, *options); }); });
}

}  // namespace akt
