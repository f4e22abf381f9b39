// The key with which the owner of a case signs what leaves it.
#pragma once

#include <string>

#include "base/sign.h"
#include "cli/commands.h"

namespace stemma::cli {

/// --key FILE if it was given; else signing-key.pem in $XDG_CONFIG_HOME/stemma or ~/.config/stemma. Empty: there is no home.
std::string owner_key_path(const Arguments&);

/// Loads it, asking for its passphrase if it is locked. The one that nobody named is made on first use. Errors as SigningKey::load and create.
Result<SigningKey> owner_key(const Arguments&, Console&);

}  // namespace stemma::cli
