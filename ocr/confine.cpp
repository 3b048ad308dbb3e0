#include "ocr/confine.h"

#include <fcntl.h>
#include <linux/capability.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <memory>

#include "ocr/base/error.h"
#include "ocr/landlock.h"

#if defined(__SANITIZE_ADDRESS__)
#define AKT_ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define AKT_ADDRESS_SANITIZER 1
#endif
#endif

namespace akt {

namespace {

constexpr rlim_t kMaxOpenFiles = 64;

#ifdef AKT_ADDRESS_SANITIZER
constexpr bool kAddressSanitizer = true;
#else
constexpr bool kAddressSanitizer = false;
#endif

[[noreturn]] void fail(const char* what, int error) {
    throw Error(ErrorCode::internal, {},
                std::string("the reader cannot be confined: ") + what + ": " + std::strerror(error));
}

void limit(__rlimit_resource resource, rlim_t value) {
    const rlimit both{value, value};
    if (setrlimit(resource, &both) != 0) fail("setrlimit", errno);
}

void drop_capabilities() {
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    std::array<__user_cap_data_struct, 2> none{};
    if (syscall(SYS_capset, &header, none.data()) != 0) fail("capset", errno);
}

/// Calls that touch only this process's own memory, time, open files and the reading of others.
constexpr std::array kAllowedCalls{SCMP_SYS(read),
                                   SCMP_SYS(pread64),
                                   SCMP_SYS(readv),
                                   SCMP_SYS(preadv),
                                   SCMP_SYS(write),
                                   SCMP_SYS(writev),
                                   SCMP_SYS(sendmsg),
                                   SCMP_SYS(recvmsg),
                                   SCMP_SYS(sendto),
                                   SCMP_SYS(recvfrom),
                                   SCMP_SYS(close),
                                   SCMP_SYS(lseek),
                                   SCMP_SYS(fstat),
                                   SCMP_SYS(stat),
                                   SCMP_SYS(lstat),
                                   SCMP_SYS(newfstatat),
                                   SCMP_SYS(statx),
                                   SCMP_SYS(fstatfs),
                                   SCMP_SYS(statfs),
                                   SCMP_SYS(access),
                                   SCMP_SYS(faccessat),
                                   SCMP_SYS(faccessat2),
                                   SCMP_SYS(readlink),
                                   SCMP_SYS(readlinkat),
                                   SCMP_SYS(getdents64),
                                   SCMP_SYS(getcwd),
                                   SCMP_SYS(dup),
                                   SCMP_SYS(poll),
                                   SCMP_SYS(ppoll),
                                   SCMP_SYS(fadvise64),
                                   SCMP_SYS(munmap),
                                   SCMP_SYS(mremap),
                                   SCMP_SYS(madvise),
                                   SCMP_SYS(brk),
                                   SCMP_SYS(rt_sigaction),
                                   SCMP_SYS(rt_sigprocmask),
                                   SCMP_SYS(rt_sigreturn),
                                   SCMP_SYS(sigaltstack),
                                   SCMP_SYS(getpid),
                                   SCMP_SYS(gettid),
                                   SCMP_SYS(getppid),
                                   SCMP_SYS(getuid),
                                   SCMP_SYS(geteuid),
                                   SCMP_SYS(getgid),
                                   SCMP_SYS(getegid),
                                   SCMP_SYS(uname),
                                   SCMP_SYS(sysinfo),
                                   SCMP_SYS(sched_yield),
                                   SCMP_SYS(sched_getaffinity),
                                   SCMP_SYS(nanosleep),
                                   SCMP_SYS(clock_nanosleep),
                                   SCMP_SYS(clock_gettime),
                                   SCMP_SYS(clock_getres),
                                   SCMP_SYS(gettimeofday),
                                   SCMP_SYS(time),
                                   SCMP_SYS(times),
                                   SCMP_SYS(getrandom),
                                   SCMP_SYS(futex),
                                   SCMP_SYS(set_robust_list),
                                   SCMP_SYS(rseq),
                                   SCMP_SYS(membarrier),
                                   SCMP_SYS(getrusage),
                                   SCMP_SYS(getrlimit),
                                   SCMP_SYS(setrlimit),
                                   SCMP_SYS(exit),
                                   SCMP_SYS(exit_group),
                                   SCMP_SYS(restart_syscall),
                                   SCMP_SYS(pipe),  // how UBSan asks whether memory can be read
                                   SCMP_SYS(pipe2)};

scmp_arg_cmp equal(unsigned argument, scmp_datum_t value) {
    return {argument, SCMP_CMP_EQ, value, 0};
}

/// The bits of `mask` in the argument are those of `value`.
scmp_arg_cmp masked(unsigned argument, scmp_datum_t mask, scmp_datum_t value) {
    return {argument, SCMP_CMP_MASKED_EQ, mask, value};
}

class SystemCallFilter {
public:
    SystemCallFilter() : filter_(seccomp_init(SCMP_ACT_ERRNO(EPERM)), &seccomp_release) {
        if (!filter_) fail("seccomp", ENOMEM);
    }

    template <class... Comparisons>
    void allow(int call, Comparisons... comparisons) {
        const std::array<scmp_arg_cmp, sizeof...(Comparisons)> all{comparisons...};
        const int failed = seccomp_rule_add_array(filter_.get(), SCMP_ACT_ALLOW, call,
                                                  static_cast<unsigned>(all.size()), all.data());
        if (failed != 0 && failed != -EDOM)
            fail("seccomp rule", -failed);  // EDOM: this machine has no such call
    }

    void load() {
        if (const int failed = seccomp_load(filter_.get()); failed != 0) fail("seccomp", -failed);
    }

private:
    std::unique_ptr<void, decltype(&seccomp_release)> filter_;
};

void filter_system_calls() {
    SystemCallFilter filter;
    for (const int call : kAllowedCalls) filter.allow(call);

    constexpr scmp_datum_t kWriting = O_ACCMODE | O_CREAT | O_TRUNC;
    filter.allow(SCMP_SYS(open), masked(1, kWriting, O_RDONLY));
    filter.allow(SCMP_SYS(openat), masked(2, kWriting, O_RDONLY));

    constexpr scmp_datum_t kCode = PROT_WRITE | PROT_EXEC;
    for (const unsigned allowed : {0U, unsigned{PROT_WRITE}, unsigned{PROT_EXEC}}) {
        filter.allow(SCMP_SYS(mmap), masked(2, kCode, allowed));
        filter.allow(SCMP_SYS(mprotect), masked(2, kCode, allowed));
    }
    for (const int command : {F_GETFD, F_SETFD, F_GETFL, F_DUPFD, F_DUPFD_CLOEXEC})
        filter.allow(SCMP_SYS(fcntl), equal(1, static_cast<scmp_datum_t>(command)));
    filter.allow(SCMP_SYS(prlimit64), equal(0, 0));
    filter.allow(SCMP_SYS(tgkill), equal(0, static_cast<scmp_datum_t>(getpid())));  // abort()
    filter.load();
}

}  // namespace

void confine_this_process(const Confinement& confinement) {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) fail("no_new_privs", errno);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_NOFILE, kMaxOpenFiles);
    if (!kAddressSanitizer && confinement.memory_limit_bytes > 0)
        limit(RLIMIT_AS, confinement.memory_limit_bytes);
    std::signal(SIGXFSZ, SIG_IGN);  // the write fails with EFBIG instead
    restrict_reading_to(confinement.readable);
    drop_capabilities();
    filter_system_calls();
}

void limit_further_cpu_time(std::uint64_t milliseconds) {
    rusage used{};
    rlimit limits{};
    if (getrusage(RUSAGE_SELF, &used) != 0 || getrlimit(RLIMIT_CPU, &limits) != 0)
        fail("processor time", errno);
    const auto used_us = used.ru_utime.tv_usec + used.ru_stime.tv_usec +
                         1'000'000 * (used.ru_utime.tv_sec + used.ru_stime.tv_sec);
    // The limit is in whole seconds.
    limits.rlim_cur = (static_cast<rlim_t>(used_us) / 1000 + milliseconds) / 1000 + 1;
    if (setrlimit(RLIMIT_CPU, &limits) != 0) fail("processor time", errno);
}

}  // namespace akt
