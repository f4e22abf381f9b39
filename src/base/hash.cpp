#include "base/hash.h"

#include <openssl/evp.h>

#include <cstring>

namespace stemma {

struct Sha256::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  ~State() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256() : state_(std::make_unique<State>()) { EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr); }
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;

void Sha256::update(std::string_view bytes) { EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()); }

std::string Sha256::hex() {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_DigestFinal_ex(state_->context, digest, &size);
  return hex_of({reinterpret_cast<const char*>(digest), size});
}

std::string hex_of(std::string_view bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    out += digits[static_cast<unsigned char>(c) >> 4];
    out += digits[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

std::string sha256_hex(std::string_view bytes) {
  Sha256 hash;
  hash.update(bytes);
  return hash.hex();
}

std::uint64_t hash64(std::string_view s) {
  // Eight bytes a step, read as little-endian whatever the machine is.
  std::uint64_t h = 0x9E3779B97F4A7C15ULL ^ s.size();
  while (s.size() >= 8) {
    std::uint64_t w = 0;
    for (int k = 7; k >= 0; --k) w = (w << 8) | static_cast<unsigned char>(s[static_cast<std::size_t>(k)]);
    h = mix64(h * 0x9E3779B97F4A7C15ULL + w);
    s.remove_prefix(8);
  }
  std::uint64_t w = 0;
  for (std::size_t k = s.size(); k-- > 0;) w = (w << 8) | static_cast<unsigned char>(s[k]);
  return mix64(h * 0x9E3779B97F4A7C15ULL + w);
}

}  // namespace stemma
