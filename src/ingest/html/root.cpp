#include "ingest/html/root.h"

#include <algorithm>
#include <string>

#include "base/hash.h"
#include "base/utf8.h"

namespace stemma::ingest {
namespace {

constexpr std::size_t shingle_words = 5;

/// Items of lists are as often teasers of other stories as text.
double item_weight(const Piece& p) { return p.shape == Shape::item ? 0.3 : 1; }

template <class F>
void for_each_shingle(std::string_view text, F&& f) {
  std::uint64_t window[shingle_words] = {};
  std::size_t n = 0;
  for (const ByteSpan w : word_spans(text)) {
    window[n % shingle_words] = hash64(to_lower(slice(text, w)));
    if (++n < shingle_words) continue;
    std::uint64_t h = 0;
    for (std::size_t k = 0; k < shingle_words; ++k) h = mix64(h ^ window[(n + k) % shingle_words]) * 31 + k;
    f(h);
  }
}

/// Where the text stands in several elements that call themselves its body by one name ("story-text" above and below each advertisement):
/// the element around them all, if it holds little else.
std::uint32_t around_namesakes(const Page& page, const std::vector<double>& prose, std::uint32_t root, std::uint32_t body) {
  const Tree& tree = page.tree;
  const auto name = tree.attribute(root, "class");
  if (!(page.hints[root] & hint_body) || name.empty()) return root;
  std::vector<double> named(tree.size());
  for (std::uint32_t i = body; i < tree.size(); ++i)
    if ((page.hints[i] & hint_body) && prose[i] > 0 && !page.furniture[i] && tree[i].tag == tree[root].tag && tree.attribute(i,
        "class") == name) {
      named[i] = prose[i];
      i = tree[i].end - 1;
    }
  for (std::uint32_t i = tree.size(); i-- > 1;) named[tree[i].parent] += named[i];
  std::uint32_t up = root;
  while (up != body && up != 0 && named[up] < named[body]) up = tree[up].parent;
  return named[up] > 0.7 * prose[up] ? up : root;
}

}  // namespace

Shingles::Shingles(std::string_view text) {
  for_each_shingle(text, [&](std::uint64_t h) { set_.insert(h); });
}

double Shingles::share(std::string_view text) const {
  std::size_t all = 0, in = 0;
  for_each_shingle(text, [&](std::uint64_t h) {
    ++all;
    in += set_.contains(h);
  });
  return all == 0 ? 0 : static_cast<double>(in) / static_cast<double>(all);
}

void ShingleCounts::add(std::string_view text) {
  for_each_shingle(text, [&](std::uint64_t h) { ++counts_[h]; });
}
void ShingleCounts::remove(std::string_view text) {
  for_each_shingle(text, [&](std::uint64_t h) { --counts_[h]; });
}
bool ShingleCounts::repeated(std::string_view text) const {
  std::unordered_map<std::uint64_t, std::uint32_t> own;
  for_each_shingle(text, [&](std::uint64_t h) { ++own[h]; });
  return !own.empty() && std::all_of(own.begin(), own.end(), [&](const auto& o) {
    const auto at = counts_.find(o.first);
    return at != counts_.end() && at->second > o.second;
  });
}

std::uint32_t find_root(const Page& page, const std::vector<double>& agreement) {
  const Tree& tree = page.tree;
  const std::uint32_t size = tree.size();
  std::vector<double> score(size), prose(size), links(size), chars(size), agreed(size);
  std::vector<std::uint32_t> direct(size);
  double total_agreed = 0;
  for (std::size_t i = 0; i < page.pieces.size(); ++i) {
    const Piece& p = page.pieces[i];
    chars[p.node] += static_cast<double>(p.text.size());
    links[p.node] += p.links;
    if (!agreement.empty() && agreement[i] > 0.7) {
      agreed[p.node] += static_cast<double>(p.text.size());
      total_agreed += static_cast<double>(p.text.size());
    }
    if (page.furniture_of(p) || !is_prose(p)) continue;
    prose[p.node] += item_weight(p) * static_cast<double>(p.text.size());
    ++direct[p.node];
  }
  for (const Piece& p : page.pieces) {
    if (page.furniture_of(p) || !is_prose(p)) continue;
    const double weight = item_weight(p) * (1 + std::min<double>(p.commas, 10) + std::min<double>(static_cast<double>(p.text.size()) / 100,
        3));
    // Text that stands in its container directly, cut by line breaks, has no paragraph element of its own.
    std::uint32_t n = direct[p.node] > 1 ? p.node : tree[p.node].parent;
    for (const double share : {1.0, 0.5, 0.25}) {
      score[n] += weight * share;
      if (n == 0) break;
      n = tree[n].parent;
    }
  }
  for (std::uint32_t i = size; i-- > 1;) {
    const std::uint32_t up = tree[i].parent;
    prose[up] += prose[i];
    links[up] += links[i];
    chars[up] += chars[i];
    agreed[up] += agreed[i];
  }

  std::uint32_t body = 0;
  for (std::uint32_t i = 0; i < size && body == 0; ++i)
    if (tree[i].tag == Tag::body) body = i;

  // The lowest element that holds nearly all that JSON-LD calls the article; many pages put only its first lines there.
  if (total_agreed > 150 && total_agreed > 0.25 * prose[body]) {
    std::uint32_t best = body;
    for (std::uint32_t i = body; i < size; ++i)
      if (agreed[i] >= 0.95 * total_agreed && tree.inside(i, best)) best = i;
    return best;
  }

  std::uint32_t top = body;
  double top_score = 0;
  for (std::uint32_t i = body; i < size; ++i) {
    if (score[i] <= 0) continue;
    double s = score[i] * (1 - links[i] / std::max(1.0, chars[i]));
    if (page.hints[i] & hint_body) s *= 1.3;
    if (tree[i].tag == Tag::article) s *= 1.1;
    if (s > top_score) {
      top_score = s;
      top = i;
    }
  }
  // Climb while the element above holds much more prose: an article cut into sections.
  std::uint32_t fence = body;  // the outermost element that calls itself the article
  for (std::uint32_t i = top; i != body && i != 0; i = tree[i].parent)
    if ((page.hints[i] & hint_body) || tree[i].tag == Tag::article) fence = i;
  std::uint32_t root = top;
  for (std::uint32_t i = top; i != fence && i != 0;) {
    i = tree[i].parent;
    if (prose[i] > 1.15 * prose[root]) root = i;
  }
  return around_namesakes(page, prose, root, body);
}

}  // namespace stemma::ingest
