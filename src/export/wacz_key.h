// The key that signs WACZ files. wacz-auth 0.1.0 asks for ECDSA: P-384 with SHA-256, as the tools of Webrecorder have it; Ed25519, with which a case's
// owner signs everything else, is not in it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "stemma/result.h"

namespace stemma::exports {

class WaczKey {
 public:
  /// Loads the key (PKCS#8, PEM) or makes it, readable by its owner only. `made` tells which. Errors: io, unsupported (another kind of key).
  static Result<WaczKey> open(const std::string& path, bool& made);

  std::string public_key() const;                  ///< SubjectPublicKeyInfo, DER
  std::string sign(std::string_view bytes) const;  ///< r and s, 48 bytes each (IEEE P1363), as browsers verify it

  ~WaczKey();
  WaczKey(WaczKey&&) noexcept;

 private:
  struct Key;
  explicit WaczKey(std::unique_ptr<Key>);
  std::unique_ptr<Key> key_;
};

}  // namespace stemma::exports
