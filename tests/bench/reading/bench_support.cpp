#include "tests/bench/reading/bench_support.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

extern char** environ;

namespace akt::bench {

namespace fs = std::filesystem;

namespace {

double cpu_s_of(const rusage& usage) {
    return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

double cpu_s_of(int whose) {
    rusage usage{};
    ::getrusage(whose, &usage);
    return cpu_s_of(usage);
}

}  // namespace

fs::path shared_folder() {
    const char* named = std::getenv("AKT_SHARED");
    return named != nullptr ? named : "../shared";
}

bool has_texts() {
    const fs::path texts = shared_folder() / "text" / "dev";
    if (fs::is_directory(texts)) return true;
    std::printf("skipped: %s is not there\n", texts.c_str());
    return false;
}

TimedRun run_timed(const std::vector<std::string>& words, const fs::path& output) {
    std::vector<std::string> copies = words;
    std::vector<char*> arguments;
    for (std::string& word : copies) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                     0600);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    TimedRun run;
    pid_t pid = -1;
    const auto start = std::chrono::steady_clock::now();
    const int failed = ::posix_spawnp(&pid, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) return run;
    int status = 0;
    rusage usage{};
    while (::wait4(pid, &status, 0, &usage) < 0 && errno == EINTR) {
    }
    run.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    run.cpu_s = cpu_s_of(usage);
    run.peak_mib = static_cast<double>(usage.ru_maxrss) / 1024;
    if (WIFEXITED(status)) run.exit_code = WEXITSTATUS(status);
    return run;
}

std::string akt_program() {
    const char* named = std::getenv("AKT_PROGRAM");
    return named != nullptr ? named : AKT_BUILT_PROGRAM;
}

void make_pages(const std::vector<std::string>& arguments) {
    // Debian's Python, which has the modules.
    std::vector<std::string> words{"/usr/bin/python3", AKT_MAKE_PAGES};
    words.insert(words.end(), arguments.begin(), arguments.end());
    if (run_timed(words).exit_code != 0)
        throw std::runtime_error("make_pages.py " + arguments.at(0) + " failed");
}

std::vector<MadePage> made_pages(const fs::path& folder) {
    std::vector<MadePage> pages;
    std::ifstream list(folder / "pages.tsv");
    std::string line;
    std::getline(list, line);  // the heading
    while (std::getline(list, line)) {
        std::istringstream cells(line);
        std::string name, dpi, turn, skew;
        MadePage page;
        for (std::string* cell : {&name, &page.font, &dpi, &page.damage, &turn, &skew})
            std::getline(cells, *cell, '\t');
        page.png = folder / (name + ".png");
        page.truth = content_of(folder / (name + ".truth"));
        page.dpi = std::stoi(dpi), page.turn = std::stoi(turn), page.skew = std::stod(skew);
        pages.push_back(std::move(page));
    }
    return pages;
}

std::string content_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

double median_of(std::vector<double> values) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

double own_cpu_s() {
    return cpu_s_of(RUSAGE_SELF);
}
double children_cpu_s() {
    return cpu_s_of(RUSAGE_CHILDREN);
}

void print_row(const Row& row) {
    std::printf("ROW\t%s\t%s\t%s\t%s\t%s\t%s\n", row.measure.c_str(), row.target.c_str(), row.reached.c_str(),
                row.peer.c_str(), row.ratio.c_str(), row.met ? "reached" : "NOT reached");
    std::fflush(stdout);
}

std::string figure(double value, int decimals) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    return text;
}

}  // namespace akt::bench
