#include "ingest/html/articles.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_set>

#include "base/utf8.h"
#include "ingest/html/furniture.h"
#include "ingest/phrases.h"

namespace stemma::ingest {
namespace {

// CONSTANTS, words: what a report has at least, and what a short one beside longer ones has.
constexpr std::uint32_t full_length = 100, shortest = 30;
// Groups of like elements that are looked at, largest first: they may stand inside each other, and each look costs its size.
constexpr std::size_t most_groups = 8;

/// A class by which elements are alike: what blogs call their posts, among names that are of one post only ("post-12 hentry tag-harbour"),
/// else all of it.
std::string name_of(std::string_view names) {
  constexpr std::string_view posts[] = {"hentry", "post", "entry", "article", "story"};
  for (std::size_t at = 0; at < names.size();) {
    const std::size_t end = std::min(names.find(' ', at), names.size());
    const std::string_view name = names.substr(at, end - at);
    if (std::find(std::begin(posts), std::end(posts), name) != std::end(posts)) return std::string(name);
    at = end + 1;
  }
  return std::string(names.substr(0, 200));
}

class Finder {
 public:
  explicit Finder(const Page& page) : page_(page), tree_(page.tree), prose_(page.tree.size()) {
    for (const Piece& p : page.pieces)
      if (!page.furniture_of(p) && is_prose(p)) prose_[p.node] += p.words;
    for (std::uint32_t i = tree_.size(); i-- > 1;) prose_[tree_[i].parent] += prose_[i];
  }

  std::vector<Article> run() const {
    if (page_.facts.live || tree_.size() == 0) return {};
    // Elements alike: <article>s at one depth, or children of one element with the same tag and name.
    using Kind = std::tuple<std::uint32_t, Tag, std::string>;
    std::map<Kind, std::vector<std::uint32_t>> alike;
    std::vector<std::uint32_t> depth(tree_.size());
    for (std::uint32_t i = 1; i < tree_.size(); ++i) {
      depth[i] = depth[tree_[i].parent] + 1;
      if (prose_[i] < shortest || page_.furniture[i] || !is_block(tree_[i].tag)) continue;
      const Tag tag = tree_[i].tag;
      if (tag == Tag::article) alike[{depth[i], tag, {}}].push_back(i);
      else if (auto name = name_of(tree_.attribute(i, "class")); !name.empty()) alike[{tree_[i].parent, tag, std::move(name)}].push_back(i);
    }
    std::vector<std::pair<std::uint32_t, const std::vector<std::uint32_t>*>> groups;
    for (const auto& [kind, nodes] : alike) {
      std::uint32_t words = 0;
      for (const std::uint32_t n : nodes) words += prose_[n];
      if (nodes.size() >= 2 && words > prose_[0] / 2) groups.emplace_back(words, &nodes);  // a smaller group is a corner of the page
    }
    std::stable_sort(groups.begin(), groups.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    if (groups.size() > most_groups) groups.resize(most_groups);
    for (const auto& [words, nodes] : groups)
      if (auto found = articles(*nodes); !found.empty()) return found;
    return {};
  }

 private:
  struct Face {
    bool good = false, dated = false, linked = false;
    std::string heading;
  };

  std::vector<Article> articles(const std::vector<std::uint32_t>& nodes) const {
    std::vector<Article> out;
    std::unordered_set<std::string> headings, anchors;
    std::size_t full = 0;
    bool all_linked = true;
    for (const std::uint32_t n : nodes) {
      const Face face = look(n);
      if (!face.good || !headings.insert(face.heading).second) continue;
      full += face.dated && prose_[n] >= full_length;
      all_linked = all_linked && face.linked;
      const std::string id = to_valid_utf8(tree_.attribute(n, "id").substr(0, 100));
      const bool usable = !id.empty() && anchors.insert(id).second;
      out.push_back({n, usable ? id : std::to_string(out.size() + 1)});
    }
    if (full < 2 || 2 * full < nodes.size() || 2 * out.size() < nodes.size()) return {};
    if (!all_linked && headed_together(nodes.front(), headings)) return {};
    return out;
  }

  /// Does an element look like a report: heading, date or name, text?
  Face look(std::uint32_t node) const {
    Face face;
    const std::uint32_t end = tree_[node].end;
    const Piece* last = nullptr;
    bool more = false;
    std::uint32_t text = end;  // where the prose begins
    for (auto p = page_.first_piece(node); p != page_.pieces.end() && p->first < end; ++p) {
      const bool heading = (p->shape == Shape::heading && p->heading <= Tag::h4) || (page_.hints[p->node] & hint_headline);
      if (!last && face.heading.empty() && heading && p->words >= 2 && p->text.size() < 300) {
        face.heading = fold(p->text);
        face.linked = is_linked(*p);
      } else if (!last && (is_dateline_only(p->text) || is_byline(p->text))) {
        face.dated = true;
      }
      if (is_prose(*p) && !page_.furniture_of(*p)) {
        if (!last) text = p->first;
        last = &*p;
        more = false;
      } else if (last && p->links > 0 && p->words <= 8) {
        const std::string s = fold(p->text);
        for (const std::string_view label : {"read more", "continue reading", "read full", "full story", "weiterlesen", "lire la suite",
                                             "leer más", "seguir leyendo"})
          more = more || s.find(label) != std::string::npos;
      }
    }
    for (std::uint32_t i = node; i < text && !face.dated; ++i)
      face.dated = tree_[i].tag == Tag::time || ((page_.hints[i] & (hint_byline | hint_date)) != 0 && tree_[i].end > i + 1);
    if (last) {
      const std::string_view s = last->text;
      more = more || s.ends_with("…") || s.ends_with("...") || s.ends_with("[…]") || s.ends_with("[...]");
    }
    face.good = last && !face.heading.empty() && !more;
    return face;
  }

  /// A headline above them all that the page gives as its title: then they are its chapters.
  bool headed_together(std::uint32_t first, const std::unordered_set<std::string>& headings) const {
    std::vector<std::string> titles = compared_titles(page_.facts);
    titles.push_back(fold(page_.facts.html_title));
    for (auto p = page_.pieces.begin(); p != page_.pieces.end() && p->first < first; ++p) {
      if (p->shape != Shape::heading || p->words < 3 || p->text.size() > 300) continue;
      const std::string text = fold(p->text);
      if (headings.contains(text)) continue;
      for (const std::string& t : titles)
        if (t.find(text) != std::string::npos) return true;
    }
    return false;
  }

  const Page& page_;
  const Tree& tree_;
  std::vector<std::uint32_t> prose_;  // words of running text in each element
};

/// Where the heading of an article leads to.
std::string permalink(const Page& page) {
  for (const Piece& p : page.pieces) {
    if (p.shape != Shape::heading && !(page.hints[p.node] & hint_headline)) continue;
    for (std::uint32_t i = p.node; i < page.tree[p.node].end; ++i)
      if (page.tree[i].tag == Tag::a)
        if (const auto href = page.tree.attribute(i, "href"); href.starts_with("http")) return std::string(href);
    return {};
  }
  return {};
}

}  // namespace

std::vector<Article> find_articles(const Page& page) { return Finder(page).run(); }

Page page_of(const Page& page, const Article& article) {
  const std::uint32_t begin = article.node, end = page.tree[begin].end;
  Page out;
  out.tree = page.tree.subtree(begin);
  out.hints.assign(page.hints.begin() + begin, page.hints.begin() + end);
  bool titled = false;
  std::string title;
  const std::vector<std::string> titles = compared_titles(page.facts);
  for (auto p = page.first_piece(begin); p != page.pieces.end() && p->first < end; ++p) {
    Piece q = *p;
    q.node = q.node < begin ? 0 : q.node - begin;
    q.first -= begin;
    q.last -= begin;
    for (std::uint32_t& u : q.unseen) u -= begin;
    if (p->shape == Shape::heading || (page.hints[p->node] & hint_headline)) {
      if (title.empty()) title = p->text;
      titled = titled || std::find(titles.begin(), titles.end(), fold(p->text)) != titles.end();
    }
    out.pieces.push_back(std::move(q));
  }
  if (titled) {
    out.facts = page.facts;
    for (auto& list : out.facts.authors) {  // elements elsewhere on the page speak of other articles
      std::erase_if(list, [&](const Signature& s) { return s.node != 0 && (s.node <= begin || s.node >= end); });
      for (Signature& s : list) s.node -= s.node == 0 ? 0 : begin;
    }
    std::erase_if(out.facts.authors, [](const auto& list) { return list.empty(); });
  } else {
    if (!title.empty()) out.facts.titles.push_back({std::move(title), "heading"});
    const auto& names = page.facts.publishers;
    out.facts.publishers.assign(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), most_titles)));
    out.facts.languages = page.facts.languages;
    if (auto link = permalink(out); !link.empty()) out.facts.urls.push_back({std::move(link), "permalink"});
  }
  mark_furniture(out);
  return out;
}

}  // namespace stemma::ingest
