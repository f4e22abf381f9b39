#include "ingest/html/teasers.h"

#include <map>
#include <string_view>
#include <tuple>
#include <vector>

namespace stemma::ingest {
namespace {

// CONSTANTS, words: of a title, of the text under it.
constexpr std::uint32_t shortest_title = 3, longest_title = 30, shortest_text = 8, longest_text = 60;
constexpr std::size_t fewest = 3;

bool is_linked_title(const Piece& p) { return p.words >= shortest_title && p.words <= longest_title && is_linked(p); }

}  // namespace

void mark_teasers(Page& page) {
  const Tree& tree = page.tree;
  const std::uint32_t size = tree.size();
  if (size == 0) return;
  std::vector<std::uint32_t> titles(size), text(size);
  for (const Piece& p : page.pieces) {
    if (page.furniture_of(p)) continue;
    if (is_linked_title(p)) ++titles[p.node];
    else if (is_prose(p)) text[p.node] += p.words;
  }
  for (std::uint32_t i = size; i-- > 1;) {
    titles[tree[i].parent] += titles[i];
    text[tree[i].parent] += text[i];
  }
  using Kind = std::tuple<std::uint32_t, Tag, std::string_view>;  // parent, tag, class
  std::map<Kind, std::vector<std::uint32_t>> alike;
  for (std::uint32_t i = 1; i < size; ++i)
    if (titles[i] > 0 && titles[i] <= 2 && text[i] >= shortest_text && text[i] <= longest_text && is_block(tree[i].tag) &&
        tree[i].tag != Tag::tr && tree[i].tag != Tag::td)  // the rows of a table of data
      alike[{tree[i].parent, tree[i].tag, tree.attribute(i, "class")}].push_back(i);
  std::uint32_t words = 0;
  for (const auto& [kind, boxes] : alike)
    if (boxes.size() >= fewest)
      for (const std::uint32_t b : boxes) words += text[b];
  if (2 * words > text[0]) return;
  for (const auto& [kind, boxes] : alike)
    if (boxes.size() >= fewest)
      for (const std::uint32_t b : boxes)
        for (std::uint32_t i = b; i < tree[b].end; ++i) page.furniture[i] |= hint_related;
}

}  // namespace stemma::ingest
