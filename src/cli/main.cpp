// stemma: who says what, on whose word, who denies it.
#include <csignal>
#include <exception>

#include <fmt/format.h>

#include "cli/help.h"
#include "cli/parse.h"

namespace {

int run(int argc, char** argv) {
  using namespace stemma::cli;
  Console console;
  const auto line = parse(argc, argv);
  if (!line) {
    console.complain(line.error());
    return bad_usage;
  }
  int code = done;
  switch (line->ask) {
    case CommandLine::Ask::help: console.write(line->command ? help(*line->command) : help()); break;
    case CommandLine::Ask::version: console.write(version_text()); break;
    case CommandLine::Ask::run: code = line->command->run(line->arguments, console); break;
  }
  return console.finish(code);
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a reader that went away, or a helper program that died, shows as EPIPE where we write
  std::signal(SIGXFSZ, SIG_IGN);  // so does a file that may grow no further
  try {
    return run(argc, argv);
  } catch (const std::bad_alloc&) {
    fmt::print(stderr, "stemma: out of memory; use fewer threads (--threads 1) or a larger machine\n");
  } catch (const std::exception& e) {
    fmt::print(stderr, "stemma: a mistake of ours: {}; please report it with the command that you gave\n", e.what());
  }
  return stemma::cli::some_failed;
}
