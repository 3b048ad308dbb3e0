// Pages a second over born-digital PDFs, whole programs: `akt ocr --text` over a long one made for this and
// over those of ../shared/scans/born_digital; `akt add` over these and over the long one cut into documents
// of four pages. pdftotext -bbox-layout stands beside it as what the rendering library needs at least, for
// many files on both processors. usage: measure_born_digital [PAGES]   (of the long PDF; 1500)
#include <cstdio>
#include <set>
#include <string>
#include <vector>

#include "tests/bench/reading/bench_support.h"
#include "tests/support/temporary_folder.h"

namespace {

namespace fs = std::filesystem;
using akt::bench::TimedRun;

int pages_in(const std::string& text) {
    int pages = 1;
    for (const char c : text) pages += c == '\f' ? 1 : 0;
    return pages;
}

constexpr int kRounds = 3;

struct Measured {
    int pages = 0;
    double per_second = 0;  ///< the median
};

/// Akt over one file; prints its row of the table.
Measured measure(const fs::path& pdf, const char* name, const fs::path& work) {
    std::vector<double> akt_wall_s, peer_wall_s, akt_cpu_s, peer_cpu_s;
    int pages = 0;
    for (int round = 0; round < kRounds; ++round) {
        const TimedRun akt =
            akt::bench::run_timed({akt::bench::akt_program(), "ocr", "--text", pdf.string()}, work / "text");
        const TimedRun peer =
            akt::bench::run_timed({"pdftotext", "-bbox-layout", pdf.string(), (work / "peer").string()});
        if (akt.exit_code != 0 || peer.exit_code != 0) return {};
        akt_wall_s.push_back(akt.wall_s), peer_wall_s.push_back(peer.wall_s);
        akt_cpu_s.push_back(akt.cpu_s), peer_cpu_s.push_back(peer.cpu_s);
        pages = pages_in(akt::bench::content_of(work / "text"));
    }
    const double per_second = pages / akt::bench::median_of(akt_wall_s);
    std::printf("%-28s %5d pages: akt %6.0f a second (%5.2f CPU ms a page), pdftotext %6.0f (%5.2f)\n", name,
                pages, per_second, 1000 * akt::bench::median_of(akt_cpu_s) / pages,
                pages / akt::bench::median_of(peer_wall_s), 1000 * akt::bench::median_of(peer_cpu_s) / pages);
    return {pages, per_second};
}

/// All files archived and indexed by one `akt add`, whose workers they share; pages a second.
double measure_add(const std::set<fs::path>& files, const char* name, int pages, const fs::path& work) {
    std::vector<double> wall_s, peer_wall_s, cpu_s;
    for (int round = 0; round < kRounds; ++round) {
        // All stay until the end: for seconds after files were removed, some file systems make new ones
        // slowly.
        const std::string archive = (work / (std::string(name) + std::to_string(round))).string();
        std::vector<std::string> words{akt::bench::akt_program(), "--archive", archive, "init"};
        akt::bench::run_timed(words);
        words.back() = "add";
        for (const fs::path& file : files) words.push_back(file.string());
        const TimedRun run = akt::bench::run_timed(words);
        if (run.exit_code != 0) return 0;
        wall_s.push_back(run.wall_s), cpu_s.push_back(run.cpu_s);
        std::vector<std::string> peer{
            "sh", "-c", "printf '%s\\0' \"$@\" | xargs -0 -P2 -I{} pdftotext -bbox-layout {} /dev/null",
            "sh"};
        peer.insert(peer.end(), files.begin(), files.end());
        peer_wall_s.push_back(akt::bench::run_timed(peer).wall_s);
    }
    const double per_second = pages / akt::bench::median_of(wall_s);
    std::printf(
        "%-28s %5d pages: akt %6.0f a second (%5.2f CPU ms a page), archived and indexed, pdftotext %6.0f\n",
        name, pages, per_second, 1000 * akt::bench::median_of(cpu_s) / pages,
        pages / akt::bench::median_of(peer_wall_s));
    return per_second;
}

void print_row(const char* what, double per_second) {
    akt::bench::print_row({what, ">= 200", akt::bench::figure(per_second, 0), "", "", per_second >= 200});
}

}  // namespace

int main(int count, char** values) {
    const fs::path shared = akt::bench::shared_folder();
    if (!akt::bench::has_texts()) return 0;
    const akt::test::TemporaryFolder work;
    const fs::path made = work.path() / "made.pdf";
    akt::bench::make_pages(
        {"born_digital", (shared / "text").string(), made.string(), count > 1 ? values[1] : "1500"});
    const Measured whole = measure(made, "made for this", work.path());
    print_row("born-digital PDF, pages a second, whole program", whole.per_second);

    const fs::path pieces = work.path() / "pieces";
    fs::create_directory(pieces);
    akt::bench::run_timed({"qpdf", "--split-pages=4", made.string(), (pieces / "p.pdf").string()});
    print_row("born-digital PDFs of four pages, pages a second, akt add",
              measure_add({fs::directory_iterator(pieces), {}}, "cut up, akt add", whole.pages, work.path()));
    if (fs::is_directory(shared / "scans/born_digital")) {
        const std::set<fs::path> files{fs::directory_iterator(shared / "scans/born_digital"), {}};
        int number = 0, pages = 0;
        for (const fs::path& file : files) {
            const std::string name = "an official document, " + std::to_string(++number);
            pages += measure(file, name.c_str(), work.path()).pages;
        }
        measure_add(files, "all of these, akt add", pages, work.path());
    }
    return 0;
}
