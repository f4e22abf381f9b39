// A parser that does what a page tells it to, in the confinement of the real one: for the tests, never shipped.
//
//   hostile_parser self parse    as Child starts it
//   hostile_parser own WORDS     as an owner: has a child of its own read WORDS with one minute to do so
#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <vector>

#include "ingest/confine/parsers.h"
#include "ingest/confine/serve.h"
#include "ingest/pdf/process.h"

namespace {

using namespace stemma;

Result<Document> saying(std::string text) {
  Document d;
  d.format = "text";
  d.text = std::move(text);
  d.blocks.push_back({BlockKind::paragraph, {0, static_cast<std::uint32_t>(d.text.size())}});
  return d;
}

std::string outcome(int result) { return result >= 0 ? "it worked" : std::strerror(errno); }

/// Asks for 8 GiB and touches none of it: to fill even the first one may take a busy machine longer than a parser's time.
void hoard() {
  std::vector<std::unique_ptr<char[]>> chunks;
  for (int i = 0; i < 8; ++i) chunks.emplace_back(new char[std::size_t{1} << 30]);
}

void parse(std::string_view bytes, const std::string&, const Limits&, const ingest::Sink& sink) {
  const std::string_view act = bytes.substr(0, bytes.find(' '));
  const std::string words(bytes.substr(std::min(bytes.size(), act.size() + 1)));
  const auto program = [&](std::vector<std::string> arguments) {
    const auto ran = ingest::run_confined(arguments, "no PDF", {});
    sink(saying(ran ? fmt::format("ended with {}", ran->exit_code) : ran.error().what));
  };
  if (act == "say") sink(saying(words));
  else if (act == "crash") *static_cast<volatile int*>(nullptr) = 1;  // NOLINT
  else if (act == "abort") std::abort();
  else if (act == "exit") _exit(0);
  else if (act == "loop") for (std::atomic<unsigned> i = 0;; ++i) {}
  else if (act == "memory") hoard();
  else if (act == "touch") sink(saying(std::string(1, bytes.back())));
  else if (act == "open") sink(saying(outcome(::open(words.c_str(), O_RDONLY))));
  else if (act == "create") sink(saying(outcome(::open(words.c_str(), O_WRONLY | O_CREAT, 0600))));
  else if (act == "socket") sink(saying(outcome(::socket(AF_INET, SOCK_STREAM, 0))));
  else if (act == "fork") sink(saying(outcome(::fork())));
  else if (act == "exec") sink(saying(outcome(::execl("/bin/true", "true", nullptr))));
  else if (act == "kill") sink(saying(outcome(::kill(-1, SIGTERM))));
  else if (act == "trace") sink(saying(outcome(static_cast<int>(::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr)))));
  else if (act == "code") mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  else if (act == "terminal") sink(saying(outcome(static_cast<int>(::write(0, "x", 1)))));
  else if (act == "garbage") ::send(ingest::confine::parser_socket, words.data(), words.size(), 0);
  else if (act == "flood") while (sink(saying("and on it goes"))) {}
  else if (act == "pdf") program({"pdftotext", "-q", "-", "-"});
  else if (act == "cat") program({"cat", "/etc/hostname"});
  else if (act == "pdf-file") program({"pdftotext", "/etc/hostname", "-"});
  else if (act == "two") sink(saying("one")), sink(fail(ErrorKind::malformed, "a fault", 3, "mend it")), sink(saying("two"));
}

int own(const std::string& words) {
  const auto parsers = ingest::confine::Parsers::start("/proc/self/exe", {});
  const auto input = Input::of_bytes(words);
  if (!parsers || !input) return 1;
  std::puts("started");
  std::fflush(stdout);
  (*parsers)->read(*input, "words", [](Result<Document>&&) { return true; });
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::string_view(argv[1]) == "own") return own(argv[2]);
  _exit(ingest::confine::serve(parse) ? 0 : 2);  // no destructors, no leak check: that one needs rights, too
}
