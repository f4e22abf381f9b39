#include "base/sign.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/descriptor.h"
#include "base/files.h"
#include "base/openssl_ptr.h"

namespace stemma {
namespace {

using Pkey = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Context = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using Bio = std::unique_ptr<BIO, Freed<BIO_free_all>>;

constexpr std::uint64_t most_key_bytes = 64 * 1024;
constexpr int rounds = 600'000;  // of PBKDF2, as OWASP advises for SHA-256 (2023)

const unsigned char* bytes_of(std::string_view s) { return reinterpret_cast<const unsigned char*>(s.data()); }

Error no_key(const std::string& path, std::string what) { return {ErrorKind::internal, path + ": " + std::move(what), Error::nowhere, "please report this"}; }

/// PKCS#8 in PEM; empty if OpenSSL fails.
std::string pem_of(EVP_PKEY* key, std::string_view passphrase) {
  const Bio out(BIO_new(BIO_s_mem()));
  bool good = false;
  if (passphrase.empty()) {
    good = PEM_write_bio_PKCS8PrivateKey(out.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1;
  } else {
    const std::unique_ptr<PKCS8_PRIV_KEY_INFO, Freed<PKCS8_PRIV_KEY_INFO_free>> plain(EVP_PKEY2PKCS8(key));
    const std::unique_ptr<X509_SIG, Freed<X509_SIG_free>> locked(
        plain ? PKCS8_encrypt(-1, EVP_aes_256_cbc(), passphrase.data(), static_cast<int>(passphrase.size()), nullptr, 0, rounds, plain.get()) : nullptr);
    good = locked && PEM_write_bio_PKCS8(out.get(), locked.get()) == 1;
  }
  char* data = nullptr;
  const long size = BIO_get_mem_data(out.get(), &data);
  return good && size > 0 ? std::string(data, static_cast<std::size_t>(size)) : std::string();
}

Result<void> check_passphrase(std::string_view passphrase) {
  if (passphrase.size() > SigningKey::longest_passphrase)
    return fail(ErrorKind::usage, fmt::format("a passphrase of {} bytes", passphrase.size()), Error::nowhere, fmt::format("choose one of at most {}", SigningKey::longest_passphrase));
  if (passphrase.find('\0') != std::string_view::npos) return fail(ErrorKind::usage, "a passphrase with a zero byte", Error::nowhere, "choose one of letters, digits and signs");
  return {};
}

enum class Keep { as_new, in_its_place };

/// 0, or an errno.
int put_there(const std::string& part, const std::string& path, Keep how) {
  if (how == Keep::as_new && ::link(part.c_str(), path.c_str()) == 0) return 0;
  if (how == Keep::as_new && errno != EPERM) return errno;  // EPERM: a file system without links
  return ::rename(part.c_str(), path.c_str()) == 0 ? 0 : errno;
}

/// Never half, never readable by others; as_new: never over a file that is there.
Result<void> keep_secret(const std::string& path, std::string_view bytes, Keep how) {
  const auto failed = [&](int error) { return tl::unexpected(file_error(path, how == Keep::as_new ? "make a key there" : "write", error)); };
  struct stat st {};
  if (how == Keep::as_new && ::lstat(path.c_str(), &st) == 0) return failed(EEXIST);
  const std::string part = path + ".part";
  ::unlink(part.c_str());
  Descriptor fd(::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!fd) return failed(errno);
  int error = write_all(fd.get(), bytes) && ::fsync(fd.get()) == 0 ? 0 : errno;
  if (error == 0) error = put_there(part, path, how);
  ::unlink(part.c_str());
  if (error != 0) return failed(error);
  return {};
}

int give_passphrase(char* buffer, int size, int, void* passphrase) {
  const auto& words = *static_cast<const std::string_view*>(passphrase);
  if (words.size() > static_cast<std::size_t>(size)) return -1;
  std::copy(words.begin(), words.end(), buffer);
  return static_cast<int>(words.size());
}

constexpr std::string_view locked_line = "-----BEGIN ENCRYPTED PRIVATE KEY-----";

}  // namespace

struct SigningKey::Key {
  Pkey pkey;
};

SigningKey::SigningKey(std::unique_ptr<Key> key) : key_(std::move(key)) {}
SigningKey::~SigningKey() = default;
SigningKey::SigningKey(SigningKey&&) noexcept = default;
SigningKey& SigningKey::operator=(SigningKey&&) noexcept = default;

Result<SigningKey> SigningKey::create(const std::string& path, std::string_view passphrase) {
  if (const auto fit = check_passphrase(passphrase); !fit) return tl::unexpected(fit.error());
  Pkey pkey(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
  std::string pem = pkey ? pem_of(pkey.get(), passphrase) : std::string();
  ERR_clear_error();
  if (pem.empty()) return tl::unexpected(no_key(path, "no key could be made"));
  const auto kept = keep_secret(path, pem, Keep::as_new);
  OPENSSL_cleanse(pem.data(), pem.size());
  if (!kept) return tl::unexpected(kept.error());
  return SigningKey(std::make_unique<Key>(Key{std::move(pkey)}));
}

Result<void> SigningKey::change_passphrase(const std::string& path, std::string_view passphrase, std::string_view fresh) {
  if (const auto fit = check_passphrase(fresh); !fit) return tl::unexpected(fit.error());
  const auto key = load(path, passphrase);
  if (!key) return tl::unexpected(key.error());
  std::string pem = pem_of(key->key_->pkey.get(), fresh);
  ERR_clear_error();
  if (pem.empty()) return tl::unexpected(no_key(path, "the key could not be written"));
  std::error_code none;
  const auto there = std::filesystem::canonical(path, none);  // a link to it stays one
  auto kept = keep_secret(none ? path : there.string(), pem, Keep::in_its_place);
  OPENSSL_cleanse(pem.data(), pem.size());
  return kept;
}

Result<bool> SigningKey::locked(const std::string& path) {
  const auto pem = read_whole_file(path, most_key_bytes);
  if (!pem) return tl::unexpected(pem.error());
  return pem->find(locked_line) != std::string::npos;
}

Result<SigningKey> SigningKey::load(const std::string& path, std::string_view passphrase) {
  auto pem = read_whole_file(path, most_key_bytes);
  if (!pem) return tl::unexpected(pem.error());
  const bool is_locked = pem->find(locked_line) != std::string::npos;
  if (is_locked && passphrase.empty())
    return fail(ErrorKind::usage, path + ": the key is locked with a passphrase", Error::nowhere, "give the passphrase");
  const Bio in(BIO_new_mem_buf(pem->data(), static_cast<int>(pem->size())));
  Pkey pkey(PEM_read_bio_PrivateKey(in.get(), nullptr, give_passphrase, &passphrase));
  OPENSSL_cleanse(pem->data(), pem->size());
  ERR_clear_error();
  if (!pkey && is_locked) return fail(ErrorKind::usage, path + ": the passphrase does not open this key", Error::nowhere, "give the one with which it was made");
  if (!pkey) return fail(ErrorKind::malformed, path + ": not a private key (PEM)", Error::nowhere, "give the file that stemma sign made");
  if (EVP_PKEY_get_id(pkey.get()) != EVP_PKEY_ED25519)
    return fail(ErrorKind::unsupported, path + ": a private key, but not an Ed25519 one", Error::nowhere, "make one with: openssl genpkey -algorithm ed25519");
  return SigningKey(std::make_unique<Key>(Key{std::move(pkey)}));
}

std::string SigningKey::public_key() const {
  std::string out(32, '\0');
  std::size_t size = out.size();
  EVP_PKEY_get_raw_public_key(key_->pkey.get(), reinterpret_cast<unsigned char*>(out.data()), &size);
  return out;
}

std::string SigningKey::sign(std::string_view bytes) const {
  const Context context(EVP_MD_CTX_new());
  std::string out(64, '\0');
  std::size_t size = out.size();
  EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_->pkey.get());
  EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(out.data()), &size, bytes_of(bytes), bytes.size());
  return out;
}

bool signature_holds(std::string_view public_key, std::string_view bytes, std::string_view signature) {
  if (public_key.size() != 32 || signature.size() != 64) return false;
  const Pkey pkey(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes_of(public_key), public_key.size()));
  const Context context(EVP_MD_CTX_new());
  const bool good = pkey && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, pkey.get()) == 1 &&
                    EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(bytes), bytes.size()) == 1;
  ERR_clear_error();
  return good;
}

}  // namespace stemma
