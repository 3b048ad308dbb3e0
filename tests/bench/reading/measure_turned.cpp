// Pages turned by 0, 90, 180 and 270 degrees: how many come back upright; and pages skewed up to 10 degrees:
// CER as of the straight ones. Rendered pages in fonts no model was trained on, and with --scans real ones
// (upright is what most of a page's four turns agree on). usage: measure_turned [--pages N] [--scans]   (16
// pages, each five ways)
#include <array>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ocr/base/error.h"
#include "tests/bench/reading/bench_support.h"
#include "tests/bench/reading/in_process.h"
#include "tests/support/error_rate.h"
#include "tests/support/temporary_folder.h"

namespace {

namespace fs = std::filesystem;
using akt::bench::MadePage;
using akt::test::ErrorRate;

struct Upright {
    int right = 0, pages = 0;
    double share() const { return pages == 0 ? 0 : static_cast<double>(right) / pages; }
};

void measure_rendered(akt::bench::InProcessReader& reader, const fs::path& folder) {
    Upright upright;
    ErrorRate straight, skewed;
    const auto add = [](ErrorRate& sum, const ErrorRate& one) {
        sum.character_errors += one.character_errors, sum.characters += one.characters;
    };
    std::map<std::string, ErrorRate> straight_of;  // by page
    for (const MadePage& made : akt::bench::made_pages(folder)) {
        const akt::bench::ReadPage read = reader.read(made.png);
        const ErrorRate rate = akt::test::error_rate(made.truth, text_of(read.page));
        if (made.skew != 0) {
            add(skewed, rate);
            std::printf("skew %5.1f %3d dpi %-8s CER %5.2f %%\n", made.skew, made.dpi, made.damage.c_str(),
                        100 * rate.cer());
            continue;
        }
        ++upright.pages;
        const bool right = read.page.turned_degrees == made.turn;
        upright.right += right ? 1 : 0;
        if (!right)
            std::printf("turned %d, read at %d: %d dpi %s, %s\n", made.turn, read.page.turned_degrees,
                        made.dpi, made.damage.c_str(), made.font.c_str());
        if (made.turn == 0) add(straight, rate);
    }
    const double ratio = skewed.cer() / std::max(straight.cer(), 1e-4);
    akt::bench::print_row({"turned pages put upright", ">= 99 %",
                           akt::bench::figure(100 * upright.share(), 1) + " %",
                           std::to_string(upright.right) + " of " + std::to_string(upright.pages), "",
                           upright.share() >= 0.99});
    akt::bench::print_row({"pages skewed 1.5 to 10 degrees, CER", "as the straight ones",
                           akt::bench::figure(100 * skewed.cer(), 2) + " %",
                           "straight: " + akt::bench::figure(100 * straight.cer(), 2) + " %",
                           akt::bench::figure(ratio, 2) + " x", skewed.cer() <= straight.cer() + 0.0025});
}

void measure_scans(akt::bench::InProcessReader& reader, const fs::path& scans, const fs::path& work) {
    Upright upright;
    for (const char* kind : {"scanned_no_text", "scanned_ocr_layer"}) {
        const std::set<fs::path> files{fs::directory_iterator(scans / kind), {}};
        for (const fs::path& file : files) {
            fs::copy_file(file, work / "in.pdf", fs::copy_options::overwrite_existing);
            std::map<int, int> votes;
            for (const int turn : {0, 90, 180, 270}) {
                const std::string out = (work / "turned.pdf").string();
                akt::bench::run_timed({"qpdf", "--warning-exit-0", (work / "in.pdf").string(), out,
                                       "--rotate=+" + std::to_string(turn) + ":1"});
                ++votes[(reader.read(out).page.turned_degrees + turn) % 360];
            }
            int most = 0;
            for (const auto& [turn, count] : votes) most = std::max(most, count);
            upright.pages += 4, upright.right += most;
            std::printf("scan %2d: %d of 4\n", upright.pages / 4, most);
            std::fflush(stdout);
        }
    }
    akt::bench::print_row({"real scans' first pages turned four ways, put upright", ">= 99 %",
                           akt::bench::figure(100 * upright.share(), 1) + " %",
                           std::to_string(upright.right) + " of " + std::to_string(upright.pages), "",
                           upright.share() >= 0.99});
}

}  // namespace

int main(int count, char** values) {
    const fs::path shared = akt::bench::shared_folder();
    if (!akt::bench::has_texts()) return 0;
    std::string pages = "10";
    bool scans = false;
    for (int i = 1; i < count; ++i) {
        const std::string_view value = values[i];
        if (value == "--scans") scans = true;
        if (value == "--pages" && i + 1 < count) pages = values[++i];
    }
    const akt::test::TemporaryFolder work;
    try {
        akt::bench::InProcessReader reader;
        if (pages != "0") {
            akt::bench::make_pages({"turned", (shared / "text").string(), work.path().string(), pages});
            measure_rendered(reader, work.path());
        }
        if (scans && fs::is_directory(shared / "scans")) measure_scans(reader, shared / "scans", work.path());
    } catch (const akt::Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
