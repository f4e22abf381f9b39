#include "export/wacz_key.h"

#include <fcntl.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "base/descriptor.h"
#include "base/files.h"

namespace stemma::exports {

struct WaczKey::Key {
  EVP_PKEY* key = nullptr;
  ~Key() { EVP_PKEY_free(key); }
};

WaczKey::WaczKey(std::unique_ptr<Key> key) : key_(std::move(key)) {}
WaczKey::~WaczKey() = default;
WaczKey::WaczKey(WaczKey&&) noexcept = default;

namespace {

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;

/// Made whole beside its name and linked there: two programs that start at once have one key.
Result<void> keep(EVP_PKEY* key, const std::string& path) {
  const Bio out(BIO_new(BIO_s_mem()), BIO_free);
  if (!out || PEM_write_bio_PKCS8PrivateKey(out.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1)
    return fail(ErrorKind::internal, "the signing key could not be written");
  char* pem = nullptr;
  const long size = BIO_get_mem_data(out.get(), &pem);
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), ignored);
  const std::string beside = path + "." + std::to_string(::getpid());
  {
    const Descriptor d(::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!d || ::write(d.get(), pem, static_cast<std::size_t>(size)) != size || ::fsync(d.get()) != 0) {
      const int error = errno;
      ::unlink(beside.c_str());
      return tl::unexpected(file_error(path, "write", error));
    }
  }
  const int linked = ::link(beside.c_str(), path.c_str()), error = errno;
  ::unlink(beside.c_str());
  if (linked != 0 && error != EEXIST) return tl::unexpected(file_error(path, "write", error));
  return {};
}

}  // namespace

Result<WaczKey> WaczKey::open(const std::string& path, bool& made) {
  std::error_code ignored;
  made = !std::filesystem::exists(path, ignored);
  if (made) {
    Key fresh{EVP_EC_gen("P-384")};
    if (fresh.key == nullptr) return fail(ErrorKind::internal, "no signing key could be made");
    if (auto kept = keep(fresh.key, path); !kept) return tl::unexpected(kept.error());
  }
  const auto pem = read_whole_file(path, 1 << 16);
  if (!pem) return tl::unexpected(pem.error());
  const Bio in(BIO_new_mem_buf(pem->data(), static_cast<int>(pem->size())), BIO_free);
  auto key = std::make_unique<Key>();
  key->key = PEM_read_bio_PrivateKey(in.get(), nullptr, [](char*, int, int, void*) { return -1; }, nullptr);
  char group[32] = {};
  if (key->key == nullptr || EVP_PKEY_get_utf8_string_param(key->key, "group", group, sizeof group, nullptr) != 1 || std::string_view(group) != "secp384r1")
    return fail(ErrorKind::unsupported, path + ": no ECDSA key on P-384, which WACZ files are signed with", Error::nowhere,
                "move it away, and a new one is made");
  return WaczKey(std::move(key));
}

std::string WaczKey::public_key() const {
  unsigned char* der = nullptr;
  const int size = i2d_PUBKEY(key_->key, &der);
  std::string out(reinterpret_cast<const char*>(der), static_cast<std::size_t>(std::max(size, 0)));
  OPENSSL_free(der);
  return out;
}

std::string WaczKey::sign(std::string_view bytes) const {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  std::size_t size = 0;
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  std::string der;
  if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_->key) != 1 || EVP_DigestSign(context.get(), nullptr, &size, data, bytes.size()) != 1) return {};
  der.resize(size);
  if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(der.data()), &size, data, bytes.size()) != 1) return {};
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> pair(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(size)), ECDSA_SIG_free);
  if (!pair) return {};
  std::string out(96, '\0');
  auto* to = reinterpret_cast<unsigned char*>(out.data());
  BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), to, 48);
  BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), to + 48, 48);
  return out;
}

}  // namespace stemma::exports
