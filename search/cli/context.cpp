#include "search/cli/context.h"

#include <fmt/core.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>

namespace akt {

namespace {

volatile std::sig_atomic_t stop_signal = 0;

void on_stop_signal(int signal) {
    if (stop_signal != 0) _exit(static_cast<int>(ExitCode::interrupted));
    stop_signal = signal;
}

const char* environment(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0' ? value : nullptr;
}

void print_error(std::string_view line) {
    fmt::print(stderr, "akt: {}\n", line);
}

}  // namespace

void install_stop_signals() {
    struct sigaction action {};
    action.sa_handler = on_stop_signal;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

bool stop_requested() {
    return stop_signal != 0;
}

std::filesystem::path Context::archive() const {
    namespace fs = std::filesystem;
    if (given_archive) return *given_archive;
    if (const char* archive = environment("AKT_ARCHIVE")) return archive;
    if (const char* data = environment("XDG_DATA_HOME")) return fs::path(data) / "akt";
    if (const char* home = environment("HOME")) return fs::path(home) / ".local" / "share" / "akt";
    throw Error(ErrorCode::usage, {}, "no archive chosen", "give --archive DIR or set AKT_ARCHIVE");
}

bool Context::colored(int descriptor) const {
    if (color != ColorMode::automatic) return color == ColorMode::always;
    return environment("NO_COLOR") == nullptr && isatty(descriptor) != 0;
}

void Context::warn(std::string_view message) const {
    if (!quiet) fmt::print(stderr, "akt: warning: {}\n", message);
}

void Context::log(std::string_view message) const {
    if (verbose) fmt::print(stderr, "akt: {}\n", message);
}

void Context::run(const std::function<ExitCode()>& body) {
    try {
        exit_code = body();
    } catch (const Error& error) {
        print_error(error.what());
        exit_code = exit_code_for(error.code());
    } catch (const std::bad_alloc&) {
        print_error("out of memory");
        exit_code = ExitCode::limit_exceeded;
    } catch (const std::exception& error) {
        print_error(error.what());
        exit_code = ExitCode::error;
    }
}

}  // namespace akt
