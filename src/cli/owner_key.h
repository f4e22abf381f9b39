// The key with which the owner of a case signs what leaves it.
#pragma once

#include <string>

#include "base/sign.h"
#include "cli/commands.h"

namespace stemma::cli {

/// `name` in $XDG_CONFIG_HOME/stemma or ~/.config/stemma (XDG Base Directory: a relative path there does not count). Empty: there is no home.
std::string settings_file(const std::string& name);
/// --key FILE if it was given; else signing-key.pem among the settings. Empty: there is no home.
std::string owner_key_path(const Arguments&);

/// Loads it. Its passphrase, if it is locked, is the first line of --passphrase-file, or else asked for at the terminal; never an argument, which
/// other users of the machine could read. The one that nobody named is made on first use, with the passphrase that is given or chosen then.
/// Errors as SigningKey::load and create; usage where there is no terminal.
Result<SigningKey> owner_key(const Arguments&, Console&);

}  // namespace stemma::cli
