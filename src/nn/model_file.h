// The container of a trained network: docs/formats/model.md. Knows nothing of what the network is for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/result.h"

namespace stemma::nn {

/// A model file's header and tensors, checked; the tensors stay in the bytes that were given.
class ModelFile {
 public:
  /// Checks magic, version, sizes, SHA-256, header and the place of every tensor. `bytes` must outlive the result and lie at a multiple of
  /// 64. Errors: unsupported (newer version, another kind: both are named), malformed (everything else, with the byte), usage (bytes that
  /// lie elsewhere).
  static Result<ModelFile> open(std::string_view bytes, std::string_view kind);

  /// The header's JSON, as it stands in the file.
  std::string_view header() const;
  const std::string& name() const;
  /// First 12 digits, in hex, of the SHA-256 that the file carries.
  const std::string& digest() const;
  /// A number of the header's `sizes`. Errors: malformed if it is not there.
  Result<std::size_t> size(std::string_view key) const;
  const std::string& layers() const;
  /// One of the header's lists of labels; empty if it is not there.
  const std::vector<std::string>& labels(std::string_view key) const;
  double tolerance() const;                                    ///< of the self-test
  const std::vector<std::vector<std::string>>& test_sentences() const;

  /// A tensor's numbers. Errors: malformed if it is not there with that very type and shape.
  Result<std::span<const float>> floats(std::string_view name, std::vector<std::size_t> shape) const;
  Result<std::span<const std::int8_t>> bytes8(std::string_view name, std::vector<std::size_t> shape) const;
  Result<std::span<const std::uint16_t>> words16(std::string_view name, std::vector<std::size_t> shape) const;
  Result<std::span<const std::uint32_t>> words32(std::string_view name, std::vector<std::size_t> shape) const;
  Result<std::span<const std::uint64_t>> words64(std::string_view name, std::vector<std::size_t> shape) const;
  /// First number of a tensor's shape; 0 if there is none of that name.
  std::size_t rows(std::string_view name) const;

 private:
  class Parser;
  struct Tensor {
    std::string type;
    std::vector<std::size_t> shape;
    std::string_view bytes;
  };
  template <class T>
  Result<std::span<const T>> numbers(std::string_view name, std::string_view type, const std::vector<std::size_t>& shape) const;

  std::string_view header_;
  std::string name_, digest_, layers_;
  std::map<std::string, std::size_t, std::less<>> sizes_;
  std::map<std::string, std::vector<std::string>, std::less<>> labels_;
  std::map<std::string, Tensor, std::less<>> tensors_;
  std::vector<std::vector<std::string>> test_sentences_;
  double tolerance_ = 0;
};

}  // namespace stemma::nn
