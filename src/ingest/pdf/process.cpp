#include "ingest/pdf/process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>

#include "base/descriptor.h"
#include "base/files.h"
#include "ingest/confine/sandbox.h"

namespace stemma::ingest {
namespace {

ProgramRunner& runner_elsewhere() {
  static ProgramRunner runner;
  return runner;
}

std::string find_program(const std::string& name) {
  std::string folders = "/usr/bin:/usr/local/bin";
  if (const char* path = std::getenv("PATH")) folders += std::string(":") + path;
  for (std::size_t i = 0; i <= folders.size();) {
    const std::size_t end = std::min(folders.find(':', i), folders.size());
    const std::string full = folders.substr(i, end - i) + "/" + name;
    if (end > i && access(full.c_str(), X_OK) == 0) return full;
    i = end + 1;
  }
  return {};
}

tl::unexpected<Error> system_error(std::string_view what) {
  return fail(ErrorKind::io, fmt::format("{}: {}", what, std::strerror(errno)), Error::nowhere, "close other programs and try again");
}

// Between fork and exec: only calls that are safe after fork in a program with threads.
[[noreturn]] void become(const char* program, char* const* arguments, int in, int out, int err, const Confinement& limits) {
  const auto limit = [](int what, rlim_t value) {
    const rlimit r{value, value};
    setrlimit(static_cast<__rlimit_resource>(what), &r);
  };
  if (dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0) _exit(127);
  close_range(3, ~0U, 0);
  setsid();
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  confine::give_up_most(program);
  limit(RLIMIT_CPU, limits.cpu_seconds);
  limit(RLIMIT_AS, limits.memory);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_NOFILE, 64);
  static char locale[] = "LC_ALL=C.UTF-8", home[] = "HOME=/nonexistent";
  char* environment[] = {locale, home, nullptr};
  execve(program, arguments, environment);
  _exit(127);
}

// Collects both pipes until the program closes them, the deadline passes, or the output is too large.
void collect(int out, int err, std::chrono::steady_clock::time_point deadline, std::uint64_t max_output, Ran& ran) {
  std::array<pollfd, 2> pipes{{{out, POLLIN, 0}, {err, POLLIN, 0}}};
  std::string chunk(64 << 10, '\0');
  while (pipes[0].fd >= 0 || pipes[1].fd >= 0) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
    if (left <= 0) {
      ran.timed_out = true;
      return;
    }
    const int ready = poll(pipes.data(), pipes.size(), static_cast<int>(std::min<long long>(left, 1000)));
    if (ready < 0 && errno != EINTR) return;
    if (ready <= 0) continue;
    for (std::size_t k = 0; k < 2; ++k) {
      if (pipes[k].fd < 0 || pipes[k].revents == 0) continue;
      const ssize_t n = read(pipes[k].fd, chunk.data(), chunk.size());
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) {
        pipes[k].fd = -1;
        continue;
      }
      std::string& to = k == 0 ? ran.output : ran.messages;
      to.append(chunk.data(), static_cast<std::size_t>(n));
      if (k == 1) to.resize(std::min<std::size_t>(to.size(), 4096));
      if (k == 0 && to.size() > max_output) {
        ran.too_much = true;
        return;
      }
    }
  }
}

}  // namespace

void run_programs_through(ProgramRunner runner) { runner_elsewhere() = std::move(runner); }

Result<Ran> run_confined(const std::vector<std::string>& arguments, std::string_view input, const Confinement& limits) {
  if (const ProgramRunner& elsewhere = runner_elsewhere()) return elsewhere(arguments, input, limits);
  const std::string program = find_program(arguments.front());
  if (program.empty()) return fail(ErrorKind::unsupported, fmt::format("the program {} is not installed", arguments.front()));
  const Descriptor in(memfd_create("stemma-input", MFD_CLOEXEC));
  if (!in || !write_all(in.get(), input) || lseek(in.get(), 0, SEEK_SET) != 0) return system_error("no memory for the input");
  int out_pipe[2], err_pipe[2];
  if (pipe2(out_pipe, O_CLOEXEC) != 0) return system_error("no pipe");
  Descriptor out(out_pipe[0]), out_end(out_pipe[1]);
  if (pipe2(err_pipe, O_CLOEXEC) != 0) return system_error("no pipe");
  Descriptor err(err_pipe[0]), err_end(err_pipe[1]);

  std::vector<std::string> words = arguments;
  std::vector<char*> argv;
  for (std::string& w : words) argv.push_back(w.data());
  argv.push_back(nullptr);
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(2 * limits.cpu_seconds);
  const pid_t child = fork();
  if (child < 0) return system_error("no process");
  if (child == 0) become(program.c_str(), argv.data(), in.get(), out_end.get(), err_end.get(), limits);
  out_end.reset();
  err_end.reset();

  Ran ran;
  collect(out.get(), err.get(), deadline, limits.max_output, ran);
  if (ran.timed_out || ran.too_much) kill(child, SIGKILL);
  int status = 0;
  // A program that closed its pipes but lives on is ended too, at the deadline at the latest.
  while (waitpid(child, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > deadline) kill(child, SIGKILL), ran.timed_out = true;
    usleep(500);
  }
  if (WIFEXITED(status)) ran.exit_code = WEXITSTATUS(status);
  else if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL) && !ran.too_much) ran.timed_out = true;
  return ran;
}

}  // namespace stemma::ingest
