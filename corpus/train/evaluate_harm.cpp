// Counts what the repairer changes in text that is sound: every change is wrong, but where UTF-8 taken for
// another set is turned back byte by byte, of which "sound" text has some too. Prints changes per 10,000
// words by file, beside those of the most frequent form of each skeleton and of hunspell's first suggestion;
// and the commonest. usage: evaluate_harm [--models FOLDER] [--list N] [--lines] [--no-hunspell]
// [--left-out PARTS] [FILE|FOLDER…] A folder is one kind of text: its files are repaired one by one and
// counted together, but for those in no valid UTF-8, which are not sound (collect_sound_text.sh makes such
// folders). --lines also prints each changed line. Without files: the development texts, and with --left-out
// the training lines left out of models made with PARTS.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "corpus/train/baselines.h"
#include "corpus/train/evaluation.h"
#include "corpus/train/train_text.h"
#include "ocr/base/resources.h"
#include "ocr/base/utf8.h"
#include "ocr/language/single_byte.h"
#include "ocr/language/tokens.h"
#include "ocr/repair/repairer.h"

namespace {

using namespace akt;

/// What invalid bytes become.
constexpr std::string_view kReplaced = "\uFFFD";
/// As much as the filter takes at a time.
constexpr std::size_t kBlockBytes = 64 * 1024;

/// Whether `read` is what the bytes of `written` look like in a set that programs take UTF-8 for.
bool is_utf8_misread(std::string_view read, std::string_view written) {
    for (const std::string_view name : {"windows-1252", "iso-8859-1"}) {
        const auto* charset = single_byte_charset(name);
        std::string shown;
        for (const char c : written) {
            const auto byte = static_cast<unsigned char>(c);
            const char32_t decoded = byte < 0x80 ? byte : charset->decode(byte);
            append_utf8(shown, decoded == 0 ? byte : decoded);
        }
        if (shown == read) return true;
    }
    return false;
}

struct Harm {
    double words = 0, changes = 0, mended = 0, frequent = 0, hunspell = 0;
    Commonest kinds;

    void add(const Harm& other) {
        words += other.words, changes += other.changes, mended += other.mended;
        frequent += other.frequent, hunspell += other.hunspell;
    }
};

class Meter {
public:
    Meter(const Repairer& repairer, Baselines& baselines, bool with_lines)
        : repairer_(repairer), baselines_(baselines), with_lines_(with_lines) {}

    void line(std::string_view line) {
        block_ += line;
        block_ += '\n';
        if (block_.size() >= kBlockBytes) flush();
    }
    /// A text of its own ends here.
    void flush() {
        if (block_.empty()) return;
        tokenize(block_, tokens_);
        harm_.words +=
            static_cast<double>(std::count_if(tokens_.begin(), tokens_.end(), [](const Token& token) {
                return token.kind == TokenKind::word || token.kind == TokenKind::foreign;
            }));
        for (const TextChange& change : repairer_.repair_text(block_)) {
            const auto old = block_.substr(change.offset_bytes, change.length_bytes);
            if (is_utf8_misread(old, change.replacement)) {
                ++harm_.mended;
                continue;
            }
            ++harm_.changes;
            harm_.kinds.add(old + " → " + change.replacement + " (" + std::string(name_of(change.reason)) +
                            ")");
            if (with_lines_) print_line(change);
        }
        harm_.frequent += words_changed(baselines_.most_frequent(block_));
        harm_.hunspell += words_changed(baselines_.first_suggestion(block_));
        block_.clear();
    }
    Harm finish() {
        flush();
        return std::move(harm_);
    }

private:
    void print_line(const TextChange& change) const {
        const std::size_t before = block_.rfind('\n', change.offset_bytes);
        const std::size_t from = before == std::string::npos ? 0 : before + 1;
        const std::size_t to = std::min(block_.find('\n', change.offset_bytes), block_.size());
        std::cout << "  " << change.replacement << " in: " << block_.substr(from, to - from) << '\n';
    }

    /// White space is never changed, so the words stand beside each other unless one became two.
    double words_changed(const std::string& text) const {
        const auto before = words_of(block_), after = words_of(text);
        double changed = 0;
        for (std::size_t i = 0; i < std::min(before.size(), after.size()); ++i)
            if (before[i] != after[i] && before.size() == after.size()) ++changed;
        return before.size() == after.size()
                   ? changed
                   : std::abs(static_cast<double>(before.size()) - static_cast<double>(after.size()));
    }

    const Repairer& repairer_;
    Baselines& baselines_;
    bool with_lines_;
    std::string block_;
    std::vector<Token> tokens_;
    Harm harm_;
};

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) files.push_back(entry.path());
    return files;
}

void print(const std::string& name, const Harm& harm, std::size_t listed) {
    const auto per_ten_thousand = [&](double times) {
        return harm.words > 0 ? times / harm.words * 10'000 : 0;
    };
    std::printf(
        "%-30s %9.0f words %6.0f changes %8.2f per 10,000, %4.0f mended | frequent %8.2f hunspell "
        "%8.2f\n",
        name.c_str(), harm.words, harm.changes, per_ten_thousand(harm.changes), harm.mended,
        per_ten_thousand(harm.frequent), per_ten_thousand(harm.hunspell));
    harm.kinds.print(listed);
}

}  // namespace

int main(int argc, char** argv) try {
    std::filesystem::path models = models_folder();
    std::size_t listed = 20;
    bool with_hunspell = true, with_lines = false;
    TrainSlice slice{0, true};
    std::vector<std::filesystem::path> files, folders;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        if (argument == "--models" && i + 1 < argc)
            models = argv[++i];
        else if (argument == "--list" && i + 1 < argc)
            listed = std::stoul(argv[++i]);
        else if (argument == "--lines")
            with_lines = true;
        else if (argument == "--no-hunspell")
            with_hunspell = false;
        else if (argument == "--left-out" && i + 1 < argc)
            slice.parts = static_cast<unsigned>(std::stoul(argv[++i]));
        else
            (std::filesystem::is_directory(argument) ? folders : files).emplace_back(argument);
    }
    const RepairModels repair_models = RepairModels::open(models);
    const Repairer repairer(repair_models);
    Baselines baselines(repair_models.lexicon, with_hunspell);
    Harm all;
    const auto count = [&](const std::string& name, Meter& meter) {
        const Harm harm = meter.finish();
        all.add(harm);
        print(name, harm, listed);
    };
    for (const auto& folder : folders) {
        const auto found = files_in(folder);
        if (found.empty()) continue;
        Meter meter(repairer, baselines, with_lines);
        for (const auto& [name, text] : evaluation_texts(found)) {
            if (text.find(kReplaced) != text.npos) continue;
            std::string_view lines = text;
            while (!lines.empty()) meter.line(next_line(lines));
            meter.flush();
        }
        count(folder.filename().string(), meter);
    }
    if (folders.empty() || !files.empty()) {
        for (const auto& [name, text] : evaluation_texts(files)) {
            Meter meter(repairer, baselines, with_lines);
            std::string_view lines = text;
            while (!lines.empty()) meter.line(next_line(lines));
            count(name, meter);
        }
    }
    if (slice.parts != 0) {
        Meter meter(repairer, baselines, with_lines);
        for_each_training_line(shared_folder() / "text" / "train", slice,
                               [&](std::string_view line, double) { meter.line(line); });
        count("left out of training", meter);
    }
    print("all", all, 0);
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
