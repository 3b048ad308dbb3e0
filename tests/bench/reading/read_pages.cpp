// Reads files and prints a line a page: how it was read, its turn, size, words, mean confidence and
// milliseconds. usage: read_pages [--text] [--redo-ocr] [--first N] FILE…
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "ocr/base/error.h"
#include "ocr/base/resources.h"
#include "ocr/read_document.h"
#include "ocr/recognize/reading_quality.h"

namespace {

struct Arguments {
    bool text = false;
    int first_pages = 1'000'000;
    akt::ReadOptions options;
    std::vector<std::string> files;
};

Arguments parse(int count, char** values) {
    Arguments result;
    for (int i = 1; i < count; ++i) {
        const std::string_view value = values[i];
        if (value == "--text") {
            result.text = true;
        } else if (value == "--redo-ocr") {
            result.options.redo_ocr = true;
        } else if (value == "--first" && i + 1 < count) {
            result.first_pages = std::atoi(values[++i]);
        } else {
            result.files.emplace_back(value);
        }
    }
    return result;
}

void read_file(const std::string& file, akt::PageReaderTools& tools, const Arguments& arguments) {
    using Clock = std::chrono::steady_clock;
    akt::DocumentReader reader(file, {});
    for (int number = 1; number <= std::min(reader.page_count(), arguments.first_pages); ++number) {
        const auto start = Clock::now();
        const akt::Page page = reader.read_page(number, tools, arguments.options);
        const auto took_ms =
            std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start).count();
        if (arguments.text) {
            std::printf("%s\n\f", text_of(page).c_str());
            continue;
        }
        std::size_t words = 0;
        for (const akt::Line& line : page.lines) words += line.words.size();
        std::printf("%3d %-10s turn %3d %5dx%-5d %3d dpi %5zu words conf %.3f %6lld ms %s\n", number,
                    std::string(name_of(page.how)).c_str(), page.turned_degrees, page.width_px,
                    page.height_px, page.dpi, words, akt::quality_of(page, nullptr).mean_confidence,
                    static_cast<long long>(took_ms), page.failure.c_str());
    }
}

}  // namespace

int main(int count, char** values) {
    const Arguments arguments = parse(count, values);
    int failures = 0;
    try {
        akt::PageReaderTools tools = akt::PageReaderTools::open(akt::models_folder());
        for (const std::string& file : arguments.files) {
            try {
                if (!arguments.text) std::printf("%s\n", file.c_str());
                read_file(file, tools, arguments);
            } catch (const akt::Error& error) {
                std::printf("error %d: %s\n", static_cast<int>(error.code()), error.what());
                ++failures;
            }
        }
    } catch (const akt::Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return failures == 0 ? 0 : 6;
}
