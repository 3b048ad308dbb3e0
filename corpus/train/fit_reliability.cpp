// Finds how many of repair's changes to misread words are right by how probable it takes them to be: isotonic
// regression by pooling adjacent violators (Ayer et al. 1955; Zadrozny & Elkan 2002) on the training pages.
// Writes ocr/repair/reliability.h and prints what is said and what is right on the held-out pages, before and
// after. usage: fit_reliability CACHE OUT.h   (CACHE: see ocr_errors/make.sh)
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/train/ocr_errors/read_pages.h"
#include "corpus/train/ocr_errors/text_alignment.h"
#include "ocr/base/error.h"
#include "ocr/base/resources.h"
#include "ocr/base/utf8.h"
#include "ocr/repair/reliability.h"
#include "ocr/repair/repairer.h"

namespace {

using namespace akt;

/// Fewer changes tell little of a rate.
constexpr double kFewestInStep = 40;
/// A page read so badly teaches nothing: its alignment is guesswork.
constexpr double kMostPageErrors = 0.25;
constexpr double kSure = 0.8;

struct Judged {
    double said = 0;
    bool right = false;
};

/// What stands from `begin` to `end`, to the ends of its first and last word.
std::u32string_view words_around(std::u32string_view text, std::size_t begin, std::size_t end) {
    const auto letter = [&](std::size_t at) { return at < text.size() && is_letter(text[at]); };
    while (begin < end && !letter(begin)) ++begin;
    while (end > begin && !letter(end - 1)) --end;
    while (begin < end && begin > 0 && letter(begin - 1)) --begin;
    while (begin < end && letter(end)) ++end;
    return text.substr(begin, end - begin);
}

void judge_page(std::string_view truth, std::string_view read, const std::vector<TextChange>& changes,
                std::vector<Judged>& judged) {
    const std::u32string printed = to_utf32(truth), seen = to_utf32(read);
    if (alignment_cost(printed, seen) > kMostPageErrors * static_cast<double>(printed.size())) return;
    // Where in the truth each character read begins.
    std::vector<std::size_t> to_truth(seen.size() + 1, printed.size());
    for (const AlignedPiece& piece : align(printed, seen))
        for (std::size_t i = 0; i < piece.read_length; ++i)
            to_truth[piece.read_at + i] = piece.truth_at + std::min(i, piece.truth_length);
    for (const TextChange& change : changes) {
        if (change.reason != RepairReason::ocr) continue;
        const std::size_t at = length_code_points(read.substr(0, change.offset_bytes));
        const std::size_t end =
            at + length_code_points(read.substr(change.offset_bytes, change.length_bytes));
        const auto there = words_around(printed, to_truth[at], to_truth[end]);
        const auto put = to_utf32(change.replacement);
        judged.push_back(
            {1 / (1 + std::pow(10.0, -change.log10_odds)), there == words_around(put, 0, put.size())});
    }
}

std::vector<Judged> judged_changes(const std::filesystem::path& cache, const std::string& set,
                                   const Repairer& repairer) {
    std::vector<Judged> judged;
    for (const RenderedPage& page : rendered_pages(cache, set))
        for (const char* engine : {"eng", "swe"})
            if (const auto read = page.reading(engine))
                judge_page(page.truth, *read, repairer.repair_text(*read), judged);
    return judged;
}

std::vector<ReliabilityStep> fitted(std::vector<Judged> judged) {
    struct Block {
        double from, changes, right;
        /// By Laplace's rule: none is one.
        double rate() const { return (right + 1) / (changes + 2); }
    };
    std::ranges::sort(judged, {}, &Judged::said);
    std::vector<Block> blocks;
    const auto join_last = [&] {
        Block& before = blocks[blocks.size() - 2];
        before.changes += blocks.back().changes, before.right += blocks.back().right;
        blocks.pop_back();
    };
    for (const Judged& one : judged) {
        const bool more = !blocks.empty() &&
                          (blocks.back().changes < kFewestInStep || one.said < blocks.back().from + 1e-9);
        blocks.push_back({one.said, 1, one.right ? 1.0 : 0.0});
        if (more) join_last();
        while (blocks.size() > 1 && blocks.back().changes >= kFewestInStep &&
               blocks[blocks.size() - 2].rate() >= blocks.back().rate())
            join_last();
    }
    if (blocks.size() > 1 &&
        (blocks.back().changes < kFewestInStep || blocks[blocks.size() - 2].rate() >= blocks.back().rate()))
        join_last();
    std::vector<ReliabilityStep> steps;
    for (const Block& block : blocks) steps.push_back({steps.empty() ? 0 : block.from, block.rate()});
    return steps;
}

double right_of(const std::vector<ReliabilityStep>& steps, double said) {
    const auto next = std::ranges::upper_bound(steps, said, {}, &ReliabilityStep::said);
    return next == steps.begin() ? steps.front().right : std::prev(next)->right;
}

void print(const char* what, const std::vector<Judged>& judged) {
    constexpr std::array kBounds{0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1.1};
    struct Bin {
        double changes = 0, said = 0, right = 0;
        void add(const Judged& one) { ++changes, said += one.said, right += one.right ? 1 : 0; }
        void print(const char* name) const {
            if (changes > 0)
                std::printf("    %-12s %6.0f %7.1f %7.1f\n", name, changes, 100 * said / changes,
                            100 * right / changes);
        }
    };
    std::array<Bin, kBounds.size()> bins;
    Bin uncertain, sure;
    double error = 0;
    for (const Judged& one : judged) {
        bins[static_cast<std::size_t>(std::ranges::upper_bound(kBounds, one.said) - kBounds.begin())].add(
            one);
        (one.said < kSure ? uncertain : sure).add(one);
    }
    std::printf("%s: changes, %% said, %% right\n", what);
    for (std::size_t i = 0; i < bins.size(); ++i) {
        const std::string name =
            i + 1 == bins.size() ? "over" : "under " + std::to_string(kBounds[i]).substr(0, 5);
        bins[i].print(name.c_str());
        error += std::abs(bins[i].said - bins[i].right);
    }
    uncertain.print("uncertain");
    sure.print("sure");
    std::printf("    said and right differ by %.2f points\n",
                100 * error / static_cast<double>(std::max<std::size_t>(1, judged.size())));
}

void write(const std::vector<ReliabilityStep>& steps, const std::filesystem::path& file) {
    std::ofstream out(file);
    out << "#pragma once\n\nnamespace akt {\n\n"
           "/// Of changes to misread words that are taken to be so probable or more, up to the next step, "
           "such "
           "a share is\n/// right. Counted on rendered pages of the training text and written by "
           "corpus/train/fit_reliability.\n"
           "struct ReliabilityStep {\n    double said = 0, right = 0;\n};\n"
           "inline constexpr ReliabilityStep kReliabilityOfMisreadWords[] = {\n";
    for (const ReliabilityStep& step : steps) {
        std::array<char, 64> row{};
        std::snprintf(row.data(), row.size(), "    {%.4f, %.4f},\n", step.said, step.right);
        out << row.data();
    }
    out << "};\n\n/// The share of changes like it that are right, for a change taken to be so probable.\n"
           "constexpr double share_right(double said) {\n"
           "    double right = kReliabilityOfMisreadWords[0].right;\n"
           "    for (const ReliabilityStep& step : kReliabilityOfMisreadWords)\n"
           "        if (step.said <= said) right = step.right;\n"
           "    return right;\n}\n\n}  // namespace akt\n";
    if (!out.flush()) throw Error(ErrorCode::io, file.string(), "cannot write the table");
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc != 3) {
        std::cerr << "usage: fit_reliability CACHE OUT.h\n";
        return 2;
    }
    const RepairModels models = RepairModels::open(models_folder());
    RepairOptions options;
    options.calibrated = false;
    const Repairer repairer(models, options);
    const auto steps = fitted(judged_changes(argv[1], "train", repairer));
    write(steps, argv[2]);
    auto held_out = judged_changes(argv[1], "held-out", repairer);
    print("held-out pages, before", held_out);
    for (Judged& one : held_out) one.said = right_of(steps, one.said);
    print("held-out pages, after", held_out);
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
