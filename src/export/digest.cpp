#include "export/digest.h"

#include <libdeflate.h>
#include <openssl/evp.h>

#include <memory>

namespace stemma::exports {
namespace {

/// Groups of `bits` bits as letters of an alphabet, padded with "=" to whole groups of `group` letters.
std::string in_letters(std::string_view bytes, std::string_view alphabet, unsigned bits, std::size_t group) {
  std::string out;
  unsigned held = 0, value = 0;
  for (const char c : bytes) {
    value = (value << 8) | static_cast<unsigned char>(c);
    for (held += 8; held >= bits; held -= bits) out += alphabet[(value >> (held - bits)) & ((1u << bits) - 1)];
    value &= (1u << held) - 1;
  }
  if (held > 0) out += alphabet[(value << (bits - held)) & ((1u << bits) - 1)];
  while (out.size() % group != 0) out += '=';
  return out;
}

}  // namespace

std::string sha1(std::string_view bytes) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest, &size, EVP_sha1(), nullptr);
  return {reinterpret_cast<const char*>(digest), size};
}

std::string base32(std::string_view bytes) { return in_letters(bytes, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 5, 8); }
std::string base64(std::string_view bytes) {
  return in_letters(bytes, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 6, 4);
}

std::string gzip(std::string_view bytes) {
  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> c(libdeflate_alloc_compressor(6), libdeflate_free_compressor);
  if (!c) throw std::bad_alloc();
  std::string out(libdeflate_gzip_compress_bound(c.get(), bytes.size()), '\0');
  out.resize(libdeflate_gzip_compress(c.get(), bytes.data(), bytes.size(), out.data(), out.size()));
  return out;
}

}  // namespace stemma::exports
