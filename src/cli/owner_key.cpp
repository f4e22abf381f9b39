#include "cli/owner_key.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "base/descriptor.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "cli/ask.h"
#include "cli/verbs.h"
#include "report/patch.h"

namespace stemma::cli {
namespace {

/// Folders on the way to the key, for its owner only.
void make_folders(const std::string& path) {
  for (auto slash = path.find('/', 1); slash != std::string::npos; slash = path.find('/', slash + 1)) ::mkdir(path.substr(0, slash).c_str(), 0700);
}

/// The first line of a file, a pipe (/dev/stdin, /dev/fd/N) or what a shell makes of <(command).
Result<std::string> first_line(const std::string& path) {
  const Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd) return tl::unexpected(file_error(path, "read", errno));
  std::string line;
  char c = 0;
  while (line.size() <= SigningKey::longest_passphrase) {  // byte by byte: what comes after the line is another reader's
    const ssize_t n = ::read(fd.get(), &c, 1);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return tl::unexpected(file_error(path, "read", errno));
    if (n == 0 || c == '\n') break;
    line += c;
  }
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

Result<std::string> passphrase_of(const std::string& path, const Arguments& args) {
  if (args.flag("passphrase-file")) {
    auto line = first_line(args.value("passphrase-file"));
    if (line && line->empty()) return fail(ErrorKind::usage, args.value("passphrase-file") + ": its first line is empty", Error::nowhere, "put the passphrase there");
    return line;
  }
  auto answer = ask_at_terminal(fmt::format("Passphrase of {}: ", printable(path)));
  if (!answer) return fail(ErrorKind::usage, fmt::format("{}: the key is locked with a passphrase, and {}", path, answer.error().what), Error::nowhere, "give it with --passphrase-file FILE");
  return answer;
}

/// Twice, as nobody sees what is typed.
Result<std::string> choose_passphrase() {
  for (int tries = 0; tries < 3; ++tries) {
    auto first = ask_at_terminal(tries == 0 ? "New passphrase (empty: none): " : "They differ. New passphrase (empty: none): ");
    if (!first) return first;
    const auto second = ask_at_terminal("The same again: ");
    if (!second) return second;
    if (*first == *second) return first;
  }
  return fail(ErrorKind::usage, "the two passphrases differed three times; nothing was changed");
}

}  // namespace

std::string settings_file(const std::string& name) {
  const char* settings = std::getenv("XDG_CONFIG_HOME");
  if (settings && *settings == '/') return settings + ("/stemma/" + name);
  const char* home = std::getenv("HOME");
  return home && *home == '/' ? home + ("/.config/stemma/" + name) : std::string();
}

std::string owner_key_path(const Arguments& args) { return args.flag("key") ? args.value("key") : settings_file("signing-key.pem"); }

Result<SigningKey> owner_key(const Arguments& args, Console& console) {
  const std::string path = owner_key_path(args);
  if (path.empty()) return fail(ErrorKind::usage, "there is no home folder to keep a signing key in", Error::nowhere, "name one with --key FILE");
  if (args.flag("key") || ::access(path.c_str(), F_OK) == 0) {
    const auto locked = SigningKey::locked(path);
    if (!locked) return tl::unexpected(locked.error());
    if (!*locked) {
      if (args.flag("passphrase-file")) console.say(printable(fmt::format("{}: this key has no passphrase; give it one with: stemma passphrase", path)));
      return SigningKey::load(path, {});
    }
    const auto passphrase = passphrase_of(path, args);
    if (!passphrase) return tl::unexpected(passphrase.error());
    return SigningKey::load(path, *passphrase);
  }
  Result<std::string> passphrase;
  if (args.flag("passphrase-file")) {
    passphrase = passphrase_of(path, args);
  } else if (person_is_there()) {
    console.say(printable(fmt::format("there is no signing key yet: one is made, {}", path)));
    passphrase = choose_passphrase();
  }
  if (!passphrase) return tl::unexpected(passphrase.error());
  make_folders(path);
  auto made = SigningKey::create(path, *passphrase);
  if (made)
    console.say(printable(fmt::format("made a signing key: {}{}. Its fingerprint is {}; give it to those who check what you sign, and keep a copy of the key", path,
                                      passphrase->empty() ? ", without a passphrase (stemma passphrase gives it one)" : ", locked with your passphrase, which nobody can give you back",
                                      report::fingerprint(hex_of(made->public_key())))));
  return made;
}

int run_passphrase(const Arguments& args, Console& console) {
  const auto refuse = [&](const Error& error) {
    console.complain(error);
    return error.kind == ErrorKind::usage ? bad_usage : some_failed;
  };
  const std::string path = owner_key_path(args);
  const auto locked = SigningKey::locked(path);
  if (!locked) return refuse(locked.error());
  Result<std::string> before;
  if (*locked) before = passphrase_of(path, args);
  if (!before) return refuse(before.error());
  if (const auto opens = SigningKey::load(path, *before); !opens) return refuse(opens.error());  // before anybody thinks of a new one
  const auto fresh = args.flag("new-passphrase-file") ? first_line(args.value("new-passphrase-file")) : choose_passphrase();
  if (!fresh) return refuse(fresh.error().kind == ErrorKind::usage ? Error{ErrorKind::usage, path + ": " + fresh.error().what, Error::nowhere, "give the new passphrase with --new-passphrase-file FILE"} : fresh.error());
  if (const auto changed = SigningKey::change_passphrase(path, *before, *fresh); !changed) return refuse(changed.error());
  console.say(printable(fmt::format("{}: {}; copies of the key are as they were", path,
                                    fresh->empty() ? "the key has no passphrase now" : *locked ? "the passphrase was changed" : "the key has a passphrase now")));
  return done;
}

}  // namespace stemma::cli
