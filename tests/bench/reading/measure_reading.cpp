// CER, WER, F1 of words and words with å ä ö right on real scans with truth (../shared/scans/gt): plain
// `tesseract -l swe` on a grey 300-dpi rendering, Akt's reading, and Akt's reading after repair, page by page
// in turn; and CPU seconds of each. Nothing of the texts is printed. usage: measure_reading [--no-peer]
// [MODEL[:FOLDER]]
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "ocr/base/error.h"
#include "tests/bench/reading/bench_support.h"
#include "tests/bench/reading/in_process.h"
#include "tests/bench/reading/marked_words.h"
#include "tests/support/error_rate.h"
#include "tests/support/temporary_folder.h"

namespace {

namespace fs = std::filesystem;
using akt::bench::figure;
using akt::test::ErrorRate;

struct Case {
    fs::path pdf, truth;
};

std::vector<Case> cases_in(const fs::path& scans) {
    constexpr std::string_view kEnding = ".p1.gt.txt";
    std::vector<Case> cases;
    for (const fs::directory_entry& entry : fs::directory_iterator(scans / "gt")) {
        const std::string name = entry.path().filename().string();
        if (name.size() <= kEnding.size() || !name.ends_with(kEnding)) continue;
        for (const char* folder : {"scanned_no_text", "scanned_ocr_layer"}) {
            const fs::path pdf = scans / folder / (name.substr(0, name.size() - kEnding.size()) + ".pdf");
            if (fs::exists(pdf)) cases.push_back({pdf, entry.path()});
        }
    }
    std::sort(cases.begin(), cases.end(), [](const Case& a, const Case& b) { return a.pdf < b.pdf; });
    return cases;
}

/// What one way of reading made of the pages.
struct Column {
    const char* name;
    std::vector<double> cers, wers, f1s;
    akt::bench::MarkedWords marked;

    void add(std::string_view truth, std::string_view read) {
        const ErrorRate rate = akt::test::error_rate(truth, read);
        const akt::bench::MarkedWords words = akt::bench::marked_words(truth, read);
        cers.push_back(rate.cer()), wers.push_back(rate.wer()), f1s.push_back(rate.word_f1());
        marked += words;
        std::printf(" | %6.2f %6.2f %6.3f %6.1f", 100 * rate.cer(), 100 * rate.wer(), rate.word_f1(),
                    100 * words.share());
    }
    double mean_cer() const {
        double sum = 0;
        for (const double cer : cers) sum += cer;
        return cers.empty() ? 0 : sum / static_cast<double>(cers.size());
    }
};

struct Cpu {
    double render_s = 0, tesseract_s = 0, akt_s = 0;
};

/// Page 1 as Debian's tools read it.
std::string read_by_tesseract(const fs::path& pdf, const fs::path& work, Cpu& cpu) {
    fs::copy_file(pdf, work / "page.pdf", fs::copy_options::overwrite_existing);
    const std::string in = (work / "page").string();
    cpu.render_s += akt::bench::run_timed({"pdftoppm", "-gray", "-r", "300", "-f", "1", "-l", "1",
                                           "-singlefile", in + ".pdf", in})
                        .cpu_s;
    cpu.tesseract_s += akt::bench::run_timed({"env", "OMP_THREAD_LIMIT=1", "tesseract", in + ".pgm", in, "-l",
                                              "swe", "--dpi", "300"})
                           .cpu_s;
    return akt::bench::content_of(in + ".txt");
}

/// `model`: empty for what Akt reads with when nothing is asked for.
void print_rows(const Column& peer, const Column& repaired, const Cpu& cpu, const std::string& model) {
    std::vector<double> ratios;
    double faded = 0, peer_faded = 0;  // pages that read badly as they are
    for (std::size_t i = 0; i < peer.cers.size(); ++i) {
        ratios.push_back(repaired.cers[i] / std::max(peer.cers[i], 1e-4));
        if (peer.cers[i] > 0.05) faded += repaired.cers[i], peer_faded += peer.cers[i];
    }
    const double median = akt::bench::median_of(ratios);
    const std::string of_model = model.empty() ? "" : ", " + model.substr(0, model.find(':'));
    akt::bench::print_row({"real scans, CER page by page (median of the pages' ratios)" + of_model,
                           "<= 0.60 x", figure(100 * repaired.mean_cer(), 2) + " % mean",
                           figure(100 * peer.mean_cer(), 2) + " % mean", figure(median, 2) + " x",
                           median <= 0.6});
    if (peer_faded > 0)
        akt::bench::print_row({"the same, pages where tesseract has over 5 %" + of_model, "<= 0.60 x",
                               figure(100 * faded, 2) + " %", figure(100 * peer_faded, 2) + " %",
                               figure(faded / peer_faded, 2) + " x", faded <= 0.6 * peer_faded});
    const auto pages = static_cast<double>(peer.cers.size());
    const double ratio = cpu.akt_s / cpu.tesseract_s, wanted = model.empty() ? 0.6 : 0.9;
    akt::bench::print_row(
        {"CPU s a page, reading, repair and rendering, against tesseract in one thread" + of_model,
         "<= " + figure(wanted, 1) + " x", figure(cpu.akt_s / pages, 2), figure(cpu.tesseract_s / pages, 2),
         figure(ratio, 3) + " x", ratio <= wanted});
}

void measure(const std::vector<Case>& cases, bool with_peer, const std::string& model, const fs::path& work) {
    akt::bench::InProcessReader reader(model);
    Column peer{"tesseract -l swe", {}, {}, {}, {}}, raw{"akt", {}, {}, {}, {}},
        repaired{"akt repaired", {}, {}, {}, {}};
    Cpu cpu;
    std::printf("%-16s | %-27s | %-27s | %-27s\n", "", peer.name, raw.name, repaired.name);
    std::printf("CER%%, WER%%, F1, share of words with marks right%%\n");
    for (const Case& one : cases) {
        const std::string truth = akt::bench::content_of(one.truth);
        std::printf("%-16.16s", one.pdf.stem().c_str());
        if (with_peer) peer.add(truth, read_by_tesseract(one.pdf, work, cpu));
        const akt::bench::ReadPage read = reader.read(one.pdf);
        cpu.akt_s += read.cpu_s;
        raw.add(truth, text_of(read.page));
        repaired.add(truth, read.repaired);
        std::printf(" %5.2f s\n", read.cpu_s);
        std::fflush(stdout);
    }
    for (const Column* column : {&peer, &raw, &repaired}) {
        if (column->cers.empty()) continue;  // the peer was not asked for
        std::printf("%-18s CER mean %.2f %%, median %.2f %%, words with marks %.1f %%\n", column->name,
                    100 * column->mean_cer(), 100 * akt::bench::median_of(column->cers),
                    100 * column->marked.share());
    }
    const auto pages = static_cast<double>(cases.size());
    std::printf("CPU seconds a page: akt with rendering and repair %.2f\n", cpu.akt_s / pages);
    if (!with_peer) return;
    std::printf("CPU seconds a page: pdftoppm %.2f, tesseract %.2f\n", cpu.render_s / pages,
                cpu.tesseract_s / pages);
    print_rows(peer, repaired, cpu, model);
}

}  // namespace

int main(int count, char** values) {
    const fs::path scans = akt::bench::shared_folder() / "scans";
    if (!fs::is_directory(scans / "gt")) {
        std::printf("skipped: %s is not there\n", (scans / "gt").c_str());
        return 0;
    }
    bool with_peer = true;
    std::string model;
    for (int i = 1; i < count; ++i) {
        if (std::string_view(values[i]) == "--no-peer")
            with_peer = false;
        else
            model = values[i];
    }
    const akt::test::TemporaryFolder work;
    try {
        measure(cases_in(scans), with_peer, model, work.path());
    } catch (const akt::Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
