#include "ingest/confine/child.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>

#include "base/sanitized.h"
#include "ingest/confine/form.h"
#include "ingest/confine/serve.h"

namespace stemma::ingest::confine {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int start_seconds = 30;         // until it says hello; a busy machine is slow
constexpr int slowness = 20;              // the clock may run this much longer than the processor: others need it, too
constexpr std::uint32_t most_errors = 1000;  // honest parsers stop long before

tl::unexpected<Error> no_process(std::string_view what, int error) {
  return fail(ErrorKind::io, fmt::format("cannot start a confined parser: {}: {}", what, std::strerror(error)), Error::nowhere,
              "close other programs and try again");
}

// Between fork and exec: only calls that are safe after fork in a program with threads.
[[noreturn]] void become(const char* program, int socket, int life, std::uint64_t memory) {
  const auto limit = [](int what, rlim_t value) {
    const rlimit r{value, value};
    setrlimit(static_cast<__rlimit_resource>(what), &r);
  };
  const int null = open("/dev/null", O_RDWR);
  const int s = fcntl(socket, F_DUPFD, 10), l = fcntl(life, F_DUPFD, 10), n = fcntl(null, F_DUPFD, 10);
  if (dup2(s, parser_socket) < 0 || dup2(l, parser_life) < 0 || dup2(n, 0) < 0 || dup2(n, 1) < 0) _exit(127);
  if constexpr (!sanitized) {  // their reports come that way, and their shadows are memory
    if (dup2(n, 2) < 0) _exit(127);
    limit(RLIMIT_DATA, memory);
  } else {
    static_cast<void>(memory);
  }
  close_range(parser_life + 1, ~0U, 0);
  setsid();
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_NOFILE, 64);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  char* arguments[] = {const_cast<char*>("stemma"), const_cast<char*>("self"), const_cast<char*>("parse"), nullptr};
  char* environment[] = {const_cast<char*>("LC_ALL=C.UTF-8"), nullptr};
  execve(program, arguments, environment);
  _exit(127);
}

double seconds_of(clockid_t clock) {
  timespec t{};
  return clock_gettime(clock, &t) == 0 ? static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec) : 0;
}

/// A program that our parsers may have run for them; the paths in it are none but "-".
bool may_be_asked_for(const std::vector<std::string>& arguments) {
  static constexpr std::string_view words[] = {"-q", "-enc", "UTF-8", "-bbox-layout", "-l", "1", "-"};
  const auto known = [](const std::string& word) { return std::find(std::begin(words), std::end(words), word) != std::end(words); };
  return arguments.size() > 2 && arguments[0] == "pdftotext" && std::all_of(arguments.begin() + 1, arguments.end(), known) &&
         *(arguments.end() - 1) == "-" && *(arguments.end() - 2) == "-";
}

}  // namespace

/// How long a child may take until the next document.
class Child::Watch {
 public:
  Watch(pid_t pid, double seconds) : budget_(seconds) {
    known_ = clock_getcpuclockid(pid, &clock_) == 0;
    restart();
  }
  void restart() {
    began_ = known_ ? seconds_of(clock_) : 0;
    deadline_ = Clock::now() + std::chrono::milliseconds(static_cast<long long>(budget_ * slowness * 1000));
  }
  bool over() const { return (known_ && seconds_of(clock_) - began_ > budget_) || Clock::now() > deadline_; }
  double budget() const { return budget_; }

 private:
  double budget_, began_ = 0;
  clockid_t clock_{};
  bool known_ = false;
  Clock::time_point deadline_;
};

Result<std::unique_ptr<Child>> Child::start(const std::string& program, const Limits& limits) {
  int sockets[2], life[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0) return no_process("no socket", errno);
  Descriptor ours(sockets[0]), theirs(sockets[1]);
  if (pipe2(life, O_CLOEXEC) != 0) return no_process("no pipe", errno);
  Descriptor their_life(life[0]), our_life(life[1]);
  // Somebody who takes nothing off the socket does not hold us up for ever.
  const timeval patience{start_seconds, 0};
  setsockopt(ours.get(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  const pid_t pid = fork();
  if (pid < 0) return no_process("no process", errno);
  if (pid == 0) become(program.c_str(), theirs.get(), their_life.get(), limits.parse_memory);
  theirs.reset();
  their_life.reset();

  const std::uint64_t longest = std::max(4 * limits.max_text_bytes, limits.max_page_bytes) + (std::uint64_t{1} << 20);
  std::unique_ptr<Child> child(new Child(pid, std::move(ours), std::move(our_life), longest));
  Watch watch(pid, start_seconds);
  Frame hello;
  if (child->wait(watch, hello) != Wait::frame || hello.what != What::hello || hello.payload.size() != 2)
    return fail(ErrorKind::unsupported, fmt::format("cannot start a confined parser: {} does not know how to be one", program), Error::nowhere,
                "name the stemma program of this very version");
  child->gaps_ = {hello.payload[0] != 0, hello.payload[1] != 0};
  return child;
}

Child::~Child() { end(); }

void Child::end() {
  if (pid_ <= 0) return;
  socket_.reset();
  life_.reset();
  kill(pid_, SIGKILL);
  int status = -1;
  pid_t ended;
  do ended = waitpid(pid_, &status, 0);
  while (ended < 0 && errno == EINTR);
  if (ended == pid_) status_ = status;
  pid_ = -1;
}

bool Child::idle() const {
  pollfd p{socket_.get(), POLLIN, 0};
  return pid_ > 0 && poll(&p, 1, 0) == 0;
}

Child::Wait Child::wait(Watch& watch, Frame& frame) {
  while (!inbox_.next(frame)) {
    if (inbox_.broken()) return Wait::gone;
    pollfd p{socket_.get(), POLLIN, 0};
    const int ready = poll(&p, 1, 200);
    // Looked at each time, so that one who sends without end is seen, too.
    if (watch.over()) return Wait::too_slow;
    if (ready < 0 && errno != EINTR) return Wait::gone;
    if (ready > 0 && !inbox_.receive(socket_.get())) return Wait::gone;
  }
  return Wait::frame;
}

Error Child::stopped(const Input& input) {
  // It closed its socket a moment before it is gone; its own end, not ours, is what we want to hear of.
  int status = -1;
  for (int i = 0; i < 2000 && status == -1; ++i) {
    const pid_t ended = waitpid(pid_, &status, WNOHANG);
    if (ended == 0) status = -1, usleep(500);
    else if (ended < 0 && errno != EINTR) break;
    else if (ended == pid_) pid_ = -1, status_ = status;
  }
  end();
  const std::string next = "the file is kept; please report it";
  if (status_ != -1 && WIFSIGNALED(status_)) {
    const int signal = WTERMSIG(status_);
    if (signal == SIGBUS && input.cut_short())
      return {ErrorKind::io, "the file was cut short while it was read", Error::nowhere, "add it again when it is whole"};
    if (signal == SIGKILL)
      return {ErrorKind::io, "the parser was stopped from outside (signal 9)", Error::nowhere, "close other programs and add the file again"};
    if (signal == SIGSYS)
      return {ErrorKind::internal, "the parser was stopped: it tried what it may not (signal 31)", Error::nowhere, next};
    return {ErrorKind::internal, fmt::format("the parser stopped: signal {}", signal), Error::nowhere, next};
  }
  return {ErrorKind::internal, "the parser stopped in the middle", Error::nowhere, next};
}

bool Child::run_errand(const std::string& payload, const Limits& limits) {
  const auto errand = decode_errand(payload);
  if (!errand || !may_be_asked_for(errand->arguments)) return false;
  Confinement bounds = errand->limits;
  bounds.cpu_seconds = std::min<std::uint64_t>(bounds.cpu_seconds, limits.pdf_seconds);
  bounds.memory = std::min(bounds.memory, limits.pdf_memory);
  bounds.max_output = std::min(bounds.max_output, 4 * limits.max_page_bytes);
  return send_frame(socket_.get(), What::ran, encode(run_confined(errand->arguments, errand->input, bounds)));
}

Child::Outcome Child::read(const Input& input, const std::string& path, const Limits& limits, const Sink& sink) {
  Outcome out;
  if (!send_frame(socket_.get(), What::job, encode(Job{path, input.bytes().size(), limits}), input.descriptor())) {
    end();
    out.untouched = true;
    return out;
  }
  const auto mebibytes = static_cast<double>(input.bytes().size() >> 20);
  Watch watch(pid_, limits.parse_seconds + mebibytes);
  std::uint32_t documents = 0, errors = 0;
  const auto nonsense = [&](Error e) {
    end();
    sink(tl::unexpected(std::move(e)));
    return out;
  };
  const Error strange{ErrorKind::internal, "the parser gave something that makes no sense", Error::nowhere, "the file is kept; please report it"};
  for (;;) {
    Frame frame;
    const Wait waited = wait(watch, frame);
    if (waited == Wait::too_slow) {
      end();
      sink(fail(ErrorKind::over_limit, fmt::format("reading it took more than {:.0f} s", watch.budget()), Error::nowhere,
                "split the file, or give its text"));
      return out;
    }
    if (waited == Wait::gone) return nonsense(inbox_.broken() ? strange : stopped(input));
    bool go_on = true;
    switch (frame.what) {
      case What::document: {
        auto document = decode_document(frame.payload, limits);
        if (!document || ++documents > limits.max_documents) return nonsense(document ? strange : std::move(document.error()));
        go_on = sink(std::move(document));
        break;
      }
      case What::error: {
        auto error = decode_error(frame.payload);
        if (!error || ++errors > most_errors) return nonsense(strange);
        go_on = sink(tl::unexpected(std::move(*error)));
        break;
      }
      case What::errand:
        if (!run_errand(frame.payload, limits)) return nonsense(strange);
        break;
      case What::done: {
        const auto spent = decode_spent(frame.payload);
        if (!spent || !inbox_.empty()) return nonsense(strange);
        out.seconds = 1e-9 * static_cast<double>(spent->nanoseconds);
        out.reusable = !spent->worn_out;
        return out;
      }
      default: return nonsense(strange);
    }
    if (!go_on) {
      end();
      return out;
    }
    watch.restart();
  }
}

}  // namespace stemma::ingest::confine
