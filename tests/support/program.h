#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace akt::test {

/// What a finished program left.
struct Finished {
    int exit_code = -1;  ///< -1 when a signal ended it
    int signal = 0;
    std::string out, err;
};

/// A program running with its output going to files, so that it never waits for a reader.
class Program {
public:
    /// `arguments[0]` is the program's path. `environment` adds "NAME=value" to this process's own.
    Program(const std::vector<std::string>& arguments, std::string_view input = {},
            const std::vector<std::string>& environment = {});
    ~Program();  ///< kills it when it still runs
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    pid_t pid() const { return pid_; }
    void kill(int signal) const;
    Finished wait();

private:
    TemporaryFolder folder_;
    pid_t pid_ = -1;
    int status_ = 0;
    bool reaped_ = false;
};

/// Runs the akt that was built with these tests.
Finished run_akt(const std::vector<std::string>& arguments, std::string_view input = {},
                 const std::vector<std::string>& environment = {});
std::string akt_program();

}  // namespace akt::test
