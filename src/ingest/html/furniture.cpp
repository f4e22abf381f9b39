#include "ingest/html/furniture.h"

#include <algorithm>
#include <array>

#include "ingest/html/teasers.h"
#include "ingest/phrases.h"

namespace stemma::ingest {
namespace {

// Share of a page's prose that an element may hold and still be taken for furniture. CONSTANTS chosen on the development pages.
double tolerance(std::uint32_t hints) {
  if (hints & (hint_comments | hint_hidden)) return 0.9;
  if (hints & (hint_byline | hint_date | hint_meta | hint_tags)) return 0.15;
  return 0.4;
}

/// What a piece is that is no text: by the names around it, else by its links and its place.
LeftOutKind kind_left_out(const Page& page, const Piece& p, bool above) {
  const std::uint32_t f = page.furniture_of(p);
  if (f & hint_comments) return LeftOutKind::comments;
  if (f & hint_related) return LeftOutKind::related;
  if (f & hint_promotion) return LeftOutKind::promotion;
  if (f & hint_share) return LeftOutKind::sharing;
  if (f & (hint_navigation | hint_masthead | hint_footer)) return LeftOutKind::navigation;
  if (f & ~hint_aside) return LeftOutKind::other;
  if (p.links * 2 > p.text.size()) return above ? LeftOutKind::navigation : LeftOutKind::related;
  return is_promotion(p.text) ? LeftOutKind::promotion : LeftOutKind::other;
}

}  // namespace

void mark_furniture(Page& page) {
  const Tree& tree = page.tree;
  const std::uint32_t size = tree.size();
  std::vector<double> prose(size), named(size);  // named: inside elements that call themselves the article's body
  for (const Piece& p : page.pieces)
    if (is_prose(p)) prose[p.node] += static_cast<double>(p.text.size());
  for (std::uint32_t i = size; i-- > 1;) {
    if (page.hints[i] & hint_body) named[i] = prose[i];
    prose[tree[i].parent] += prose[i];
    named[tree[i].parent] += named[i];
  }
  const double total = size ? prose[0] : 0, total_named = size ? named[0] : 0;
  page.furniture.assign(size, 0);
  for (std::uint32_t i = 0; i < size; ++i) {
    std::uint32_t own = page.hints[i] & furniture_hints;
    // "article-body__related": only what holds text can be the body.
    if ((page.hints[i] & hint_body) && prose[i] * 10 >= total) own &= hint_comments | hint_hidden;
    // Beside an element that calls itself the article's body, the name of a page's foot is believed though the article is short.
    const bool beside = (own & hint_footer) && named[i] == 0 && prose[i] <= 3 * total_named;
    if (own && (is_heading(tree[i].tag) || (!beside && prose[i] > tolerance(own) * total))) own = 0;
    if (prose[i] > 0 && named[i] > 0.6 * prose[i]) own &= hint_comments | hint_hidden | hint_related;
    // A paragraph of running text is named after how it looks ("paywall", "widget") more often than after what it is; what is hidden
    // behind a paywall is text.
    if (tree[i].tag == Tag::p && prose[i] > 0) {
      if (own & hint_promotion) own &= ~hint_hidden;
      own &= ~(hint_promotion | hint_aside | hint_meta | hint_tags | hint_navigation);
    }
    page.furniture[i] = own | (i ? page.furniture[tree[i].parent] : 0);
  }
  mark_teasers(page);
}

std::vector<LeftOut> count_left_out(const Page& page, const MainText& main) {
  std::vector<bool> in_text(page.pieces.size());
  for (const TextPart& t : main.parts) in_text[t.piece] = true;
  const std::size_t first = main.parts.empty() ? 0 : main.parts.front().piece;
  std::array<LeftOut, static_cast<std::size_t>(LeftOutKind::other) + 1> counts{};
  for (std::size_t i = 0; i < page.pieces.size(); ++i) {
    if (in_text[i]) continue;
    LeftOut& c = counts[static_cast<std::size_t>(kind_left_out(page, page.pieces[i], i < first))];
    ++c.pieces;
    c.bytes += static_cast<std::uint32_t>(page.pieces[i].text.size());
  }
  std::vector<LeftOut> out;
  for (std::size_t k = 0; k < counts.size(); ++k) {
    counts[k].kind = static_cast<LeftOutKind>(k);
    if (counts[k].pieces > 0) out.push_back(counts[k]);
  }
  return out;
}

}  // namespace stemma::ingest
