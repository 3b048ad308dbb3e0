// Pages a minute over image-only PDFs (../shared/scans/scanned_no_text): Akt as a whole program beside
// OCRmyPDF, and beside tesseract over the same pages as 300-dpi PNGs (made beforehand, not counted) with
// xargs, both with as many threads as it takes by itself and with one a process. The programs take turns file
// by file. usage: measure_speed [--pages N]   (the first files with N pages together, 16)
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/reading/bench_support.h"
#include "tests/support/temporary_folder.h"

namespace {

namespace fs = std::filesystem;
using akt::bench::TimedRun;

/// One way of reading, with what it has cost so far.
struct Contender {
    std::string name;
    double wall_s = 0, cpu_s = 0, peak_mib = 0;

    void add(const TimedRun& run) {
        wall_s += run.wall_s, cpu_s += run.cpu_s;
        peak_mib = std::max(peak_mib, run.peak_mib);
    }
};

/// The file's pages as PNGs in a folder of their own.
int render(const fs::path& pdf, const fs::path& folder) {
    fs::remove_all(folder);
    fs::create_directories(folder);
    akt::bench::run_timed({"pdftoppm", "-r", "300", "-gray", "-png", pdf.string(), (folder / "p").string()});
    return static_cast<int>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TimedRun run_tesseract(const fs::path& folder, bool one_thread) {
    const std::string limit = one_thread ? "OMP_THREAD_LIMIT=1 " : "";
    return akt::bench::run_timed(
        {"sh", "-c", "ls \"$1\"/*.png | " + limit + "xargs -P2 -I{} tesseract {} {} -l swe --dpi 300", "sh",
         folder.string()});
}

bool akt_makes_pdfs(const fs::path& work) {
    akt::bench::run_timed({akt::bench::akt_program(), "ocr", "--help"}, work / "help");
    return akt::bench::content_of(work / "help").find("--pdf") != std::string::npos;
}

void print(const Contender& one, int pages) {
    std::printf("%-44s %6.1f pages a minute, %5.2f CPU s a page, largest process %4.0f MiB\n",
                one.name.c_str(), 60 * pages / one.wall_s, one.cpu_s / pages, one.peak_mib);
}

int measure(std::vector<fs::path> files, int pages_wanted, const fs::path& work) {
    const bool pdf = akt_makes_pdfs(work);
    Contender akt{pdf ? "akt ocr --pdf" : "akt ocr --text"}, ocrmypdf{"ocrmypdf -l swe --output-type pdf"},
        many{"xargs -P2 tesseract -l swe"}, one{"the same, OMP_THREAD_LIMIT=1"},
        add{"akt add (all files at once)"};
    int pages = 0;
    std::vector<std::string> add_words{akt::bench::akt_program(), "--archive", (work / "archive").string(),
                                       "add"};
    for (const fs::path& file : files) {
        if (pages >= pages_wanted) break;
        fs::copy_file(file, work / "in.pdf", fs::copy_options::overwrite_existing);  // not a word of its name
        const std::string in = (work / "in.pdf").string();
        const TimedRun peer = akt::bench::run_timed(
            {"ocrmypdf", "-l", "swe", "--output-type", "pdf", in, (work / "o.pdf").string()});
        if (peer.exit_code != 0) {
            std::printf("a file left out: ocrmypdf ended with %d\n", peer.exit_code);
            continue;
        }
        ocrmypdf.add(peer);
        std::vector<std::string> words{akt::bench::akt_program(), "ocr"};
        if (pdf) words.insert(words.end(), {"--pdf", (work / "a.pdf").string()});
        words.push_back(in);
        fs::remove(work / "a.pdf");
        const TimedRun own = akt::bench::run_timed(words, work / "akt.out");
        if (own.exit_code != 0) std::printf("akt ended with %d\n", own.exit_code);
        akt.add(own);
        pages += render(file, work / "png");
        one.add(run_tesseract(work / "png", true));
        many.add(run_tesseract(work / "png", false));
        add_words.push_back(file.string());
    }
    if (pages == 0) return 1;
    akt::bench::run_timed({akt::bench::akt_program(), "--archive", (work / "archive").string(), "init"});
    add.add(akt::bench::run_timed(add_words));
    std::printf("%d pages\n", pages);
    for (const Contender* each : {&akt, &add, &ocrmypdf, &many, &one}) print(*each, pages);
    const auto per_minute = [&](const Contender& each) {
        return akt::bench::figure(60 * pages / each.wall_s, 1);
    };
    const auto compared = [&](const Contender& peer, const char* wanted, double least,
                              const std::string& of) {
        const double ratio = peer.wall_s / akt.wall_s;
        akt::bench::print_row({"pages a minute: " + akt.name + " against " + of, wanted, per_minute(akt),
                               per_minute(peer), akt::bench::figure(ratio, 2) + " x", ratio >= least});
    };
    compared(ocrmypdf, ">= 2.0 x", 2.0, "ocrmypdf");
    compared(many, ">= 2.5 x", 2.5, "xargs tesseract");
    const double ratio = akt.cpu_s / one.cpu_s;
    akt::bench::print_row({"CPU s a page, whole program, against tesseract in one thread", "<= 0.9 x",
                           akt::bench::figure(akt.cpu_s / pages, 2), akt::bench::figure(one.cpu_s / pages, 2),
                           akt::bench::figure(ratio, 2) + " x", ratio <= 0.9});
    return 0;
}

}  // namespace

int main(int count, char** values) {
    const fs::path folder = akt::bench::shared_folder() / "scans/scanned_no_text";
    if (!fs::is_directory(folder)) {
        std::printf("skipped: %s is not there\n", folder.c_str());
        return 0;
    }
    int pages = 16;
    if (count == 3 && std::string_view(values[1]) == "--pages") pages = std::atoi(values[2]);
    const std::set<fs::path> files{fs::directory_iterator(folder), fs::directory_iterator()};
    const akt::test::TemporaryFolder work;
    return measure({files.begin(), files.end()}, pages, work.path());
}
