#include "tests/support/program.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <system_error>

extern char** environ;

namespace akt::test {

Program::Program(const std::vector<std::string>& arguments, std::string_view input,
                 const std::vector<std::string>& environment) {
    folder_.write("in", input);
    const auto in = folder_.path() / "in", out = folder_.path() / "out", err = folder_.path() / "err";

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, in.c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.c_str(), O_WRONLY | O_CREAT, 0600);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err.c_str(), O_WRONLY | O_CREAT, 0600);

    std::vector<std::string> words = arguments;
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    std::vector<std::string> added = environment;
    std::vector<char*> envp;
    for (auto& entry : added) envp.push_back(entry.data());
    for (char** entry = environ; *entry != nullptr; ++entry) envp.push_back(*entry);
    envp.push_back(nullptr);

    const int failed = posix_spawn(&pid_, argv[0], &actions, nullptr, argv.data(), envp.data());
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) throw std::system_error(failed, std::generic_category(), arguments[0]);
}

Program::~Program() {
    if (!reaped_ && pid_ > 0) {
        ::kill(pid_, SIGKILL);
        waitpid(pid_, nullptr, 0);
    }
}

void Program::kill(int signal) const {
    if (!reaped_) ::kill(pid_, signal);
}

Finished Program::wait() {
    if (!reaped_) {
        waitpid(pid_, &status_, 0);
        reaped_ = true;
    }
    Finished finished;
    if (WIFEXITED(status_)) finished.exit_code = WEXITSTATUS(status_);
    if (WIFSIGNALED(status_)) finished.signal = WTERMSIG(status_);
    finished.out = read_file(folder_.path() / "out");
    finished.err = read_file(folder_.path() / "err");
    return finished;
}

std::string akt_program() {
    return AKT_PROGRAM;
}

Finished run_akt(const std::vector<std::string>& arguments, std::string_view input,
                 const std::vector<std::string>& environment) {
    std::vector<std::string> all{akt_program()};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return Program(all, input, environment).wait();
}

}  // namespace akt::test
