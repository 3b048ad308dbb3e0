#pragma once

#include <chrono>
#include <cstddef>

#include "search/cli/context.h"

namespace akt {

/// How far a run over documents has come, on stderr: one rewritten line on a terminal, or with
/// --progress=json a line {"documents": n, "of": n, "pages": n, "pages_per_s": x, "eta_s": x|null} at most
/// four times a second. Not thread-safe.
class Progress {
public:
    Progress(const Context& context, std::size_t documents_in_all);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void page_done();
    void document_done();
    /// Takes the line away so that something else can be printed; the next step draws it again.
    void clear();

private:
    enum class Form { none, line, json };
    void show(bool at_once);

    using Clock = std::chrono::steady_clock;
    Form form_;
    std::size_t documents_in_all_;
    std::size_t documents_ = 0, pages_ = 0;
    Clock::time_point started_ = Clock::now();
    Clock::time_point shown_{};
    bool drawn_ = false;
};

}  // namespace akt
