// Signatures: Ed25519 (RFC 8032) through OpenSSL. A key is a file of its own, PKCS#8 (RFC 5958) in PEM (RFC 7468), as `openssl pkey` reads it;
// with a passphrase it is encrypted by PBES2 (RFC 8018): AES-256-CBC, PBKDF2 with 600,000 rounds of HMAC-SHA-256.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "stemma/result.h"

namespace stemma {

class SigningKey {
 public:
  static constexpr std::size_t longest_passphrase = 1000;  ///< bytes; openssl reads no more than 1023

  /// Makes a new key and keeps it at `path`, readable by its owner only; nothing that is there is overwritten. With a passphrase the file is
  /// encrypted. Errors: io (the file is there already, no permission, a full disk), usage (a passphrase too long or with a zero byte).
  static Result<SigningKey> create(const std::string& path, std::string_view passphrase);

  /// Puts the same key in the place of the file `path`, locked with `fresh`; with nothing, if that is empty. The file is the old or the new
  /// one, never half. Errors as those of load and create.
  static Result<void> change_passphrase(const std::string& path, std::string_view passphrase, std::string_view fresh);

  /// Errors: io (missing, unreadable), usage (locked and no passphrase given, or a wrong one), unsupported (no Ed25519 key), malformed.
  static Result<SigningKey> load(const std::string& path, std::string_view passphrase);

  /// Whether the key in this file is locked with a passphrase. Errors: io.
  static Result<bool> locked(const std::string& path);

  std::string public_key() const;                  ///< 32 bytes
  std::string sign(std::string_view bytes) const;  ///< 64 bytes

  ~SigningKey();
  SigningKey(SigningKey&&) noexcept;
  SigningKey& operator=(SigningKey&&) noexcept;

 private:
  struct Key;
  explicit SigningKey(std::unique_ptr<Key>);
  std::unique_ptr<Key> key_;
};

/// `public_key`: 32 bytes. False also for what is no key or no signature.
bool signature_holds(std::string_view public_key, std::string_view bytes, std::string_view signature);

}  // namespace stemma
