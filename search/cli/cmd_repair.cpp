#include <fcntl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ocr/base/error.h"
#include "ocr/base/resources.h"
#include "ocr/base/utf8.h"
#include "ocr/repair/repairer.h"
#include "ocr/repair/text_filter.h"
#include "search/cli/context.h"
#include "search/cli/open_archive.h"
#include "search/cli/repair_output.h"
#include "search/cli/verbs.h"

namespace akt {

namespace {

struct RepairArguments {
    std::vector<std::string> files;
    std::string only, lexicon;
    bool diff = false, json = false, aggressive = false, evidence = false;
};

std::vector<std::string> words_of_file(const std::string& path) {
    std::ifstream file(path);
    if (!file)
        throw Error(ErrorCode::io, path, "cannot be read", "--lexicon wants a text file with a word a line");
    std::vector<std::string> words;
    for (std::string line; std::getline(file, line);) {
        const auto begin = line.find_first_not_of(" \t\r");
        if (begin == line.npos) continue;
        words.push_back(to_nfc(line.substr(begin, line.find_last_not_of(" \t\r") + 1 - begin)));
    }
    return words;
}

RepairOptions options_of(const RepairArguments& arguments) {
    RepairOptions options;
    if (!arguments.only.empty()) {
        options.marks = arguments.only == "marks";
        options.encoding = arguments.only == "encoding";
        options.ocr = arguments.only == "ocr";
    }
    options.aggressive = arguments.aggressive;
    if (!arguments.lexicon.empty()) options.known_words = words_of_file(arguments.lexicon);
    return options;
}

void write_all(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) throw Error(ErrorCode::io, "stdout", std::strerror(errno));
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

/// A file being read, or stdin ("-").
class Input {
public:
    explicit Input(const std::string& path)
        : path_(path), descriptor_(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
        if (descriptor_ < 0)
            throw Error(errno == ENOENT ? ErrorCode::not_found : ErrorCode::io, path_, std::strerror(errno));
    }
    ~Input() {
        if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
    }
    Input(const Input&) = delete;
    Input& operator=(const Input&) = delete;

    /// Fills the buffer; 0 at the end.
    std::size_t read(std::vector<char>& buffer) const {
        while (true) {
            const ssize_t count = ::read(descriptor_, buffer.data(), buffer.size());
            if (count >= 0) return static_cast<std::size_t>(count);
            if (errno != EINTR) throw Error(ErrorCode::io, path_, std::strerror(errno));
            if (stop_requested()) throw Error(ErrorCode::interrupted, path_, "interrupted");
        }
    }

private:
    std::string path_;
    int descriptor_;
};

Evidence evidence_of_archive(const Context& context) {
    const Archive archive = open_for_reading(context);
    const auto evidence = gather_evidence(archive, Index::open(archive.index_folder(), Index::Mode::read));
    for (const auto& failure : evidence.unreadable) context.warn(failure);
    return evidence.for_repair();
}

ExitCode repair_files(const RepairArguments& arguments, const Context& context) {
    const auto models = RepairModels::open(models_folder());
    RepairOptions options = options_of(arguments);
    if (arguments.evidence) options.evidence = evidence_of_archive(context);
    const Repairer repairer(models, std::move(options));
    const bool colored = context.colored(STDOUT_FILENO);
    auto files = arguments.files;
    if (files.empty()) files.emplace_back("-");
    for (const auto& path : files) {
        const Input input(path);
        TextFilter filter(
            [&](std::string_view block) { return repairer.repair_text(block); },
            [&](std::string_view block, const std::vector<TextChange>& changes, TextPlace start) {
                if (arguments.json)
                    write_all(render_changes_json(block, changes, start, files.size() > 1 ? path : ""));
                else if (arguments.diff)
                    write_all(render_changes_diff(block, changes, start, colored));
                else
                    write_all(with_changes(block, changes));
            });
        std::vector<char> buffer(TextFilter::kBlockBytes);
        while (const std::size_t count = input.read(buffer)) {
            filter.write({buffer.data(), count});
            if (stop_requested()) return ExitCode::interrupted;
        }
        filter.finish();
    }
    return ExitCode::done;
}

}  // namespace

void register_repair(CLI::App& app, Context& context) {
    const auto arguments = std::make_shared<RepairArguments>();
    auto* verb = app.add_subcommand("repair", "Repair garbled Swedish text: from files or stdin to stdout");
    verb->add_option("FILE", arguments->files, "Text files; - or none: stdin");
    auto* diff =
        verb->add_flag("--diff", arguments->diff, "Show the changed lines, old and new words marked");
    verb->add_flag("--json", arguments->json, "One JSON object a change, a line each")->excludes(diff);
    verb->add_option("--only", arguments->only, "Only this kind of repair: marks, encoding or ocr")
        ->check(CLI::IsMember({"marks", "encoding", "ocr"}))
        ->type_name("KIND");
    verb->add_flag("--aggressive", arguments->aggressive, "Also where the text does not look damaged");
    verb->add_option("--lexicon", arguments->lexicon, "Words known to be right, one a line")
        ->type_name("FILE");
    verb->add_flag("--evidence", arguments->evidence,
                   "Also by what people decided in the archive, and how its sound documents spell");
    verb->footer(
        "What needs no repair comes out byte for byte; numbers and addresses are never changed.\n"
        "Examples:\n"
        "  akt repair < garbled.txt > good.txt\n"
        "  akt repair --diff letter.txt             see what would be changed\n"
        "  akt repair --only encoding old.txt       undo wrong character sets, nothing else\n"
        "  akt --archive /srv/akt repair --evidence letter.txt\n"
        "  akt repair --json letter.txt | jq -r 'select(.uncertain) | .new'");
    verb->callback([arguments, &context] { context.run([&] { return repair_files(*arguments, context); }); });
}

}  // namespace akt
