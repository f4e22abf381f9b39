#include "cli/console.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fmt/format.h>

#include "base/files.h"

namespace stemma::cli {
namespace {

unsigned columns_of(int stream) {
  winsize size{};
  if (ioctl(stream, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 100;
}

}  // namespace

Console::Console() : out_terminal_(isatty(STDOUT_FILENO) == 1), err_terminal_(isatty(STDERR_FILENO) == 1) {}

bool Console::write(std::string_view text) {
  if (write_error_ == 0 && !write_all(STDOUT_FILENO, text)) write_error_ = errno;
  return write_error_ == 0;
}

void Console::talk(std::string_view text) const { write_all(STDERR_FILENO, text); }
void Console::say(std::string_view line) const { talk(fmt::format("stemma: {}\n", line)); }

int Console::finish(int code) {
  if (write_error_ == 0 || write_error_ == EPIPE) return code;
  say(fmt::format("cannot write the output: {}; free some space or write elsewhere", std::strerror(write_error_)));
  return code == done ? some_failed : code;
}

unsigned Console::talk_columns() const { return columns_of(STDERR_FILENO); }

report::TerminalStyle Console::style() const {
  report::TerminalStyle style;
  const char* no_colour = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  style.colour = out_terminal_ && !(no_colour && *no_colour) && !(term && std::string_view(term) == "dumb");
  // Lines longer than 110 columns are hard to read, however wide the window is.
  style.columns = out_terminal_ ? std::clamp(columns_of(STDOUT_FILENO), 40u, 110u) : 100;
  return style;
}

}  // namespace stemma::cli
