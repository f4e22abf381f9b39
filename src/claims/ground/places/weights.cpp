#include "claims/ground/places/weights.h"

#include <charconv>

#include "claims/ground/rows.h"

namespace stemma::claims::ground {

std::uint32_t Features::hash(std::string_view text, std::uint32_t h) {
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x01000193;
  return h;
}

void Features::clear() {
  hashes_.clear();
  if (texts != nullptr) texts->clear();
}

void Features::add(std::string_view name, std::string_view value) {
  const std::uint32_t h = hash(name);
  hashes_.push_back(value.empty() ? h : hash(value, hash("=", h)));
  if (texts != nullptr) texts->push_back(value.empty() ? std::string(name) : std::string(name) + '=' + std::string(value));
}

void Features::add(std::string_view name, int value) {
  char digits[12];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  add(name, {digits, static_cast<std::size_t>(end - digits)});
}

Result<Weights> Weights::parse(std::string_view tsv) {
  Weights out;
  const auto good = each_row("the weights of places", tsv, [&](const std::vector<std::string_view>& c) {
    float weight = 0;
    if (c.size() != 2 || std::from_chars(c[1].data(), c[1].data() + c[1].size(), weight).ptr != c[1].data() + c[1].size()) return false;
    out.weights_[Features::hash(c[0])] = weight;
    return true;
  });
  if (!good) return tl::unexpected(good.error());
  return out;
}

float Weights::score(const Features& f) const {
  float sum = 0;
  for (const std::uint32_t h : f.hashes())
    if (const auto at = weights_.find(h); at != weights_.end()) sum += at->second;
  return sum;
}

}  // namespace stemma::claims::ground
