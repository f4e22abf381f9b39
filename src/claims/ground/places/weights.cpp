#include "claims/ground/places/weights.h"

#include <charconv>

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
  for (std::size_t number = 1; !tsv.empty(); ++number) {
    const std::size_t end = std::min(tsv.find('\n'), tsv.size());
    const std::string_view line = tsv.substr(0, end);
    tsv.remove_prefix(std::min(end + 1, tsv.size()));
    if (line.empty() || line.front() == '#') continue;
    const std::size_t tab = line.find('\t');
    float weight = 0;
    const char* const stop = line.data() + line.size();
    if (tab == line.npos || std::from_chars(line.data() + tab + 1, stop, weight).ptr != stop)
      return fail(ErrorKind::malformed, "the weights of places are damaged in line " + std::to_string(number));
    out.weights_[Features::hash(line.substr(0, tab))] = weight;
  }
  return out;
}

float Weights::score(const Features& f) const {
  float sum = 0;
  for (const std::uint32_t h : f.hashes())
    if (const auto at = weights_.find(h); at != weights_.end()) sum += at->second;
  return sum;
}

}  // namespace stemma::claims::ground
