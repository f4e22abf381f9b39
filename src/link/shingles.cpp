#include "link/shingles.h"

#include <deque>

#include "base/hash.h"

namespace stemma::link {

std::vector<std::uint64_t> grams(const DocText& text) {
  std::vector<std::uint64_t> out;
  if (text.size() < gram) return out;
  out.reserve(text.size() - gram + 1);
  for (std::uint32_t i = 0; i + gram <= text.size(); ++i) {
    std::uint64_t h = 0;
    bool house = false;
    for (std::uint32_t k = i; k < i + gram; ++k) {
      h = mix64(h * 0x9E3779B97F4A7C15ULL + text.words[k]);
      house = house || text.furniture[k];
    }
    out.push_back(house ? 0 : std::max<std::uint64_t>(h, 1));
  }
  return out;
}

std::vector<std::uint64_t> winnow(const std::vector<std::uint64_t>& hashes, std::uint32_t window) {
  std::vector<std::uint64_t> out;
  std::deque<std::size_t> rising;  // positions whose hashes rise from front to back
  std::size_t last = hashes.size();
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    if (hashes[i] != 0) {
      while (!rising.empty() && hashes[rising.back()] >= hashes[i]) rising.pop_back();
      rising.push_back(i);
    }
    if (!rising.empty() && rising.front() + window <= i) rising.pop_front();
    if ((i + 1 >= window || i + 1 == hashes.size()) && !rising.empty() && rising.front() != last) {
      last = rising.front();
      out.push_back(hashes[last]);
    }
  }
  return out;
}

std::vector<bool> edge_words(const Document& document, const DocText& text) {
  const auto blocks = document.blocks.size();
  std::vector<bool> out(text.size(), false);
  std::vector<std::uint32_t> words(blocks, 0);
  for (const auto b : text.block)
    if (b < blocks) ++words[b];
  for (std::uint32_t i = 0; i < text.size(); ++i) {
    const auto b = text.block[i];
    const bool edge = b < blocks && (b == 0 || b + 2 >= blocks);
    out[i] = blocks >= 4 && edge && words[b] <= 40;
  }
  return out;
}

}  // namespace stemma::link
