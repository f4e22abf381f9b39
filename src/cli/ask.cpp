#include "cli/ask.h"

#include <termios.h>
#include <unistd.h>

#include <iostream>

namespace stemma::cli {

std::string ask_hidden(const Console& console, std::string_view question) {
  termios shown{};
  const bool terminal = ::tcgetattr(STDIN_FILENO, &shown) == 0;
  if (terminal) {
    termios hidden = shown;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    console.talk(question);
  }
  std::string line;
  std::getline(std::cin, line);
  if (terminal) {
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
    console.talk("\n");
  }
  return line;
}

}  // namespace stemma::cli
