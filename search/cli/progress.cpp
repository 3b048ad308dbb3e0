#include "search/cli/progress.h"

#include <fmt/core.h>
#include <unistd.h>

#include <cstdio>

namespace akt {

namespace {

constexpr std::chrono::milliseconds kShowEvery_ms{250};

std::string clock_time(double seconds) {
    const auto whole = static_cast<long>(seconds + 0.5);
    return whole >= 3600 ? fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60)
                         : fmt::format("{}:{:02}", whole / 60, whole % 60);
}

}  // namespace

Progress::Progress(const Context& context, std::size_t documents_in_all)
    : form_(Form::none), documents_in_all_(documents_in_all) {
    if (context.quiet || context.progress == ProgressMode::never) return;
    if (context.progress == ProgressMode::json) {
        form_ = Form::json;
    } else if (isatty(STDERR_FILENO) != 0) {
        form_ = Form::line;
    }
}

Progress::~Progress() {
    if (form_ == Form::json) show(true);
    clear();
}

void Progress::page_done() {
    ++pages_;
    show(false);
}

void Progress::document_done() {
    ++documents_;
    show(false);
}

void Progress::clear() {
    if (!drawn_) return;
    fmt::print(stderr, "\r\033[K");
    std::fflush(stderr);
    drawn_ = false;
}

void Progress::show(bool at_once) {
    if (form_ == Form::none) return;
    const auto now = Clock::now();
    if (!at_once && drawn_ && now - shown_ < kShowEvery_ms) return;
    if (!at_once && form_ == Form::json && now - shown_ < kShowEvery_ms) return;
    shown_ = now;
    const double elapsed_s = std::chrono::duration<double>(now - started_).count();
    const double pages_per_s = elapsed_s > 0 ? static_cast<double>(pages_) / elapsed_s : 0;
    const bool guessable = documents_ > 0 && documents_ <= documents_in_all_;
    const double eta_s = guessable ? elapsed_s / static_cast<double>(documents_) *
                                         static_cast<double>(documents_in_all_ - documents_)
                                   : 0;
    if (form_ == Form::json) {
        fmt::print(
            stderr,
            "{{\"documents\": {}, \"of\": {}, \"pages\": {}, \"pages_per_s\": {:.2f}, \"eta_s\": {}}}\n",
            documents_, documents_in_all_, pages_, pages_per_s,
            guessable ? fmt::format("{:.0f}", eta_s) : "null");
    } else {
        fmt::print(stderr, "\r\033[K{} of {} documents, {} pages, {:.1f} pages/s{}", documents_,
                   documents_in_all_, pages_, pages_per_s,
                   guessable ? ", " + clock_time(eta_s) + " left" : "");
        drawn_ = true;
    }
    std::fflush(stderr);
}

}  // namespace akt
