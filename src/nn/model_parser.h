// Reads a model file from front to back: see ModelFile::open().
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "nn/model_file.h"
#include "stemma/result.h"

namespace stemma::nn {

class ModelFile::Parser {
 public:
  explicit Parser(std::string_view bytes) : bytes_(bytes) {}
  Result<ModelFile> read(std::string_view kind);

 private:
  using Json = nlohmann::json;
  struct Place {  ///< of a tensor, for the check that none lies upon another
    std::uint64_t begin, end;
    std::string name;
  };

  Result<void> preamble();
  Result<void> check_sum();
  Result<void> header();
  Result<void> sizes_and_labels();
  Result<void> example();
  Result<void> tensor(const Json& entry);
  Result<void> tensors();

  Result<std::string> text(const Json& object, const char* key) const;
  Result<std::vector<std::string>> texts(const Json& list, std::string_view what) const;
  const Json& member(const Json& object, const char* key) const;  ///< null if it is not there
  std::uint64_t number_at(std::size_t at, std::size_t size) const;

  std::string_view bytes_;
  std::uint64_t header_size_ = 0, first_ = 0;  ///< of the header; where tensors begin
  Json header_;
  std::vector<Place> places_;
  ModelFile file_;
};

}  // namespace stemma::nn
