// How fast `akt repair` is as a whole process, on a file whose marks are all lost and on one line.
// usage: repair_bench AKT [MEGABYTES]   (default 50, of shared/text/train)
// Prints words a minute by processor time and by the clock, the largest memory, and the start.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "corpus/train/train_text.h"
#include "ocr/base/error.h"
#include "ocr/base/fold.h"
#include "tests/support/temporary_folder.h"

namespace {

using namespace akt;

struct Run {
    double clock_s = 0, processor_s = 0;
    long memory_kib = 0;
};

Run repair(const std::string& akt, const std::string& file) {
    const auto begin = std::chrono::steady_clock::now();
    const pid_t child = fork();
    if (child == 0) {
        const int nowhere = open("/dev/null", O_WRONLY);
        dup2(nowhere, STDOUT_FILENO);
        execl(akt.c_str(), akt.c_str(), "repair", file.c_str(), static_cast<char*>(nullptr));
        _exit(127);
    }
    int status = 0;
    rusage used{};
    if (child < 0 || wait4(child, &status, 0, &used) != child || status != 0)
        throw Error(ErrorCode::io, akt, "akt repair failed");
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return {taken.count(), seconds(used.ru_utime) + seconds(used.ru_stime), used.ru_maxrss};
}

/// Words written.
double write_stripped(const std::filesystem::path& file, std::size_t size_bytes) {
    std::ofstream out(file, std::ios::binary);
    std::size_t written = 0;
    double words = 0;
    for_each_training_line(shared_folder() / "text" / "train", {}, [&](std::string_view line, double weight) {
        if (weight < 1 || written >= size_bytes) return;
        const std::string stripped = strip_marks(line) + "\n";
        out << stripped;
        written += stripped.size();
        words += 1 + static_cast<double>(std::count(stripped.begin(), stripped.end(), ' '));
    });
    if (!out.flush()) throw Error(ErrorCode::io, file.string(), "cannot write the text");
    return words;
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc < 2) {
        std::cerr << "usage: repair_bench AKT [MEGABYTES]\n";
        return 2;
    }
    if (!std::filesystem::exists(shared_folder() / "text" / "train")) {
        std::cerr << "skipped: no training text\n";
        return 0;
    }
    const std::size_t megabytes = argc > 2 ? std::stoul(argv[2]) : 50;
    const test::TemporaryFolder folder;
    const std::filesystem::path text = folder.path() / "text", line = folder.path() / "line";
    const double words = write_stripped(text, megabytes * 1'000'000);
    std::ofstream(line) << "Namnden beslutar att bifalla ansokan.\n";
    Run start = repair(argv[1], line);
    for (int i = 0; i < 4; ++i) {
        const Run again = repair(argv[1], line);
        if (again.clock_s < start.clock_s) start = again;
    }
    const Run whole = repair(argv[1], text);
    std::printf("start (best of 5)  %7.0f ms, %.0f ms of processor\n", 1000 * start.clock_s,
                1000 * start.processor_s);
    std::printf("%.1f M words       %7.1f M words a minute of processor, %.1f by the clock\n", words / 1e6,
                words / whole.processor_s * 60 / 1e6, words / whole.clock_s * 60 / 1e6);
    std::printf("memory             %7.0f MB\n", static_cast<double>(whole.memory_kib) / 1024);
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
