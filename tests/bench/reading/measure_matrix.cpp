// Rendered pages in fonts no model was trained on, at 150, 200 and 300 dpi, worn as paper is: CER of Akt
// after repair beside `tesseract -l swe` and `-l swe+eng` on the same pictures, batch by batch in turn, and
// CPU seconds of each; F1 of § @ % – • ° ü on pages full of them, and CER of the letters there; words with å
// ä ö on faded pages. usage: measure_matrix [--pages N] [--symbols N] [--faded N]   (42, 16, 8)
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ocr/base/error.h"
#include "ocr/base/utf8.h"
#include "tests/bench/reading/bench_support.h"
#include "tests/bench/reading/in_process.h"
#include "tests/bench/reading/marked_words.h"
#include "tests/bench/reading/symbol_score.h"
#include "tests/support/error_rate.h"
#include "tests/support/temporary_folder.h"

namespace {

namespace fs = std::filesystem;
using akt::bench::figure;
using akt::bench::MadePage;
using akt::test::ErrorRate;

constexpr std::u32string_view kSigns = U"§@%–•°ü";

/// What one way of reading made of the pages.
struct Reading {
    std::string name;
    std::vector<std::string> texts;
    double cpu_s = 0;
};

/// One process for all pages of a batch, so that opening the model is shared; a form feed ends each page.
void read_by_tesseract(const std::vector<MadePage>& pages, std::size_t from, std::size_t to,
                       const std::string& model, const fs::path& work, Reading& reading) {
    std::ofstream list(work / "list.txt");
    for (std::size_t i = from; i < to; ++i) list << pages[i].png.string() << '\n';
    list.close();
    const akt::bench::TimedRun run = akt::bench::run_timed(
        {"env", "OMP_THREAD_LIMIT=1", "tesseract", (work / "list.txt").string(), "-", "-l", model},
        work / "read");
    reading.cpu_s += run.cpu_s;
    const std::string text = akt::bench::content_of(work / "read");
    std::size_t at = 0;
    for (std::size_t i = from; i < to; ++i) {
        const std::size_t end = text.find('\f', at);
        reading.texts.push_back(text.substr(at, end == std::string::npos ? end : end - at));
        at = end == std::string::npos ? text.size() : end + 1;
    }
}

struct Readings {
    Reading akt{"akt", {}, 0}, akt_repaired{"akt repaired", {}, 0}, swe{"tesseract -l swe", {}, 0},
        both{"tesseract -l swe+eng", {}, 0};
};

Readings read_all(const std::vector<MadePage>& pages, akt::bench::InProcessReader& reader,
                  const fs::path& work, bool with_both) {
    constexpr std::size_t kBatch = 7;
    Readings all;
    for (std::size_t from = 0; from < pages.size(); from += kBatch) {
        const std::size_t to = std::min(pages.size(), from + kBatch);
        read_by_tesseract(pages, from, to, "swe", work, all.swe);
        for (std::size_t i = from; i < to; ++i) {
            const akt::bench::ReadPage read = reader.read(pages[i].png);
            all.akt.texts.push_back(text_of(read.page));
            all.akt_repaired.texts.push_back(read.repaired);
            all.akt.cpu_s += read.cpu_s, all.akt_repaired.cpu_s += read.cpu_s;
        }
        if (with_both) read_by_tesseract(pages, from, to, "swe+eng", work, all.both);
    }
    return all;
}

ErrorRate rate_of(const std::vector<MadePage>& pages, const Reading& reading, const std::string& damage = {},
                  int dpi = 0, bool letters_only = false) {
    ErrorRate sum;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        if ((!damage.empty() && pages[i].damage != damage) || (dpi != 0 && pages[i].dpi != dpi)) continue;
        using akt::bench::only_letters;
        const ErrorRate one =
            letters_only ? akt::test::error_rate(only_letters(pages[i].truth), only_letters(reading.texts[i]))
                         : akt::test::error_rate(pages[i].truth, reading.texts[i]);
        sum.character_errors += one.character_errors, sum.characters += one.characters;
    }
    return sum;
}

void print_cells(const std::vector<MadePage>& pages, const Readings& all,
                 const std::vector<std::string>& damages, const std::vector<int>& resolutions) {
    std::printf("%-20s %6s %6s %8s %8s\n", "CER %", "akt", "+rep", "swe", "swe+eng");
    const auto print = [&](const std::string& name, const std::string& damage, int dpi) {
        std::printf("%-20s", name.c_str());
        for (const Reading* reading : {&all.akt, &all.akt_repaired, &all.swe, &all.both})
            std::printf(" %7.2f", 100 * rate_of(pages, *reading, damage, dpi).cer());
        std::printf("\n");
    };
    for (const std::string& damage : damages) print(damage, damage, 0);
    for (const int dpi : resolutions) print(std::to_string(dpi) + " dpi", {}, dpi);
    print("all", {}, 0);
}

void measure_matrix(akt::bench::InProcessReader& reader, const fs::path& folder) {
    const std::vector<MadePage> pages = akt::bench::made_pages(folder);
    const Readings all = read_all(pages, reader, folder, true);
    print_cells(pages, all, {"clean", "copied", "dithered", "shaken", "seen_through", "streaked"},
                {150, 200, 300});
    const double akt = rate_of(pages, all.akt_repaired).cer();
    for (const Reading* peer : {&all.swe, &all.both}) {
        const double cer = rate_of(pages, *peer).cer();
        akt::bench::print_row({"rendered matrix, CER after repair, against " + peer->name, "<= 0.50 x",
                               figure(100 * akt, 2) + " %", figure(100 * cer, 2) + " %",
                               figure(akt / cer, 2) + " x", akt <= 0.5 * cer});
    }
    const auto count = static_cast<double>(pages.size());
    std::printf("CPU s a page: akt with repair %.2f, swe %.2f, swe+eng %.2f\n", all.akt.cpu_s / count,
                all.swe.cpu_s / count, all.both.cpu_s / count);
}

void measure_symbols(akt::bench::InProcessReader& reader, const fs::path& folder) {
    const std::vector<MadePage> pages = akt::bench::made_pages(folder);
    const Readings all = read_all(pages, reader, folder, false);
    std::map<const Reading*, akt::bench::SignCount> sums;
    for (const char32_t sign : kSigns) {
        std::printf("%s", akt::to_utf8(std::u32string(1, sign)).c_str());
        for (const Reading* reading : {&all.akt, &all.akt_repaired, &all.swe}) {
            akt::bench::SignCount sum;
            for (std::size_t i = 0; i < pages.size(); ++i) {
                const akt::bench::SignCount one =
                    akt::bench::count_signs(pages[i].truth, reading->texts[i], kSigns).at(sign);
                sum.in_truth += one.in_truth, sum.read += one.read, sum.right += one.right;
            }
            std::printf("  %s F1 %.1f %% of %zu", reading->name.c_str(), 100 * sum.f1(), sum.in_truth);
            akt::bench::SignCount& total = sums[reading];
            total.in_truth += sum.in_truth, total.read += sum.read, total.right += sum.right;
        }
        std::printf("\n");
    }
    akt::bench::print_row({"§ @ % – • ° ü on rendered pages, F1", ">= 98 %",
                           figure(100 * sums[&all.akt_repaired].f1(), 1) + " %",
                           figure(100 * sums[&all.swe].f1(), 1) + " %", "",
                           sums[&all.akt_repaired].f1() >= 0.98});
    const double akt = rate_of(pages, all.akt, {}, 0, true).cer(),
                 swe = rate_of(pages, all.swe, {}, 0, true).cer();
    akt::bench::print_row({"letters' CER on those pages, before repair", "<= swe's",
                           figure(100 * akt, 2) + " %", figure(100 * swe, 2) + " %",
                           figure(akt / swe, 2) + " x", akt <= swe});
}

void measure_faded(akt::bench::InProcessReader& reader, const fs::path& folder) {
    const std::vector<MadePage> pages = akt::bench::made_pages(folder);
    const Readings all = read_all(pages, reader, folder, false);
    akt::bench::MarkedWords akt, raw, swe;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        akt += akt::bench::marked_words(pages[i].truth, all.akt_repaired.texts[i]);
        raw += akt::bench::marked_words(pages[i].truth, all.akt.texts[i]);
        swe += akt::bench::marked_words(pages[i].truth, all.swe.texts[i]);
    }
    std::printf("faded: CER akt %.2f %%, swe %.2f %%; words with marks right before repair %.1f %%\n",
                100 * rate_of(pages, all.akt_repaired).cer(), 100 * rate_of(pages, all.swe).cer(),
                100 * raw.share());
    akt::bench::print_row({"faded rendered pages, words with å ä ö right", ">= 90 %",
                           figure(100 * akt.share(), 1) + " %", figure(100 * swe.share(), 1) + " %", "",
                           akt.share() >= 0.9});
}

}  // namespace

int main(int count, char** values) {
    const fs::path shared = akt::bench::shared_folder();
    if (!akt::bench::has_texts()) return 0;
    std::map<std::string, std::string> numbers{{"--pages", "42"}, {"--symbols", "16"}, {"--faded", "8"}};
    for (int i = 1; i + 1 < count; i += 2) numbers[values[i]] = values[i + 1];
    try {
        akt::bench::InProcessReader reader;
        const auto run = [&](const char* kind, const char* option, auto measure) {
            if (numbers[option] == "0") return;
            const akt::test::TemporaryFolder work;
            akt::bench::make_pages({kind, (shared / "text").string(), work.path().string(), numbers[option]});
            measure(reader, work.path());
        };
        run("matrix", "--pages", measure_matrix);
        run("symbols", "--symbols", measure_symbols);
        run("faded", "--faded", measure_faded);
    } catch (const akt::Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
