#include "cli/interrupt.h"

#include <unistd.h>

#include <csignal>

namespace stemma::cli {
namespace {

// A signal handler has no other way to leave word.
volatile std::sig_atomic_t asked = 0;
std::string_view doing;

void tell(std::string_view text) { [[maybe_unused]] const auto n = write(STDERR_FILENO, text.data(), text.size()); }

extern "C" void on_signal(int) {
  if (asked) _exit(130);
  asked = 1;
  tell("\nstemma: ");
  tell(doing);
  tell("; press Ctrl-C again to stop at once\n");
}

}  // namespace

void catch_interrupts(std::string_view word) {
  doing = word;
  struct sigaction action {};
  action.sa_handler = on_signal;
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool interrupted() { return asked != 0; }

}  // namespace stemma::cli
