// CER, WER and F1 of words on real scans with truth (../shared/scans/gt, or $AKT_SHARED/scans/gt): plain
// `tesseract -l swe` on a grey 300-dpi rendering, Akt's reading, and Akt's reading after repair. Nothing of
// the texts is printed. usage: measure_reading [--no-peer] [MODEL[:FOLDER]]
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ocr/base/error.h"
#include "ocr/base/resources.h"
#include "ocr/read_document.h"
#include "ocr/recognize/tesseract_recognizer.h"
#include "ocr/repair/repairer.h"
#include "tests/support/error_rate.h"

namespace {

namespace fs = std::filesystem;
using akt::test::ErrorRate;

struct Case {
    fs::path pdf, truth;
};

std::string content_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

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

double cpu_seconds(int whose) {
    rusage usage{};
    ::getrusage(whose, &usage);
    return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

/// Page 1 as Debian's tools read it; nothing when they are not installed.
std::optional<std::string> read_by_tesseract(const fs::path& pdf, const fs::path& work) {
    fs::copy_file(pdf, work / "page.pdf", fs::copy_options::overwrite_existing);  // no quoting of odd names
    const std::string in = (work / "page").string();
    const std::string command = "pdftoppm -gray -r 300 -f 1 -l 1 -singlefile " + in + ".pdf " + in +
                                " 2>/dev/null && OMP_THREAD_LIMIT=1 tesseract " + in + ".pgm " + in +
                                " -l swe --dpi 300 >/dev/null 2>&1";
    if (std::system(command.c_str()) != 0) return std::nullopt;
    return content_of(in + ".txt");
}

void print_rates(const ErrorRate& rate) {
    std::printf(" | %6.2f %6.2f %6.3f", 100 * rate.cer(), 100 * rate.wer(), rate.word_f1());
}

double median_of(std::vector<double> values) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

struct Column {
    std::vector<double> cers;
    double mean() const {
        double sum = 0;
        for (const double cer : cers) sum += cer;
        return cers.empty() ? 0 : sum / static_cast<double>(cers.size());
    }
};

int measure(const std::vector<Case>& cases, bool with_peer, const std::string& model, const fs::path& work) {
    akt::PageReaderTools tools = akt::PageReaderTools::open(akt::models_folder());
    if (const std::size_t colon = model.find(':'); !model.empty())
        tools.recognizer = akt::make_tesseract_recognizer(
            model.substr(0, colon), colon == std::string::npos ? "" : model.substr(colon + 1));
    const akt::RepairModels models = akt::RepairModels::open(akt::models_folder());
    const akt::Repairer repairer(models);
    Column peer, raw, repaired;
    double peer_cpu = 0, own_cpu = 0;
    std::printf("%-24s | %-20s | %-20s | %-20s\n", "page (CER%, WER%, F1)", "tesseract -l swe", "akt",
                "akt repaired");
    for (const Case& one : cases) {
        const std::string truth = content_of(one.truth);
        std::printf("%-24.24s", one.pdf.stem().c_str());
        if (with_peer) {
            const double before = cpu_seconds(RUSAGE_CHILDREN);
            const std::optional<std::string> text = read_by_tesseract(one.pdf, work);
            peer_cpu += cpu_seconds(RUSAGE_CHILDREN) - before;
            const ErrorRate rate = akt::test::error_rate(truth, text.value_or(""));
            peer.cers.push_back(rate.cer());
            print_rates(rate);
        }
        const double before = cpu_seconds(RUSAGE_SELF);
        akt::DocumentReader reader(one.pdf, {});
        akt::Document document = reader.description();
        akt::ReadOptions options;
        options.redo_ocr = true;
        document.pages.push_back(reader.read_page(1, tools, options));
        own_cpu += cpu_seconds(RUSAGE_SELF) - before;
        const ErrorRate read = akt::test::error_rate(truth, text_of(document.pages.front()));
        raw.cers.push_back(read.cer());
        print_rates(read);
        repairer.repair(document);
        const ErrorRate after = akt::test::error_rate(truth, text_of(document.pages.front()));
        repaired.cers.push_back(after.cer());
        print_rates(after);
        std::printf("\n");
        std::fflush(stdout);
    }
    for (const auto& [name, column] :
         {std::pair{"tesseract -l swe", &peer}, {"akt", &raw}, {"akt repaired", &repaired}})
        std::printf("%-18s CER mean %.2f %%, median %.2f %%\n", name, 100 * column->mean(),
                    100 * median_of(column->cers));
    const auto pages = static_cast<double>(cases.size());
    std::printf("CPU seconds a page: tesseract with pdftoppm %.2f, akt %.2f\n", peer_cpu / pages,
                own_cpu / pages);
    return 0;
}

}  // namespace

int main(int count, char** values) {
    const char* shared = std::getenv("AKT_SHARED");
    const fs::path scans = fs::path(shared != nullptr ? shared : "../shared") / "scans";
    if (!fs::is_directory(scans / "gt")) {
        std::printf("skipped: %s is not there\n", (scans / "gt").c_str());
        return 0;
    }
    bool with_peer = true;
    std::string model;
    for (const std::string_view value : std::vector<std::string_view>(values + 1, values + count)) {
        if (value == "--no-peer")
            with_peer = false;
        else
            model = value;
    }
    const fs::path work = fs::temp_directory_path() / ("akt-measure-" + std::to_string(::getpid()));
    int status = 1;
    try {
        fs::create_directories(work);
        status = measure(cases_in(scans), with_peer, model, work);
    } catch (const akt::Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
    }
    fs::remove_all(work);
    return status;
}
