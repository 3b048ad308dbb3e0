// What the process boundary costs: reads each file directly in this process and through a ReaderPool of one
// worker, alternately, and prints milliseconds a page for both, and whether both read the same. usage:
// reader_process_bench FILE…   (only text layers are read, unless AKT_BENCH_OCR is set)

#include <fmt/core.h>

#include <chrono>
#include <cstdlib>

#include "ocr/base/error.h"
#include "ocr/base/resources.h"
#include "ocr/base/utf8.h"
#include "ocr/reader_process.h"

using namespace akt;

namespace {

double milliseconds_of(const std::function<void()>& body) {
    const auto start = std::chrono::steady_clock::now();
    body();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

Document read_directly(const std::filesystem::path& file, PageReaderTools& tools,
                       const ReadOptions& options) {
    DocumentReader reader(file, ReadLimits{});
    Document document = reader.description();
    document.file_name = to_nfc(file.filename().string());
    for (int number = 1; number <= reader.page_count(); ++number)
        document.pages.push_back(reader.read_page(number, tools, options));
    return document;
}

}  // namespace

int main(int argc, char** argv) {
    ReadOptions reading;
    reading.keep_text_layer = std::getenv("AKT_BENCH_OCR") == nullptr;
    setenv("OMP_THREAD_LIMIT", "1", 1);
    ReaderPoolOptions options;
    options.jobs = 1;
    options.program = AKT_READER;
    ReaderPool pool(options);
    PageReaderTools tools = PageReaderTools::open(models_folder());
    constexpr int kRounds = 3;
    for (int i = 1; i < argc; ++i) {
        try {
            pool.read(argv[i], reading, {}, {1});  // starts the worker
            double direct_ms = 0, pool_ms = 0;
            Document direct, through_pool;
            for (int round = 0; round < kRounds; ++round) {
                direct_ms += milliseconds_of([&] { direct = read_directly(argv[i], tools, reading); });
                pool_ms += milliseconds_of([&] { through_pool = pool.read(argv[i], reading); });
            }
            const double pages = static_cast<double>(direct.pages.size()) * kRounds;
            fmt::print("{:.3f} ms a page directly, {:.3f} through the pool, {:+.3f}; {} pages, {}\n",
                       direct_ms / pages, pool_ms / pages, (pool_ms - direct_ms) / pages, direct.pages.size(),
                       direct == through_pool ? "the same" : "NOT THE SAME");
        } catch (const Error& error) {
            fmt::print("{}\n", error.what());
        }
    }
}
