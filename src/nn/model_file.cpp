#include "nn/model_file.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <bit>

#include "base/utf8.h"
#include "nn/model_parser.h"

namespace stemma::nn {

static_assert(std::endian::native == std::endian::little, "tensors are used where they lie");

Result<ModelFile> ModelFile::open(std::string_view bytes, std::string_view kind) {
  if (reinterpret_cast<std::uintptr_t>(bytes.data()) % 64 != 0)
    return fail(ErrorKind::usage, "a model's bytes must lie at a multiple of 64");
  return Parser(bytes).read(kind);
}

std::string_view ModelFile::header() const { return header_; }
const std::string& ModelFile::name() const { return name_; }
const std::string& ModelFile::digest() const { return digest_; }
const std::string& ModelFile::layers() const { return layers_; }
double ModelFile::tolerance() const { return tolerance_; }
const std::vector<std::vector<std::string>>& ModelFile::test_sentences() const { return test_sentences_; }

Result<std::size_t> ModelFile::size(std::string_view key) const {
  const auto at = sizes_.find(key);
  if (at == sizes_.end()) return fail(ErrorKind::malformed, fmt::format("the model's header does not say the size {}", key));
  return at->second;
}

const std::vector<std::string>& ModelFile::labels(std::string_view key) const {
  static const std::vector<std::string> none;
  const auto at = labels_.find(key);
  return at == labels_.end() ? none : at->second;
}

std::size_t ModelFile::rows(std::string_view name) const {
  const auto at = tensors_.find(name);
  return at == tensors_.end() || at->second.shape.empty() ? 0 : at->second.shape.front();
}

template <class T>
Result<std::span<const T>> ModelFile::numbers(std::string_view name, std::string_view type, const std::vector<std::size_t>& shape) const {
  const auto at = tensors_.find(name);
  if (at == tensors_.end()) return fail(ErrorKind::malformed, fmt::format("the model has no tensor {}", name));
  const Tensor& tensor = at->second;
  if (tensor.type != type || tensor.shape != shape) {
    const std::string found = ellipsize(fmt::format("{} {}", tensor.type, fmt::join(tensor.shape, " x ")), 60);
    return fail(ErrorKind::malformed,
                fmt::format("the model's tensor {} is {} instead of {} {}", name, found, type, fmt::join(shape, " x ")));
  }
  return std::span(reinterpret_cast<const T*>(tensor.bytes.data()), tensor.bytes.size() / sizeof(T));
}

Result<std::span<const float>> ModelFile::floats(std::string_view name, std::vector<std::size_t> shape) const {
  return numbers<float>(name, "f32", shape);
}
Result<std::span<const std::int8_t>> ModelFile::bytes8(std::string_view name, std::vector<std::size_t> shape) const {
  return numbers<std::int8_t>(name, "i8", shape);
}
Result<std::span<const std::uint16_t>> ModelFile::words16(std::string_view name, std::vector<std::size_t> shape) const {
  return numbers<std::uint16_t>(name, "u16", shape);
}
Result<std::span<const std::uint32_t>> ModelFile::words32(std::string_view name, std::vector<std::size_t> shape) const {
  return numbers<std::uint32_t>(name, "u32", shape);
}
Result<std::span<const std::uint64_t>> ModelFile::words64(std::string_view name, std::vector<std::size_t> shape) const {
  return numbers<std::uint64_t>(name, "u64", shape);
}

}  // namespace stemma::nn
