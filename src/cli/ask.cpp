#include "cli/ask.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <iostream>

#include "base/descriptor.h"

namespace stemma::cli {
namespace {

constexpr std::array fatal = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

volatile std::sig_atomic_t caught = 0;
extern "C" void remember(int signal) { caught = signal; }

/// While it lives nothing typed is shown, and a signal ends the reading; what it would have done it does when the terminal is as it was.
class Hidden {
 public:
  Hidden(int fd, const termios& shown) : fd_(fd), shown_(shown) {
    caught = 0;
    struct sigaction action {};
    action.sa_handler = remember;  // without SA_RESTART: read() returns
    for (std::size_t i = 0; i < fatal.size(); ++i) ::sigaction(fatal[i], &action, &before_[i]);
    termios hidden = shown;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(fd, TCSAFLUSH, &hidden);
  }
  ~Hidden() {
    ::tcsetattr(fd_, TCSAFLUSH, &shown_);
    for (std::size_t i = 0; i < fatal.size(); ++i) ::sigaction(fatal[i], &before_[i], nullptr);
    if (caught != 0) ::raise(caught);
  }
  Hidden(const Hidden&) = delete;
  Hidden& operator=(const Hidden&) = delete;

 private:
  int fd_;
  termios shown_;
  std::array<struct sigaction, fatal.size()> before_{};
};

void put(int fd, std::string_view text) { [[maybe_unused]] const auto n = ::write(fd, text.data(), text.size()); }

/// False at the end of input, or after a signal.
bool read_line(int fd, std::string& line) {
  char c = 0;
  for (;;) {
    const ssize_t n = ::read(fd, &c, 1);
    if (n < 0 && errno == EINTR && caught == 0) continue;
    if (n <= 0) return false;
    if (c == '\n') return true;
    line += c;
  }
}

}  // namespace

std::string ask_hidden(const Console& console, std::string_view question) {
  std::string line;
  termios shown{};
  if (::tcgetattr(STDIN_FILENO, &shown) != 0) {
    std::getline(std::cin, line);
    return line;
  }
  console.talk(question);
  {
    const Hidden hidden(STDIN_FILENO, shown);
    read_line(STDIN_FILENO, line);
  }
  console.talk("\n");
  return line;
}

Result<std::string> ask_at_terminal(std::string_view question) {
  const Descriptor terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC));
  termios shown{};
  if (!terminal || ::tcgetattr(terminal.get(), &shown) != 0) return fail(ErrorKind::usage, "there is no terminal to ask at");
  put(terminal.get(), question);
  std::string line;
  bool answered = false;
  {
    const Hidden hidden(terminal.get(), shown);
    answered = read_line(terminal.get(), line);
  }
  put(terminal.get(), "\n");
  if (!answered) return fail(ErrorKind::usage, "nothing was answered");
  return line;
}

bool person_is_there() { return ::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1; }

}  // namespace stemma::cli
