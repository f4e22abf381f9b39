#include "ingest/feed/parse.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"

namespace stemma::ingest {
namespace {

// "atom:entry" -> "entry": Atom and RSS bind their own names to prefixes now and then. "media:title" stays what it is.
std::string_view plain_name(std::string_view name) {
  for (const std::string_view prefix : {"atom:", "atom10:", "a10:", "rss:"})
    if (name.starts_with(prefix)) return name.substr(prefix.size());
  return name;
}

class FeedParser {
 public:
  explicit FeedParser(const XmlTree& tree) : tree_(tree) { find_bases(); }

  void run(Feed& feed) const;

 private:
  MappedText field(std::uint32_t node, bool in_entry) const;
  std::string link(std::uint32_t node) const;
  void find_bases();
  const std::string& base(std::uint32_t node) const { return bases_[base_of_[node]]; }
  void channel_field(Feed& f, std::uint32_t node) const;
  void item_field(FeedItem& i, std::uint32_t node, bool in_entry) const;

  const XmlTree& tree_;
  std::vector<std::string> bases_{""};
  std::vector<std::uint32_t> base_of_;  ///< of each node, in bases_
};

// HTML out of an element that holds escaped HTML, XHTML (RFC 4287, 3.1) or plain text.
MappedText FeedParser::field(std::uint32_t node, bool in_entry) const {
  const std::string_view type = tree_.attribute(node, "type"), name = plain_name(tree_.name(node));
  const bool text = type == "text" || type == "text/plain" || (type.empty() && in_entry && (name == "title" || name == "summary"));
  return trimmed(type == "xhtml" || text ? tree_.markup(node) : tree_.characters(node));
}

// Address of a link element: its href if it is the alternate one, its text in RSS.
std::string FeedParser::link(std::uint32_t node) const {
  const std::string_view rel = tree_.attribute(node, "rel"), href = tree_.attribute(node, "href");
  if (!href.empty()) return rel.empty() || rel == "alternate" ? std::string(href) : "";
  return std::string(trim(tree_.characters(node).text));
}

// The xml:base that holds for each node, made from all around it. One too long for an address holds for nothing.
void FeedParser::find_bases() {
  constexpr std::size_t longest = 2000;
  base_of_.resize(tree_.nodes.size());
  for (std::uint32_t n = 0; n < tree_.nodes.size(); ++n) {
    base_of_[n] = tree_.nodes[n].parent == XmlNode::none ? 0 : base_of_[tree_.nodes[n].parent];
    const std::string_view stated = tree_.attribute(n, "xml:base");
    if (stated.empty()) continue;
    std::string whole = stated.size() > longest ? "" : resolve_link(bases_[base_of_[n]], stated);
    if (whole.size() > longest) whole.clear();
    base_of_[n] = static_cast<std::uint32_t>(bases_.size());
    bases_.push_back(std::move(whole));
  }
}

void FeedParser::channel_field(Feed& f, std::uint32_t node) const {
  const std::string_view name = plain_name(tree_.name(node));
  if (name == "title" && f.title.empty()) f.title = field(node, false).text;
  else if (name == "link" && f.link.empty()) f.link = resolve_link(base(node), link(node));
  else if (name == "language" || name == "dc:language") f.language = tree_.words(node);
  else if (name == "dc:publisher") f.publisher = field(node, false).text;
}

void FeedParser::item_field(FeedItem& i, std::uint32_t node, bool in_entry) const {
  const std::string_view name = plain_name(tree_.name(node));
  const auto take = [&](MappedText& to) {
    if (MappedText value = field(node, in_entry); !value.empty()) to = std::move(value);
  };
  const auto words = [&](std::string& to) {
    if (std::string value(trim(tree_.characters(node).text)); !value.empty()) to = std::move(value);
  };
  if (name == "title") take(i.title);
  else if (name == "content:encoded" || name == "content" || name == "xhtml:body" || name == "body") take(i.body);
  else if (name == "description" || name == "summary") take(i.summary);
  else if (name == "guid" || name == "id") words(i.guid);
  else if (name == "pubDate" || name == "published" || name == "dc:date" || name == "issued") words(i.published);
  else if (name == "updated" || name == "modified" || name == "dcterms:modified") words(i.updated);
  else if (name == "source") i.source = tree_.words(tree_.child(node, "title") == XmlNode::none ? node : tree_.child(node, "title"));
  else if (name == "link") {
    if (std::string address = link(node); !address.empty()) i.link = resolve_link(base(node), address);
  } else if (name == "author" || name == "dc:creator" || name == "name" || name == "itunes:author") {
    const std::uint32_t inner = tree_.child(node, "name");  // Atom's
    if (std::string value = tree_.words(inner == XmlNode::none ? node : inner); !value.empty()) i.creators.push_back(std::move(value));
  }
}

void FeedParser::run(Feed& feed) const {
  std::uint32_t behind_item = 0;  // items do not stand in items
  for (std::uint32_t n = 0; n < tree_.nodes.size(); ++n) {
    const std::string_view name = plain_name(tree_.name(n));
    const std::uint32_t parent = tree_.nodes[n].parent;
    if (parent != XmlNode::none && parent < behind_item) behind_item = 0;
    if (behind_item && parent >= behind_item) continue;
    behind_item = 0;
    if (name == "item" || name == "entry") {
      behind_item = n;
      if (!tree_.nodes[n].closed) continue;
      FeedItem item;
      item.link = tree_.attribute(n, "rdf:about");
      item.language = tree_.attribute(n, "xml:lang");
      for (const std::uint32_t c : tree_.children(n)) item_field(item, c, name == "entry");
      feed.items.push_back(std::move(item));
    } else if (parent != XmlNode::none) {
      const std::string_view outer = plain_name(tree_.name(parent));
      if (outer == "channel" || outer == "feed") channel_field(feed, n);
    }
  }
  const std::string outer = tree_.nodes.empty() ? "" : std::string(tree_.attribute(0, "xml:base"));
  for (FeedItem& item : feed.items) item.link = resolve_link(outer.empty() ? feed.link : outer, item.link);
}

}  // namespace

Feed parse_feed(std::string_view utf8, const Limits& limits) {
  Feed feed;
  const XmlTree tree = parse_xml(utf8, limits);
  FeedParser(tree).run(feed);
  feed.broken = tree.broken;
  return feed;
}

std::string resolve_link(std::string_view base, std::string_view reference) {
  const std::size_t scheme = base.find("://"), colon = reference.find(':');
  const bool absolute = colon != std::string_view::npos && colon > 0 && colon < reference.find_first_of("/?#");
  if (reference.empty() || absolute || scheme == std::string_view::npos) return std::string(reference);
  if (reference.starts_with("//")) return std::string(base.substr(0, scheme + 1)) + std::string(reference);
  base = base.substr(0, base.find_first_of("?#"));
  const std::size_t root = std::min(base.find('/', scheme + 3), base.size());
  if (reference.front() == '/') return std::string(base.substr(0, root)) + std::string(reference);
  if (reference.front() == '#' || reference.front() == '?') return std::string(base) + std::string(reference);
  std::string folder(base.substr(0, std::max(root, base.rfind('/'))));
  for (; reference.starts_with("../") || reference.starts_with("./"); reference.remove_prefix(reference.find('/') + 1))
    if (reference.starts_with("../") && folder.size() > root) folder.resize(std::max(root, folder.rfind('/')));
  return folder + "/" + std::string(reference);
}

}  // namespace stemma::ingest
