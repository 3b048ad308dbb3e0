#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

#include "index/archive/archive.h"
#include "index/index.h"
#include "index/models_name.h"
#include "ocr/base/resources.h"
#include "ocr/reader_process.h"
#include "ocr/repair/repairer.h"
#include "search/cli/context.h"
#include "search/cli/verbs.h"

namespace akt {

namespace {

namespace fs = std::filesystem;

/// Runs one check and prints its line: what it is, "ok" and what was found, or what is wrong and what mends
/// it.
bool check(const char* what, const std::function<std::string()>& look) {
    try {
        fmt::print("{:<12}ok: {}\n", what, look());
        return true;
    } catch (const Error& error) {
        fmt::print("{:<12}WRONG: {}\n", what, error.what());
        return false;
    }
}

std::string look_at_models() {
    const auto folder = models_folder();
    const RepairModels models = RepairModels::open(folder);
    const Repairer repairer(models);
    return fmt::format("{} in {}", models_name(folder), folder.string());
}

/// A page through the whole reader: a worker is started, confined, and answers.
std::string look_at_reader() {
    std::string folder = (fs::temp_directory_path() / "akt-doctor-XXXXXX").string();
    if (mkdtemp(folder.data()) == nullptr)
        throw Error(ErrorCode::io, folder, "cannot be made", "free some space, or set TMPDIR");
    const auto file = fs::path(folder) / "prov.txt";
    std::ofstream(file) << "Ett litet prov.\n";
    std::error_code ignored;
    try {
        ReaderPoolOptions options;
        options.jobs = 1;
        ReaderPool readers(options);
        const auto document = readers.read(file, {});
        fs::remove_all(folder, ignored);
        return fmt::format("a confined worker read {} page", document.pages.size());
    } catch (...) {
        fs::remove_all(folder, ignored);
        throw;
    }
}

std::string look_at_archive(const fs::path& folder) {
    std::error_code ignored;
    if (!fs::exists(folder, ignored)) return folder.string() + " is not there yet; akt add makes it";
    const Archive archive = Archive::create_or_open(folder, Archive::Mode::read);
    if (Index::needs_rebuild(archive.index_folder()))
        throw Error(ErrorCode::not_found, archive.index_folder().string(), "no usable index",
                    "akt reindex makes it");
    return fmt::format("{} documents in {}", archive.ids().size(), folder.string());
}

ExitCode doctor(const Context& context) {
    fmt::print("{:<12}{}\n", "akt", AKT_VERSION);
    bool well = check("recognizer", [] { return recognizers_that_work({}); });
    well &= check("repair", look_at_models);
    well &= check("reader", look_at_reader);
    well &= check("archive", [&] { return look_at_archive(context.archive()); });
    return well ? ExitCode::done : ExitCode::error;
}

}  // namespace

void register_doctor(CLI::App& app, Context& context) {
    auto* verb = app.add_subcommand("doctor", "What is installed, what is missing and what mends it");
    verb->footer("Example:\n  akt doctor");
    verb->callback([&context] { context.run([&] { return doctor(context); }); });
}

}  // namespace akt
