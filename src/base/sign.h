// Signatures: Ed25519 (RFC 8032) through OpenSSL. A key is a file of its own, PKCS#8 in PEM, as `openssl pkey` reads it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "stemma/result.h"

namespace stemma {

class SigningKey {
 public:
  /// Makes a new key and keeps it at `path`, readable by its owner only; nothing that is there is overwritten. With a passphrase the file is
  /// encrypted (AES-256, PBKDF2 with 600,000 rounds of HMAC-SHA-256). Errors: io (the file is there already, no permission, a full disk).
  static Result<SigningKey> create(const std::string& path, std::string_view passphrase);

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
