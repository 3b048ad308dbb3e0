// A worker whose documents are scripts: the first line is the number of pages, every other line "PAGE FAULT"
// says what goes wrong on that page (page 0: while describing). Every other page holds the word
// "page<number>". The pages named "probe" hold what a confined process got for each forbidden thing it tried.

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <sstream>
#include <thread>

#include "ocr/base/error.h"
#include "ocr/reader_process_protocol.h"
#include "ocr/reader_process_worker.h"

using namespace akt;

namespace {

constexpr int kSocket = 3;

void append_line(Page& page, const std::string& text) {
    Line line;
    std::istringstream words(text);
    for (std::string word; words >> word;) line.words.emplace_back(word, PixelBox{}, 1.0F);
    page.lines.push_back(line);
}

/// Tries each thing a reader must not do: "name EPERM". "name 0" would mean that it could.
Page probe() {
    Page page;
    const auto tried = [&](const char* name, auto&& attempt) {
        errno = 0;
        const long result = static_cast<long>(attempt());
        append_line(page, std::string(name) + " " + (result >= 0 ? "0" : strerrorname_np(errno)));
    };
    const std::string folder = std::filesystem::path(std::getenv("AKT_TEST_FOLDER")).string();
    const std::string there = folder + "/there", fresh = folder + "/fresh";
    tried("inet-socket", [] { return socket(AF_INET, SOCK_STREAM, 0); });
    tried("unix-socket", [] { return socket(AF_UNIX, SOCK_STREAM, 0); });
    tried("netlink-socket", [] { return socket(AF_NETLINK, SOCK_RAW, 0); });
    tried("connect", [] {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        return connect(kSocket, reinterpret_cast<sockaddr*>(&address), sizeof address);
    });
    tried("create", [&] { return open(fresh.c_str(), O_WRONLY | O_CREAT, 0600); });
    tried("write-existing", [&] { return open(there.c_str(), O_WRONLY); });
    tried("read-and-write-existing", [&] { return open(there.c_str(), O_RDWR); });
    tried("truncate-on-open", [&] { return open(there.c_str(), O_RDONLY | O_TRUNC); });
    tried("temporary", [&] { return open(folder.c_str(), O_TMPFILE | O_RDWR, 0600); });
    tried("openat2", [&] { return syscall(SYS_openat2, AT_FDCWD, there.c_str(), nullptr, 0); });
    tried("creat", [&] { return syscall(SYS_creat, fresh.c_str(), 0600); });
    tried("memory-file", [] { return memfd_create("x", 0); });
    tried("unlink", [&] { return unlink(there.c_str()); });
    tried("rename", [&] { return rename(there.c_str(), fresh.c_str()); });
    tried("truncate", [&] { return truncate(there.c_str(), 0); });
    tried("mkdir", [&] { return mkdir(fresh.c_str(), 0700); });
    tried("chmod", [&] { return chmod(there.c_str(), 0777); });
    tried("symlink", [&] { return symlink("x", fresh.c_str()); });
    tried("exec", [] { return execl("/bin/true", "true", nullptr); });
    tried("fork", [] {
        const pid_t child = fork();
        if (child == 0) _exit(0);
        return child;
    });
    tried("thread", [] { return syscall(SYS_clone, CLONE_VM | CLONE_SIGHAND | CLONE_THREAD, nullptr); });
    tried("clone3", [] { return syscall(SYS_clone3, nullptr, 0); });
    tried("ptrace", [] { return ptrace(PTRACE_TRACEME, 0, nullptr, nullptr); });
    tried("kill-parent", [] { return kill(getppid(), 0); });
    tried("read-parent-memory", [] {
        char byte = 0;
        iovec local{&byte, 1}, remote{&byte, 1};
        return process_vm_readv(getppid(), &local, 1, &remote, 1, 0);
    });
    tried("io-uring", [] { return syscall(SYS_io_uring_setup, 1, nullptr); });
    tried("bpf", [] { return syscall(SYS_bpf, 0, nullptr, 0); });
    tried("perf", [] { return syscall(SYS_perf_event_open, nullptr, 0, -1, -1, 0); });
    tried("mount", [] { return syscall(SYS_mount, "x", "/", "tmpfs", 0, nullptr); });
    tried("writable-code", [] {
        void* memory =
            mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        return memory == MAP_FAILED ? -1 : 0;
    });
    tried("limit-of-another", [] {
        rlimit limits{};
        return prlimit(getppid(), RLIMIT_CORE, nullptr, &limits);
    });
    tried("more-open-files", [] {
        const rlimit none{RLIM_INFINITY, RLIM_INFINITY};
        return setrlimit(RLIMIT_NOFILE, &none);
    });
    tried("change-user", [] { return syscall(SYS_setuid, 65534); });
    tried("namespace", [] { return unshare(CLONE_NEWUSER); });
    tried("read-other-file", [&] { return open(there.c_str(), O_RDONLY); });
    tried("list-other-folder", [&] { return open(folder.c_str(), O_RDONLY | O_DIRECTORY); });
    tried("change-document", [] {
        int error = EBADF;
        for (int fd = kSocket + 1; fd < 64; ++fd) {
            if (lseek(fd, 0, SEEK_SET) != 0) continue;  // not open
            if (write(fd, "x", 1) == 1) return 0;
            error = errno;
        }
        errno = error;
        return -1;
    });
    return page;
}

[[noreturn]] void hang() {
    for (;;) std::this_thread::sleep_for(std::chrono::hours(1));
}

[[noreturn]] void spin() {
    std::atomic<unsigned> turns = 0;
    for (;;) ++turns;
}

void say(const std::string& bytes) {
    for (std::size_t sent = 0; sent < bytes.size();) {
        const ssize_t more = write(kSocket, bytes.data() + sent, bytes.size() - sent);
        if (more <= 0) return;
        sent += static_cast<std::size_t>(more);
    }
}

/// The header of a reply, as reader_process_protocol.cpp lays it out.
std::string header(std::uint32_t kind, std::int64_t number, std::uint64_t payload_bytes) {
    std::string bytes("AKTR");
    bytes.append(reinterpret_cast<const char*>(&kind), sizeof kind);
    bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
    bytes.append(reinterpret_cast<const char*>(&payload_bytes), sizeof payload_bytes);
    return bytes;
}

std::size_t allocate_everything() {
    std::size_t sum = 0;
    std::vector<std::vector<char>> hoard;
    for (int i = 0; i < 160; ++i) {  // 10 GB
        hoard.emplace_back(std::size_t{64} << 20U, static_cast<char>(i));
        sum += hoard.size();
    }
    return sum;
}

class ScriptedDocument : public WorkerDocument {
public:
    explicit ScriptedDocument(const std::filesystem::path& file) {
        std::ifstream script(file);
        if (!script) throw Error(ErrorCode::io, file.string(), "the script cannot be read");
        if (!(script >> pages_))
            throw Error(ErrorCode::unreadable_input, file.string(), "no script", "write one");
        int page = 0;
        for (std::string fault; script >> page >> fault;) faults_[page] = fault;
        meet(0);
    }

    int page_count() const override { return pages_; }
    Document description() const override {
        Document document;
        document.media_type = "text/x-script";
        document.info_title = "Skript";
        return document;
    }

    std::string draw_page(int number, const PageDrawing& drawing) override {
        read_page(number);  // the fault of the page, if it has one
        return "picture of page " + std::to_string(number) + " turned " +
               std::to_string(drawing.turned_degrees);
    }
    std::string mark_page(const Page& page) override {
        read_page(page.number);
        return "page " + std::to_string(page.number) + " with " + std::to_string(page.lines.size()) +
               " lines";
    }
    void add_to_pdf(const Page& page) override {
        read_page(page.number);
        pdf_ += "page " + std::to_string(page.number) + "; ";
    }
    /// More than fits into one part.
    std::string finish_pdf() override {
        return pdf_ + std::string(reader_protocol::kPdfPartBytes, '.') + "end";
    }

    Page read_page(int number) override {
        Page page;
        page.number = number;
        append_line(page, "page" + std::to_string(number));
        if (faults_.count(number) != 0 && faults_[number] == "probe") {
            page = probe();
            page.number = number;
        }
        if (faults_.count(number) != 0 && faults_[number] == "wrong-number") page.number = number + 1;
        meet(number);
        return page;
    }

private:
    void meet(int page) {
        const std::string fault = faults_.count(page) != 0 ? faults_[page] : "";
        if (fault == "crash") std::raise(SIGSEGV);
        if (fault == "abort") std::abort();
        if (fault == "exit") _exit(5);
        if (fault == "hang") hang();
        if (fault == "spin") spin();
        if (fault == "memory") allocate_everything();
        if (fault == "garbage") say(std::string(1000, 'x'));
        if (fault == "huge") say(header(6, page, std::uint64_t{1} << 60U));
        if (fault == "half") {
            say(header(6, page, 1000) + "<alto>");
            hang();
        }
        if (fault == "no-xml") say(header(6, page, 5) + "<alto");
        if (fault == "wrong-kind") say(header(4, page, 0));
        if (fault == "error") throw Error(ErrorCode::unreadable_input, {}, "a stain on the paper");
        if (fault == "encrypted")
            throw Error(ErrorCode::encrypted_input, "inside.pdf", "needs a password", "ask for it");
        if (fault == "slow") std::this_thread::sleep_for(std::chrono::milliseconds(30));
    }

    int pages_ = 0;
    std::string pdf_;
    std::map<int, std::string> faults_;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    return run_reader_worker(std::atoi(argv[1]), [] {
        if (const char* missing = std::getenv("AKT_TEST_NO_TOOLS"); missing != nullptr)
            throw Error(ErrorCode::not_found, missing, "no such model", "install it");
        return WorkerTools{[](const std::filesystem::path& file, const ReadOptions&) {
                               return std::make_unique<ScriptedDocument>(file);
                           },
                           {},
                           "script reader"};
    });
}
