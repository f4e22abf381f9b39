#include "ingest/html/page.h"

#include <algorithm>

#include "base/utf8.h"

namespace stemma::ingest {

bool is_prose(const Piece& p) {
  if (p.shape == Shape::heading || p.shape == Shape::caption || p.words < 8) return false;
  if (p.links * 3 > p.text.size()) return false;
  return p.commas > 0 || ends_sentence(p.text);
}

bool is_linked(const Piece& p) { return p.links * 5 >= p.text.size() * 4; }

std::vector<Piece>::const_iterator Page::first_piece(std::uint32_t node) const {
  return std::lower_bound(pieces.begin(), pieces.end(), node, [](const Piece& p, std::uint32_t n) { return p.first < n; });
}

std::vector<std::string> compared_titles(const Facts& facts) {
  std::vector<std::string> titles;
  for (std::size_t i = 0; i < std::min(facts.titles.size(), most_titles); ++i) titles.push_back(fold(facts.titles[i].value));
  return titles;
}

}  // namespace stemma::ingest
