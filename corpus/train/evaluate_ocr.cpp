// Measures what repair does to text that Tesseract misread: character and word error rates before and after,
// by reader and resolution, over the pairs made by make_ocr_pairs.sh (NNN.truth beside NNN.eng.txt and
// NNN.swe.txt). usage: evaluate_ocr [--models FOLDER] [--errors N] PAIRS_FOLDER
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "ocr/base/error.h"
#include "ocr/base/resources.h"
#include "ocr/base/utf8.h"
#include "ocr/repair/repairer.h"

namespace {

using namespace akt;

std::string text_of_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw Error(ErrorCode::not_found, path.string(), "cannot read this text");
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Quotes and dashes of one kind, and single spaces: what is not letters is not measured here.
std::u32string plain(const std::string& text) {
    std::u32string out;
    for (char32_t c : to_utf32(to_nfc(text))) {
        if (is_space(c)) c = U' ';
        if (c == U' ' && (out.empty() || out.back() == U' ')) continue;
        if (c == U'–' || c == U'—' || c == U'‐') c = U'-';
        if (c == U'”' || c == U'“' || c == U'„') c = U'"';
        if (c == U'’' || c == U'‘') c = U'\'';
        out += c;
    }
    while (!out.empty() && out.back() == U' ') out.pop_back();
    return out;
}

std::vector<std::u32string> words_of(const std::u32string& text) {
    std::vector<std::u32string> out(1);
    for (const char32_t c : text) {
        if (c != U' ')
            out.back() += c;
        else
            out.emplace_back();
    }
    return out;
}

/// Least edits from one sequence to the other; `wrong(a index, b index)` hears of each substitution on one
/// best way.
template <class Sequence, class Wrong>
std::size_t edits(const Sequence& a, const Sequence& b, Wrong&& wrong) {
    const std::size_t width = b.size() + 1;
    std::vector<std::uint32_t> cost((a.size() + 1) * width);
    for (std::size_t i = 0; i <= a.size(); ++i)
        for (std::size_t k = 0; k <= b.size(); ++k) {
            if (i == 0 || k == 0) {
                cost[i * width + k] = static_cast<std::uint32_t>(i + k);
                continue;
            }
            cost[i * width + k] =
                std::min({cost[(i - 1) * width + k] + 1, cost[i * width + k - 1] + 1,
                          cost[(i - 1) * width + k - 1] + (a[i - 1] == b[k - 1] ? 0U : 1U)});
        }
    for (std::size_t i = a.size(), k = b.size(); i > 0 && k > 0;) {
        const std::uint32_t here = cost[i * width + k];
        const bool same = a[i - 1] == b[k - 1];
        if (here == cost[(i - 1) * width + k - 1] + (same ? 0U : 1U)) {
            --i, --k;
            if (!same) wrong(i, k);
        } else if (here == cost[(i - 1) * width + k] + 1) {
            --i;
        } else {
            --k;
        }
    }
    return cost.back();
}

struct Rates {
    double characters = 0, words = 0, character_errors = 0, word_errors = 0, repaired_characters = 0,
           repaired_words = 0;
    int pages = 0, worse = 0;
    std::map<std::string, int> left;

    void print(const std::string& name) const {
        std::printf("%-14s %3d pages   CER %6.2f → %5.2f %%   WER %6.2f → %5.2f %%   pages made worse: %d\n",
                    name.c_str(), pages, 100 * character_errors / characters,
                    100 * repaired_characters / characters, 100 * word_errors / words,
                    100 * repaired_words / words, worse);
    }
};

void measure(const std::string& truth_text, const std::string& read_text, const Repairer& repairer,
             Rates& rates) {
    const auto truth = plain(truth_text), read = plain(read_text);
    const auto repaired = plain(with_changes(read_text, repairer.repair_text(read_text)));
    const auto nothing = [](std::size_t, std::size_t) {};
    const auto truth_words = words_of(truth), read_words = words_of(read),
               repaired_words = words_of(repaired);
    const auto before = edits(truth, read, nothing), after = edits(truth, repaired, nothing);
    rates.characters += static_cast<double>(truth.size());
    rates.words += static_cast<double>(truth_words.size());
    rates.character_errors += static_cast<double>(before);
    rates.repaired_characters += static_cast<double>(after);
    rates.word_errors += static_cast<double>(edits(truth_words, read_words, nothing));
    rates.repaired_words +=
        static_cast<double>(edits(truth_words, repaired_words, [&](std::size_t i, std::size_t k) {
            const bool whole = read_words.size() == repaired_words.size();
            ++rates.left[to_utf8(truth_words[i]) + " → " + to_utf8(repaired_words[k]) +
                         (whole ? "   (read " + to_utf8(read_words[k]) + ")" : "")];
        }));
    ++rates.pages;
    rates.worse += after > before;
}

}  // namespace

int main(int argc, char** argv) try {
    std::filesystem::path folder = models_folder(), pairs;
    std::size_t listed = 0;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        if (argument == "--models" && i + 1 < argc)
            folder = argv[++i];
        else if (argument == "--errors" && i + 1 < argc)
            listed = std::stoul(argv[++i]);
        else
            pairs = argument;
    }
    if (pairs.empty()) {
        std::cerr << "usage: evaluate_ocr [--models FOLDER] [--errors N] PAIRS_FOLDER\n";
        return 2;
    }
    const RepairModels models = RepairModels::open(folder);
    const Repairer repairer(models);
    std::vector<std::filesystem::path> truths;
    for (const auto& entry : std::filesystem::directory_iterator(pairs))
        if (entry.path().extension() == ".truth") truths.push_back(entry.path());
    std::sort(truths.begin(), truths.end());
    for (const char* reader : {"eng", "swe"}) {
        Rates all;
        std::map<std::string, Rates> by_resolution;
        for (const auto& truth : truths) {
            auto read = truth;
            read.replace_extension(std::string(reader) + ".txt");
            if (!std::filesystem::exists(read)) continue;
            static constexpr std::array kResolutions{"150 dpi", "200 dpi", "300 dpi"};
            const auto page = static_cast<std::size_t>(std::stoi(truth.stem().string()));
            const std::string truth_text = text_of_file(truth), read_text = text_of_file(read);
            measure(truth_text, read_text, repairer,
                    by_resolution[std::string(reader) + " " + kResolutions[page % 3]]);
            measure(truth_text, read_text, repairer, all);
        }
        for (const auto& [name, rates] : by_resolution) rates.print(name);
        all.print(reader);
        std::vector<std::pair<int, std::string>> left;
        for (const auto& [error, times] : all.left) left.emplace_back(times, error);
        std::sort(left.rbegin(), left.rend());
        for (std::size_t i = 0; i < std::min(listed, left.size()); ++i)
            std::printf("%5d %s\n", left[i].first, left[i].second.c_str());
    }
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
