// Counts what the repairer changes in text that is sound: every change is wrong. Prints changes per 10,000
// words by file, and the commonest. usage: evaluate_harm [--models FOLDER] [--list N] [--left-out PARTS]
// [FILE…] Without files: the development texts, and with --left-out the training lines left out of models
// made with PARTS.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "corpus/train/train_text.h"
#include "ocr/base/error.h"
#include "ocr/base/resources.h"
#include "ocr/language/tokens.h"
#include "ocr/repair/repairer.h"

namespace {

using namespace akt;

/// As much as the filter takes at a time.
constexpr std::size_t kBlockBytes = 64 * 1024;

struct Harm {
    double words = 0, changes = 0;
    std::map<std::string, int> kinds;
};

class Meter {
public:
    explicit Meter(const Repairer& repairer) : repairer_(repairer) {}

    void line(std::string_view line) {
        block_ += line;
        block_ += '\n';
        if (block_.size() >= kBlockBytes) flush();
    }
    Harm finish() {
        flush();
        return std::move(harm_);
    }

private:
    void flush() {
        tokenize(block_, tokens_);
        harm_.words +=
            static_cast<double>(std::count_if(tokens_.begin(), tokens_.end(), [](const Token& token) {
                return token.kind == TokenKind::word || token.kind == TokenKind::foreign;
            }));
        for (const TextChange& change : repairer_.repair_text(block_)) {
            ++harm_.changes;
            ++harm_.kinds[block_.substr(change.offset_bytes, change.length_bytes) + " → " +
                          change.replacement + " (" + std::string(name_of(change.reason)) + ")"];
        }
        block_.clear();
    }

    const Repairer& repairer_;
    std::string block_;
    std::vector<Token> tokens_;
    Harm harm_;
};

void print(const std::string& name, const Harm& harm, std::size_t listed) {
    std::printf("%-34s %9.0f words %6.0f changes %8.2f per 10,000\n", name.c_str(), harm.words, harm.changes,
                harm.words > 0 ? harm.changes / harm.words * 10'000 : 0);
    std::vector<std::pair<int, std::string>> kinds;
    for (const auto& [kind, times] : harm.kinds) kinds.emplace_back(times, kind);
    std::sort(kinds.rbegin(), kinds.rend());
    for (std::size_t i = 0; i < std::min(listed, kinds.size()); ++i)
        std::printf("    %4d %s\n", kinds[i].first, kinds[i].second.c_str());
}

}  // namespace

int main(int argc, char** argv) try {
    std::filesystem::path models = models_folder();
    std::size_t listed = 0;
    TrainSlice slice{0, true};
    std::vector<std::filesystem::path> files;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        if (argument == "--models" && i + 1 < argc)
            models = argv[++i];
        else if (argument == "--list" && i + 1 < argc)
            listed = std::stoul(argv[++i]);
        else if (argument == "--left-out" && i + 1 < argc)
            slice.parts = static_cast<unsigned>(std::stoul(argv[++i]));
        else
            files.emplace_back(argument);
    }
    if (files.empty())
        for (const auto& entry : std::filesystem::directory_iterator(shared_folder() / "text" / "dev"))
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    const RepairModels repair_models = RepairModels::open(models);
    const Repairer repairer(repair_models);
    Harm all;
    for (const auto& file : files) {
        std::ifstream in(file, std::ios::binary);
        if (!in) throw Error(ErrorCode::not_found, file.string(), "cannot read this text");
        Meter meter(repairer);
        for (std::string line; std::getline(in, line);) meter.line(line);
        const Harm harm = meter.finish();
        all.words += harm.words, all.changes += harm.changes;
        print(file.filename().string(), harm, listed);
    }
    if (slice.parts != 0) {
        Meter meter(repairer);
        for_each_training_line(shared_folder() / "text" / "train", slice,
                               [&](std::string_view line, double) { meter.line(line); });
        const Harm harm = meter.finish();
        all.words += harm.words, all.changes += harm.changes;
        print("left out of training", harm, listed);
    }
    print("all", all, 0);
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
