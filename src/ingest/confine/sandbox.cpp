#include "ingest/confine/sandbox.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>

#include "base/sanitized.h"

namespace stemma::ingest::confine {
namespace {

#if defined(__x86_64__)
constexpr std::uint32_t architecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t architecture = AUDIT_ARCH_AARCH64;
#else
#error "name the audit architecture of this machine"
#endif

/// Puts a filter together in an array of fixed size.
class Filter {
 public:
  Filter() {
    load(offsetof(seccomp_data, arch));
    add(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, architecture, 1, 0));
    add(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS));
    load(offsetof(seccomp_data, nr));
#if defined(__x86_64__)
    add(BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1));  // x32: the same calls under other numbers
    add(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS));
#endif
  }
  void on(long call, std::uint32_t action) {
    add(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(call), 0, 1));
    add(BPF_STMT(BPF_RET | BPF_K, action));
  }
  /// `call` is allowed if the low half of its argument `n`, and-ed with `mask`, is `value`; else it ends the process.
  void allow_if(long call, unsigned n, std::uint32_t mask, std::uint32_t value) {
    add(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(call), 0, 5));
    load(offsetof(seccomp_data, args) + 8 * n);  // little-endian machines only, as the two above are
    add(BPF_STMT(BPF_ALU | BPF_AND | BPF_K, mask));
    add(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1));
    add(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    add(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS));
  }
  bool install(std::uint32_t otherwise) {
    add(BPF_STMT(BPF_RET | BPF_K, otherwise));
    const sock_fprog program{static_cast<unsigned short>(size_), code_.data()};
    return size_ <= code_.size() && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
  }

 private:
  void load(std::size_t at) { add(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(at))); }
  void add(sock_filter step) {
    if (size_ < code_.size()) code_[size_] = step;
    ++size_;
  }

  std::array<sock_filter, 256> code_{};
  std::size_t size_ = 0;
};

// The structure as of ABI 6; older kernels are given as much of it as they know.
struct Ruleset {
  std::uint64_t files = 0, network = 0, scope = 0;
};

/// A ruleset that refuses everything this kernel can refuse; -1 without Landlock.
int landlock_ruleset(Ruleset& rules) {
  const long abi = syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (abi < 1) return -1;
  // Rights by ABI: 13 at first, then REFER, TRUNCATE, (none,) IOCTL_DEV; from 4 on binding and connecting by TCP; from 6 on abstract
  // sockets and signals to others.
  rules.files = (std::uint64_t{1} << (abi == 1 ? 13 : abi == 2 ? 14 : abi < 5 ? 15 : 16)) - 1;
  rules.network = abi >= 4 ? 3 : 0;
  rules.scope = abi >= 6 ? 3 : 0;
  const std::size_t known = abi >= 6 ? sizeof(Ruleset) : abi >= 4 ? 16 : 8;
  return static_cast<int>(syscall(SYS_landlock_create_ruleset, &rules, known, 0));
}

void let_read_and_run(int ruleset, const Ruleset& rules, const char* path, bool folder) {
  const int fd = open(path, O_PATH | O_CLOEXEC);
  if (fd < 0) return;
  std::uint64_t rights = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE;
  if (folder) rights |= LANDLOCK_ACCESS_FS_READ_DIR;
  landlock_path_beneath_attr beneath{};
  beneath.allowed_access = rights & rules.files;
  beneath.parent_fd = fd;
  syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
  close(fd);
}

bool restrict_by(int ruleset) {
  if (ruleset < 0) return false;
  const bool done = syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
  close(ruleset);
  return done;
}

}  // namespace

Gaps give_up_all(int socket) {
  Gaps gaps;
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  Ruleset rules;
  gaps.landlock = !restrict_by(landlock_ruleset(rules));

  Filter filter;
  // On the socket, and on nothing else.
  for (const long call : {SYS_sendto, SYS_recvmsg}) filter.allow_if(call, 0, ~0U, static_cast<std::uint32_t>(socket));
  if (sanitized) filter.allow_if(SYS_write, 0, ~0U, 2);  // their reports
  // Memory, but none that can be run.
  for (const long call : {SYS_mmap, SYS_mprotect}) filter.allow_if(call, 2, PROT_EXEC, 0);
  for (const long call : {SYS_munmap, SYS_mremap, SYS_madvise, SYS_brk, SYS_close, SYS_futex, SYS_clock_gettime, SYS_clock_getres,
                          SYS_gettimeofday, SYS_getrusage, SYS_getrandom, SYS_sched_yield, SYS_sysinfo, SYS_getpid, SYS_gettid, SYS_tgkill,
                          SYS_rt_sigprocmask, SYS_rt_sigaction, SYS_rt_sigreturn, SYS_sigaltstack, SYS_exit, SYS_exit_group})
    filter.on(call, SECCOMP_RET_ALLOW);
#if defined(__x86_64__)
  filter.on(SYS_time, SECCOMP_RET_ALLOW);
  for (const long call : {SYS_open, SYS_access, SYS_stat, SYS_lstat, SYS_readlink}) filter.on(call, SECCOMP_RET_ERRNO | EACCES);
#endif
  for (const long call : {SYS_openat, SYS_faccessat, SYS_newfstatat, SYS_statx, SYS_readlinkat, SYS_getcwd, SYS_uname})
    filter.on(call, SECCOMP_RET_ERRNO | EACCES);
  gaps.seccomp = !filter.install(SECCOMP_RET_KILL_PROCESS);
  return gaps;
}

Gaps give_up_most(const char* program) {
  Gaps gaps;
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  Ruleset rules;
  const int ruleset = landlock_ruleset(rules);
  if (ruleset >= 0) {
    for (const char* folder : {"/usr", "/lib", "/lib32", "/lib64", "/bin", "/etc"}) let_read_and_run(ruleset, rules, folder, true);
    let_read_and_run(ruleset, rules, program, false);
  }
  gaps.landlock = !restrict_by(ruleset);

  Filter filter;
  for (const long call : {SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev,
                          SYS_pidfd_open, SYS_pidfd_getfd, SYS_bpf, SYS_perf_event_open, SYS_userfaultfd, SYS_keyctl, SYS_add_key, SYS_request_key,
                          SYS_io_uring_setup, SYS_unshare, SYS_setns, SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_open_by_handle_at,
                          SYS_init_module, SYS_finit_module, SYS_kexec_load, SYS_reboot, SYS_swapon, SYS_acct})
    filter.on(call, SECCOMP_RET_ERRNO | EPERM);
  gaps.seccomp = !filter.install(SECCOMP_RET_ALLOW);
  return gaps;
}

}  // namespace stemma::ingest::confine
