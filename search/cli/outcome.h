#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "index/intake.h"
#include "search/cli/context.h"

namespace akt {

/// Counts what became of a run's files, and turns it into an exit code: done, some_failed, or, when every
/// file failed for the same kind of reason, that reason's own code.
class OutcomeCounter {
public:
    /// Prints the error as one line on stderr and counts it.
    void failed(const Error& error);
    /// One line on stdout for a file archived, already there, or to be archived; failed files and pages on
    /// stderr.
    void print(const Context& context, const IntakeResult& result);
    ExitCode exit_code() const;

private:
    void count_failed_pages(const std::string& file, const std::string& id, const Document& document);

    std::size_t well_ = 0, failed_ = 0, with_failed_pages_ = 0;
    std::optional<ExitCode> shared_code_;
    bool codes_differ_ = false;
};

}  // namespace akt
