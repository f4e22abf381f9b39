#include "link/shingles.h"

#include <algorithm>

#include "base/hash.h"

namespace stemma::link {

std::vector<std::uint64_t> grams(const DocText& text) {
  std::vector<std::uint64_t> out;
  if (text.size() < gram) return out;
  out.resize(text.size() - gram + 1);
  for (std::size_t i = 0; i < out.size(); ++i) {
    std::uint64_t h = 0;
    for (std::size_t k = i; k < i + gram; ++k) h = mix64(h * 0x9E3779B97F4A7C15ULL + text.words[k]);
    out[i] = std::max<std::uint64_t>(h, 1);
  }
  for (std::size_t w = 0; w < text.size(); ++w) {
    if (!text.furniture[w]) continue;
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(w - std::min<std::size_t>(w, gram - 1)),
              out.begin() + static_cast<std::ptrdiff_t>(std::min(w + 1, out.size())), 0);
  }
  return out;
}

std::vector<std::uint64_t> winnow(const std::vector<std::uint64_t>& hashes, std::uint32_t window) {
  std::vector<std::uint64_t> out;
  winnow(hashes, window, [&](std::uint64_t hash) { out.push_back(hash); });
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
