#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

#include "base/descriptor.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "cli/owner_key.h"
#include "cli/verbs.h"
#include "stemma/case.h"

namespace stemma::cli {
namespace {

constexpr std::uint64_t most_reply_bytes = 4 << 20;

/// What the user's own command makes of the request: we open no connection ourselves.
Result<std::string> fetch(const std::string& command, const std::string& request) {
  const auto failed = [&](const std::string& what) { return fail(ErrorKind::io, fmt::format("{}: {}", command, what), Error::nowhere, "try the command by itself; it gets the request on standard input"); };
  const Descriptor in(::memfd_create("stemma-request", MFD_CLOEXEC));
  int ends[2] = {-1, -1};
  if (!in || ::write(in.get(), request.data(), request.size()) != static_cast<ssize_t>(request.size()) || ::lseek(in.get(), 0, SEEK_SET) != 0 || ::pipe2(ends, O_CLOEXEC) != 0)
    return failed("could not be started");
  const Descriptor out(ends[0]);
  Descriptor theirs(ends[1]);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.get(), 0);
  posix_spawn_file_actions_adddup2(&actions, theirs.get(), 1);
  std::string shell = "/bin/sh", c = "-c", words = command;
  char* const argv[] = {shell.data(), c.data(), words.data(), nullptr};
  pid_t child = -1;
  const int error = ::posix_spawn(&child, shell.c_str(), &actions, nullptr, argv, environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) return failed("could not be started");
  theirs.reset();
  std::string reply;
  char buffer[65536];
  for (;;) {
    const ssize_t n = ::read(out.get(), buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0 || reply.size() > most_reply_bytes) break;
    reply.append(buffer, static_cast<std::size_t>(n));
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return failed("failed, so that there is no stamp");
  if (reply.empty() || reply.size() > most_reply_bytes) return failed(reply.empty() ? "gave no reply" : "gave more than a reply");
  return reply;
}

int refuse(Console& console, const Error& error) {
  console.complain(error);
  return error.kind == ErrorKind::case_file || error.kind == ErrorKind::busy ? no_case : some_failed;
}

}  // namespace

int run_stamp(const Arguments& args, Console& console) {
  if (args.flag("request") + args.flag("token") + args.flag("fetch") != 1) {
    console.say("stamp: give one of --request FILE, --token FILE, --fetch COMMAND; see stemma stamp --help");
    return bad_usage;
  }
  std::string trust;
  if (args.flag("trust")) {
    auto pem = read_whole_file(args.value("trust"), most_reply_bytes);
    if (!pem) return refuse(console, pem.error());
    trust = *std::move(pem);
  }
  auto opened = Case::open(args.operand("CASE"), Case::Mode::write);
  if (!opened) {
    console.complain(opened.error());
    return no_case;
  }
  std::string reply;
  if (args.flag("token")) {
    auto file = read_whole_file(args.value("token"), most_reply_bytes);
    if (!file) return refuse(console, file.error());
    reply = *std::move(file);
  } else {
    const auto request = opened->request_stamp();
    if (!request) return refuse(console, request.error());
    if (args.flag("request")) {
      const std::string file = args.value("request");
      if (const auto written = write_whole_file(file, *request); !written) return refuse(console, written.error());
      console.say(printable(fmt::format("wrote {}; send it to a time-stamping authority (Content-Type: application/timestamp-query), and hand in the reply with --token", file)));
      return done;
    }
    auto fetched = fetch(args.value("fetch"), *request);
    if (!fetched) return refuse(console, fetched.error());
    reply = *std::move(fetched);
  }
  const auto kept = opened->keep_stamp(reply, trust);
  if (!kept) return refuse(console, kept.error());
  console.say(printable(fmt::format("stamp {}: {}", kept->stamp.number, kept->what)));
  return done;
}

int run_sign(const Arguments& args, Console& console) {
  // No key is made for what is no case; and nobody else waits for the case while a person looks for a passphrase.
  if (const auto there = Case::open(args.operand("CASE"), Case::Mode::read); !there) {
    console.complain(there.error());
    return no_case;
  }
  const auto key = owner_key(args, console);
  if (!key) return refuse(console, key.error());
  auto opened = Case::open(args.operand("CASE"), Case::Mode::write);
  if (!opened) {
    console.complain(opened.error());
    return no_case;
  }
  const auto before = opened->stamps();
  if (!before) return refuse(console, before.error());
  std::string last;
  for (const Stamp& s : *before)
    if (s.kind == "ed25519") last = s.who;
  if (!last.empty() && last != hex_of(key->public_key()))
    console.say(fmt::format("the case was signed before with another key, {}; what it signed still holds, and the log names both", last));
  const auto made = opened->sign(*key);
  if (!made) return refuse(console, made.error());
  console.say(printable(fmt::format("stamp {}: {}", made->stamp.number, made->what)));
  return done;
}

}  // namespace stemma::cli
