// Learned weights of features by name: src/claims/ground/places/*.tsv, made by training/places/fit.py.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "stemma/result.h"

namespace stemma::claims::ground {

/// The features of one thing. A feature is a name and a value, "next=county"; only its hash is kept unless `texts` asks for more.
class Features {
 public:
  void clear();
  void add(std::string_view name, std::string_view value = {});
  /// A number as one of few steps.
  void add(std::string_view name, int value);
  const std::vector<std::uint32_t>& hashes() const { return hashes_; }

  std::vector<std::string>* texts = nullptr;  ///< if set, what was added, to learn from

  static std::uint32_t hash(std::string_view text, std::uint32_t from = 0x811c9dc5);

 private:
  std::vector<std::uint32_t> hashes_;
};

/// Immutable.
class Weights {
 public:
  /// Lines "feature<tab>weight"; "#" begins a comment. Errors: malformed.
  static Result<Weights> parse(std::string_view tsv);
  float score(const Features& f) const;

 private:
  std::unordered_map<std::uint32_t, float> weights_;
};

}  // namespace stemma::claims::ground
