#include "export/digest.h"

#include <libdeflate.h>
#include <openssl/evp.h>

#include <memory>

namespace stemma::exports {
std::string sha1(std::string_view bytes) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest, &size, EVP_sha1(), nullptr);
  return {reinterpret_cast<const char*>(digest), size};
}

std::string base32(std::string_view bytes) {
  std::string out;
  unsigned held = 0, value = 0;  // bits that are not yet a letter
  for (const char c : bytes) {
    value = (value << 8) | static_cast<unsigned char>(c);
    for (held += 8; held >= 5; held -= 5) out += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[(value >> (held - 5)) & 31u];
    value &= (1u << held) - 1;
  }
  if (held > 0) out += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[(value << (5 - held)) & 31u];
  while (out.size() % 8 != 0) out += '=';
  return out;
}

std::string gzip(std::string_view bytes) {
  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> c(libdeflate_alloc_compressor(6), libdeflate_free_compressor);
  if (!c) throw std::bad_alloc();
  std::string out(libdeflate_gzip_compress_bound(c.get(), bytes.size()), '\0');
  out.resize(libdeflate_gzip_compress(c.get(), bytes.data(), bytes.size(), out.data(), out.size()));
  return out;
}

}  // namespace stemma::exports
