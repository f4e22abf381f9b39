#include <fcntl.h>
#include <malloc.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

#include "base/utf8.h"
#include "cli/parser_program.h"
#include "cli/verbs.h"
#include "server/server.h"

namespace stemma::cli {
namespace {

/// Opens the address in the user's browser, if there is a screen. Whatever comes of it is no matter of ours: the address is printed too.
void open_browser(const std::string& url) {
  if (std::getenv("DISPLAY") == nullptr && std::getenv("WAYLAND_DISPLAY") == nullptr) return;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) posix_spawn_file_actions_addopen(&actions, fd, "/dev/null", O_RDWR, 0);
  std::string program = "xdg-open", argument = url;
  char* const words[] = {program.data(), argument.data(), nullptr};
  pid_t child = 0;
  if (posix_spawnp(&child, words[0], &actions, nullptr, words, environ) == 0) ::waitpid(child, nullptr, 0);  // xdg-open hands over and ends
  posix_spawn_file_actions_destroy(&actions);
}

}  // namespace

int run_serve(const Arguments& args, Console& console) {
  // A server lives long: large answers go back to the system at once, and threads share their heaps. 234 -> 185 MiB with 10,000 documents.
  ::mallopt(M_MMAP_THRESHOLD, 256 << 10);
  ::mallopt(M_TRIM_THRESHOLD, 1 << 20);
  ::mallopt(M_ARENA_MAX, 8);
  server::ServeOptions options;
  options.case_path = args.operand("CASE");
  options.listen.address = args.value("listen", "127.0.0.1");
  const auto port = args.number("port", 0);
  if (port > 65535) {
    console.say("serve: a port is a number up to 65535");
    return bad_usage;
  }
  options.listen.port = static_cast<std::uint16_t>(port);
  options.listen.tls_certificate = args.value("tls-cert");
  options.listen.tls_key = args.value("tls-key");
  options.listen.threads = 6;
  const std::string hosts = args.value("host");
  for (const auto host : split(hosts, ",")) options.hosts.emplace_back(host);
  options.behind_proxy = args.flag("behind-proxy");
  options.password_file = args.value("password-file");
  options.parser_program = this_program;
  options.idle = std::chrono::minutes(std::clamp<std::uint64_t>(args.number("idle", 120), 1, 7 * 24 * 60));
  options.tell_link = [&](const std::string& url) { console.say(fmt::format("a browser without a session asked for the desk; if that was you, open {}", url)); };
  console.say(fmt::format("opening {}", printable(options.case_path)));
  auto opened = server::Server::open(std::move(options));
  if (!opened) {
    console.complain(opened.error());
    return opened.error().kind == ErrorKind::usage ? bad_usage : no_case;
  }
  const std::string url = (*opened)->login_url();
  console.write(url + "\n");
  console.finish(done);  // now, also through a pipe: who started us waits for it
  console.say(args.flag("password-file") ? "the desk is at this address; Ctrl-C ends it" : "the desk opens with this link, once and within ten minutes; Ctrl-C ends it");
  if (!args.flag("no-open")) open_browser(url);
  (*opened)->run();
  console.say("the desk is closed; what was decided is saved");
  return done;
}

}  // namespace stemma::cli
