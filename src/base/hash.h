// Hashes: SHA-256 (FIPS 180-4, through OpenSSL) for evidence, a fast 64-bit mix for shingles. Never the one for the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace stemma {

/// SHA-256 in steps, for what does not fit into memory.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  void update(std::string_view bytes);
  std::string hex();  ///< 64 digits; ends the computation

 private:
  struct State;
  std::unique_ptr<State> state_;
};
std::string sha256_hex(std::string_view bytes);
std::string hex_of(std::string_view bytes);  ///< two lower-case digits a byte

/// The finaliser of MurmurHash3 (A. Appleby, public domain): a bijection on 64 bits that spreads every bit.
constexpr std::uint64_t mix64(std::uint64_t x) {
  x ^= x >> 33; x *= 0xff51afd7ed558ccdULL;
  x ^= x >> 33; x *= 0xc4ceb9fe1a85ec53ULL;
  return x ^ (x >> 33);
}
/// 64-bit hash of a short string: the same on every machine and in every version. Not for hostile keys in hash tables.
std::uint64_t hash64(std::string_view s);

}  // namespace stemma
