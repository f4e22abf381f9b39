#include "link/printed.h"

#include <algorithm>
#include <array>

#include "base/hash.h"
#include "base/utf8.h"

namespace stemma::link {

bool PrintedNames::add(std::string_view name, std::uint32_t id) {
  static constexpr std::array<std::string_view, 8> articles = {"the", "el", "la", "le", "der", "die", "das", "il"};
  const std::string folded = fold(name);
  Name n{{}, id};
  std::size_t letters = 0;
  for (const auto w : word_spans(folded)) {
    const auto word = slice(std::string_view(folded), w);
    if (n.words.empty() && std::find(articles.begin(), articles.end(), word) != articles.end()) continue;
    n.words.push_back(hash64(word));
    letters += word.size();
  }
  if (n.words.empty() || (n.words.size() == 1 && letters < 7)) return false;
  const auto first = n.words.front();
  by_first_word_.emplace(first, std::move(n));
  return true;
}

std::vector<PrintedNames::Found> PrintedNames::find(const DocText& text) const {
  std::vector<Found> out;
  for (std::uint32_t i = 0; i < text.size(); ++i) {
    const auto [from, to] = by_first_word_.equal_range(text.words[i]);
    for (auto it = from; it != to; ++it) {
      const auto& words = it->second.words;
      if (i + words.size() > text.size() || !std::equal(words.begin(), words.end(), text.words.begin() + i)) continue;
      out.push_back({it->second.id, i, static_cast<std::uint32_t>(words.size())});
    }
  }
  // The table's order is not ours to rely on.
  std::sort(out.begin(), out.end(), [](const Found& x, const Found& y) {
    return std::tie(x.first, x.words, x.name) < std::tie(y.first, y.words, y.name);
  });
  return out;
}

}  // namespace stemma::link
