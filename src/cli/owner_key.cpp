#include "cli/owner_key.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

#include "base/hash.h"
#include "base/utf8.h"
#include "cli/ask.h"
#include "report/patch.h"

namespace stemma::cli {
namespace {

std::string folder_of_settings() {
  const char* settings = std::getenv("XDG_CONFIG_HOME");
  if (settings && *settings == '/') return settings;
  const char* home = std::getenv("HOME");
  return home && *home == '/' ? std::string(home) + "/.config" : std::string();
}

/// Folders on the way to the key, for its owner only.
void make_folders(const std::string& path) {
  for (auto slash = path.find('/', 1); slash != std::string::npos; slash = path.find('/', slash + 1)) ::mkdir(path.substr(0, slash).c_str(), 0700);
}

}  // namespace

std::string owner_key_path(const Arguments& args) {
  if (args.flag("key")) return args.value("key");
  const std::string settings = folder_of_settings();
  return settings.empty() ? settings : settings + "/stemma/signing-key.pem";
}

Result<SigningKey> owner_key(const Arguments& args, Console& console) {
  const std::string path = owner_key_path(args);
  if (path.empty()) return fail(ErrorKind::usage, "there is no home folder to keep a signing key in", Error::nowhere, "name one with --key FILE");
  if (args.flag("key") || ::access(path.c_str(), F_OK) == 0) {
    const auto locked = SigningKey::locked(path);
    if (!locked) return tl::unexpected(locked.error());
    return SigningKey::load(path, *locked ? ask_hidden(console, fmt::format("Passphrase of {}: ", printable(path))) : std::string());
  }
  make_folders(path);
  auto made = SigningKey::create(path, {});
  if (made)
    console.say(printable(fmt::format("made a signing key: {}. Its fingerprint is {}; give it to those who check what you sign, and keep a copy of the key", path,
                                      report::fingerprint(hex_of(made->public_key())))));
  return made;
}

}  // namespace stemma::cli
