#include "corpus/train/train_text.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "corpus/train/text_hash.h"
#include "ocr/base/error.h"
#include "ocr/language/language_guess.h"

namespace akt {

namespace {

/// Statutes until 1974 keep the spelling of their time (hafva, afgäld) beside modern amendments.
constexpr double kOldStatuteWeight = 0.15;

/// Agreements quoted in French and addresses in English would teach words that are not Swedish.
constexpr double kOtherLanguageOdds = 2.5, kWordsThatTell = 4;

bool is_in_another_language(std::string_view line) {
    const LanguageGuess guess = guess_language(line);
    return guess.words >= kWordsThatTell && guess.sv_log10_odds_of_listed < -kOtherLanguageOdds;
}

std::uint64_t hash_line(std::string_view line) {
    const std::uint64_t hash = text_hash(line);
    return hash ^ (hash >> 29);
}

struct Unpacking {
    FILE* pipe;
    explicit Unpacking(const std::filesystem::path& path)
        : pipe(popen(("xz -dc '" + path.string() + "'").c_str(), "r")) {
        if (pipe == nullptr) throw Error(ErrorCode::io, path.string(), "cannot run xz");
    }
    ~Unpacking() { pclose(pipe); }
    Unpacking(const Unpacking&) = delete;
    Unpacking& operator=(const Unpacking&) = delete;
};

}  // namespace

void for_each_training_line(const std::filesystem::path& folder, const TrainSlice& slice,
                            const std::function<void(std::string_view, double)>& visit) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".xz") files.push_back(entry.path());
    if (files.empty()) throw Error(ErrorCode::not_found, folder.string(), "no training text (*.xz) here");
    std::sort(files.begin(), files.end());
    std::unordered_set<std::uint64_t> seen;
    for (const auto& file : files) {
        const double weight =
            file.filename().string().find("1907_1974") != std::string::npos ? kOldStatuteWeight : 1.0;
        const Unpacking unpacking(file);
        char* buffer = nullptr;
        std::size_t capacity = 0;
        for (ssize_t length; (length = getline(&buffer, &capacity, unpacking.pipe)) > 0;) {
            const std::string_view line(
                buffer, static_cast<std::size_t>(length - (buffer[length - 1] == '\n' ? 1 : 0)));
            const auto hash = hash_line(line);
            if (line.empty() || !seen.insert(hash).second) continue;
            if (slice.parts != 0 && (hash % slice.parts == 0) != slice.left_out) continue;
            if (is_in_another_language(line)) continue;
            visit(line, weight);
        }
        std::free(buffer);
    }
}

std::filesystem::path shared_folder() {
    if (const char* given = std::getenv("AKT_SHARED"); given != nullptr && *given != '\0') return given;
    return std::filesystem::path(AKT_SOURCE_ROOT) / ".." / "shared";
}

}  // namespace akt
