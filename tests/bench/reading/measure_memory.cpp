// Peak memory of a reader process, recognising a scanned PDF of 50 and of 500 pages and one A3 page at 600
// dpi. usage: measure_memory [MANY_PAGES]   (500)
#include <algorithm>
#include <cstdio>
#include <string>

#include "tests/bench/reading/bench_support.h"
#include "tests/support/temporary_folder.h"

namespace {

namespace fs = std::filesystem;

/// Peak of the largest process akt ran, itself among them; prints a line.
double peak_mib(const fs::path& file, const std::string& name, const fs::path& work) {
    const akt::bench::TimedRun run =
        akt::bench::run_timed({akt::bench::akt_program(), "ocr", "--text", file.string()}, work / "text");
    std::printf("%-18s peak %4.0f MiB, %6.1f s, %6.1f CPU s, exit %d\n", name.c_str(), run.peak_mib,
                run.wall_s, run.cpu_s, run.exit_code);
    std::fflush(stdout);
    return run.peak_mib;
}

}  // namespace

int main(int count, char** values) {
    const fs::path shared = akt::bench::shared_folder();
    if (!akt::bench::has_texts()) return 0;
    const std::string many = count > 1 ? values[1] : "500";
    const akt::test::TemporaryFolder work;
    const std::string text = (shared / "text").string(), few_pdf = (work.path() / "few.pdf").string(),
                      many_pdf = (work.path() / "many.pdf").string(), a3 = (work.path() / "a3.png").string();
    akt::bench::make_pages({"scan", text, few_pdf, "50"});
    akt::bench::make_pages({"scan", text, many_pdf, many});
    akt::bench::make_pages({"a3", text, a3});
    const double few_mib = peak_mib(few_pdf, "50 pages", work.path());
    const double many_mib = peak_mib(many_pdf, many + " pages", work.path());
    const double a3_mib = peak_mib(a3, "A3 at 600 dpi", work.path());
    const double growth = many_mib / std::max(few_mib, 1.0);
    akt::bench::print_row(
        {"peak memory of a process, scanned PDF of " + many + " pages", "<= 400 MB, not growing",
         akt::bench::figure(many_mib, 0) + " MiB", "50 pages: " + akt::bench::figure(few_mib, 0) + " MiB",
         akt::bench::figure(growth, 2) + " x", many_mib * 1.048576 <= 400 && growth < 1.15});
    akt::bench::print_row({"peak memory of a process, A3 page at 600 dpi", "<= 400 MB",
                           akt::bench::figure(a3_mib, 0) + " MiB", "", "", a3_mib * 1.048576 <= 400});
    return 0;
}
