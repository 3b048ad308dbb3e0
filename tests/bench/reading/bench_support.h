#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace akt::bench {

/// Where texts and scans lie that are not committed: ../shared, or $AKT_SHARED.
std::filesystem::path shared_folder();

/// Whether the texts that pages are made of are there; says so when they are not.
bool has_texts();

/// What a program took, with everything it started and waited for, as the operating system counted it.
struct TimedRun {
    int exit_code = -1;  ///< -1: could not be started, or ended by a signal
    double wall_s = 0, cpu_s = 0;
    double peak_mib = 0;  ///< the largest single process
};

/// Runs a program (found on PATH) to its end, its output into a file, its messages nowhere.
TimedRun run_timed(const std::vector<std::string>& words, const std::filesystem::path& output = "/dev/null");

/// The akt built beside this program, or $AKT_PROGRAM.
std::string akt_program();

/// Runs tests/bench/reading/make_pages.py. Throws std::runtime_error when it fails.
void make_pages(const std::vector<std::string>& arguments);

/// One page of a folder made by make_pages.
struct MadePage {
    std::filesystem::path png;
    std::string truth, font, damage;
    int dpi = 0, turn = 0;
    double skew = 0;
};
std::vector<MadePage> made_pages(const std::filesystem::path& folder);

std::string content_of(const std::filesystem::path& file);
double median_of(std::vector<double> values);  ///< 0 of none

/// CPU seconds of this process, and of those it waited for.
double own_cpu_s();
double children_cpu_s();

/// A row of the table run.sh puts together: "ROW <tab> measure <tab> target <tab> …".
struct Row {
    std::string measure, target, reached, peer, ratio;
    bool met = false;
};
void print_row(const Row& row);

/// `value` with so many decimals.
std::string figure(double value, int decimals);

}  // namespace akt::bench
