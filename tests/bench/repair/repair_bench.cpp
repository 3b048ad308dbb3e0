// How fast `akt repair` is as a whole process: on a line, and on a file of each kind of damage.
// usage: repair_bench AKT [MEGABYTES [KIND]]   (default 50 of each; KIND: a part of the kinds' names)
// The text is shared/text/train, each line once, so that remembering words helps as little as it does in real
// archives; the misread kinds are misread by the shipped confusion model, each occurrence of a word by
// itself. Prints words a minute by processor time and by the clock, and the largest memory.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

#include "corpus/train/garble.h"
#include "corpus/train/misread_text.h"
#include "corpus/train/train_text.h"
#include "ocr/base/error.h"
#include "ocr/base/fold.h"
#include "ocr/base/resources.h"
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

/// A paragraph as the lines of a page.
std::string on_page(std::string_view paragraph) {
    constexpr std::size_t kLineBytes = 80;
    std::string out;
    while (paragraph.size() > kLineBytes) {
        const std::size_t end = paragraph.rfind(' ', kLineBytes);
        if (end == paragraph.npos || end == 0) break;
        out += paragraph.substr(0, end);
        out += '\n';
        paragraph.remove_prefix(end + 1);
    }
    out += paragraph;
    return out + '\n';
}

/// A kind of damage: what becomes of a line of sound text, which is the `number`th.
struct Kind {
    std::string name;
    std::function<std::string(std::string_view line, std::size_t number)> hurt;
};

/// Lines of text by one hand, before another's, in the kind that has them all.
constexpr std::size_t kLinesOfAHand = 500;

std::vector<Kind> kinds_of(const TextMisreader& english, const TextMisreader& swedish) {
    std::vector<Kind> kinds{
        {"marks lost", [](std::string_view line, std::size_t) { return strip_marks(line); }},
        {"read by eng",
         [&english](std::string_view line, std::size_t) { return on_page(english.misread(line)); }},
        {"read by swe, slips",
         [&swedish](std::string_view line, std::size_t) { return on_page(swedish.misread(line)); }},
    };
    for (const std::string_view name : {"utf8_as_cp1252", "cp850_as_latin1", "latin1_as_utf8_replacement",
                                        "question_mark", "dropped", "digraph_aa_ae_oe"})
        kinds.push_back(
            {std::string(name), [garbling = garbling_named(name)](std::string_view line, std::size_t) {
                 return garbling->garble(line);
             }});
    kinds.push_back({"sound", [](std::string_view line, std::size_t) { return std::string(line); }});
    kinds.push_back({"mixed", [all = kinds](std::string_view line, std::size_t number) {
                         return all[number / kLinesOfAHand % all.size()].hurt(line, number);
                     }});
    return kinds;
}

struct Written {
    double words = 0, bytes = 0;
};

Written write_text(const std::filesystem::path& file, std::size_t size_bytes, const Kind& kind) {
    std::ofstream out(file, std::ios::binary);
    Written written;
    std::size_t number = 0;
    for_each_training_line(shared_folder() / "text" / "train", {}, [&](std::string_view line, double weight) {
        if (weight < 1 || written.bytes >= static_cast<double>(size_bytes)) return;
        const std::string hurt = kind.hurt(line, number++) + "\n";
        out << hurt;
        written.bytes += static_cast<double>(hurt.size());
        // Of the sound text: lost letters make no words.
        written.words += 1 + static_cast<double>(std::count(line.begin(), line.end(), ' '));
    });
    if (!out.flush()) throw Error(ErrorCode::io, file.string(), "cannot write the text");
    return written;
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc < 2) {
        std::cerr << "usage: repair_bench AKT [MEGABYTES [KIND]]\n";
        return 2;
    }
    if (!std::filesystem::exists(shared_folder() / "text" / "train")) {
        std::cerr << "skipped: no training text\n";
        return 0;
    }
    const std::string akt = argv[1];
    const std::size_t megabytes = argc > 2 ? std::stoul(argv[2]) : 50;
    const test::TemporaryFolder folder;
    const std::string wanted = argc > 3 ? argv[3] : "";
    const std::filesystem::path line = folder.path() / "line";
    std::ofstream(line) << "Namnden beslutar att bifalla ansokan.\n";
    Run start = repair(akt, line);
    for (int i = 0; i < 4; ++i) {
        const Run again = repair(akt, line);
        if (again.clock_s < start.clock_s) start = again;
    }
    std::printf("start, best of 5: %.0f ms, %.0f ms of processor, %.0f MB\n\n", 1000 * start.clock_s,
                1000 * start.processor_s, static_cast<double>(start.memory_kib) / 1024);
    std::printf("%-28s %6s %8s %22s %9s %7s\n", "text", "MB", "M words", "M words/min processor", "clock",
                "memory");
    const auto confusions = ConfusionModel::open(models_folder());
    const TextMisreader english(confusions, ReaderKind::wrong_language),
        swedish(confusions, ReaderKind::swedish);
    for (const Kind& kind : kinds_of(english, swedish)) {
        if (kind.name.find(wanted) == std::string::npos) continue;
        const std::filesystem::path text = folder.path() / kind.name;
        const Written written = write_text(text, megabytes * 1'000'000, kind);
        const Run run = repair(akt, text);
        const double million_words = written.words / 1e6;
        std::printf("%-28s %6.1f %8.2f %22.1f %9.1f %4.0f MB\n", kind.name.c_str(), written.bytes / 1e6,
                    million_words, million_words / run.processor_s * 60, million_words / run.clock_s * 60,
                    static_cast<double>(run.memory_kib) / 1024);
        std::fflush(stdout);
        std::filesystem::remove(text);
    }
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
