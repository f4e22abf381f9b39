// Model files as docs/formats/model.md describes them, good and spoilt.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"

namespace stemma::nn::test {

using Json = nlohmann::ordered_json;

/// Bytes at a multiple of 64, with nothing behind them.
class AlignedBytes {
 public:
  explicit AlignedBytes(std::string_view bytes)
      : memory_(static_cast<char*>(::operator new(std::max<std::size_t>(bytes.size(), 1), std::align_val_t{64}))), size_(bytes.size()) {
    if (size_ != 0) std::memcpy(memory_.get(), bytes.data(), size_);
  }
  std::string_view view() const { return {memory_.get(), size_}; }
  char* data() { return memory_.get(); }

 private:
  struct Free {
    void operator()(char* p) const { ::operator delete(p, std::align_val_t{64}); }
  };
  std::unique_ptr<char, Free> memory_;
  std::size_t size_;
};

inline std::string little(std::uint64_t n, int bytes) {
  std::string out;
  for (; bytes > 0; --bytes, n >>= 8) out += static_cast<char>(n & 255);
  return out;
}

/// Puts the size and the check sum right that a changed file should have.
inline void repair(char* data, std::size_t size) {
  if (size < 64) return;
  std::memcpy(data + 16, little(size, 8).data(), 8);
  Sha256 hash;
  hash.update({data, 32});
  hash.update({data + 64, size - 64});
  const std::string digits = hash.hex();
  for (std::size_t i = 0; i < 32; ++i) data[32 + i] = static_cast<char>(std::stoi(digits.substr(2 * i, 2), nullptr, 16));
}

struct RawTensor {
  std::string name, type;
  std::vector<std::size_t> shape;
  std::string bytes;
};

inline std::string padded(std::string bytes) { return bytes + std::string((64 - bytes.size() % 64) % 64, '\0'); }

/// The file; `change` may spoil its header when the tensors are listed.
template <class Change>
std::string file_of(Json header, const std::vector<RawTensor>& tensors, const Change& change) {
  std::string body;
  header["tensors"] = Json::array();
  for (const RawTensor& t : tensors) {
    header["tensors"].push_back(
        {{"name", t.name}, {"type", t.type}, {"shape", t.shape}, {"offset", body.size()}, {"size", t.bytes.size()}});
    body += padded(t.bytes);
  }
  change(header);
  const std::string text = header.dump();
  std::string file = "STEMMA-MODEL" + little(1, 4) + little(0, 8) + little(text.size(), 8) + std::string(32, '\0') + padded(text) + body;
  repair(file.data(), file.size());
  return file;
}
inline std::string file_of(const Json& header, const std::vector<RawTensor>& tensors) {
  return file_of(header, tensors, [](Json&) {});
}

}  // namespace stemma::nn::test
