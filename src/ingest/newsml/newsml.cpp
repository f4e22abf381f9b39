#include "ingest/newsml/newsml.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "base/utf8.h"
#include "ingest/html/charset.h"
#include "ingest/newsml/item.h"
#include "ingest/xml/xml.h"

namespace stemma::ingest {
namespace {

using Node = std::uint32_t;

class NewsReader {
 public:
  explicit NewsReader(const XmlTree& tree) : t_(tree) {}

  NewsItem item(Node node) const;
  NewsItem nitf(Node root) const;

 private:
  std::string words(Node node) const { return node == XmlNode::none ? "" : t_.words(node); }
  std::string party(Node node) const;
  std::string attribute(Node node, std::string_view name) const {
    return node == XmlNode::none ? "" : std::string(t_.attribute(node, name));
  }
  std::string code(Node node) const {
    std::string qcode = attribute(node, "qcode");
    return qcode.empty() ? attribute(node, "uri") : qcode;
  }
  void item_meta(Node meta, NewsItem& out) const;
  void content_meta(Node meta, NewsItem& out) const;
  void content(Node set, NewsItem& out) const;
  void nitf_head(Node head, NewsItem& out) const;
  void nitf_body(Node body, NewsItem& out) const;

  const XmlTree& t_;
};

void keep(std::string& to, std::string&& value) {
  if (to.empty()) to = std::move(value);
}

// "<provider literal='Boreal Press'/>", "<provider qcode='x:BP'><name>Boreal Press</name></provider>"; a code alone names nobody.
std::string NewsReader::party(Node node) const {
  if (node == XmlNode::none) return {};
  if (const Node name = t_.child(node, "name"); name != XmlNode::none) return words(name);
  if (std::string literal = attribute(node, "literal"); !literal.empty()) return literal;
  return words(node);
}

void NewsReader::item_meta(Node meta, NewsItem& out) const {
  for (const Node c : t_.children(meta)) {
    const std::string_view name = t_.local(c);
    if (name == "provider") keep(out.provider, party(c));
    else if (name == "versionCreated") keep(out.versioned, words(c));
    else if (name == "firstCreated") keep(out.created, words(c));
    else if (name == "pubStatus") out.status = news_status(code(c));
    else if (name == "service") keep(out.service, party(c));
    else if (name == "edNote" && out.note.empty()) out.note = trimmed(t_.characters(c));
    else if (name == "signal" && news_status(code(c)) == "correction") out.correction = true;
  }
}

void NewsReader::content_meta(Node meta, NewsItem& out) const {
  for (const Node c : t_.children(meta)) {
    const std::string_view name = t_.local(c);
    if (name == "contentCreated") out.created = words(c);
    else if (name == "headline" && out.headline.empty()) out.headline = trimmed(t_.characters(c));
    else if (name == "by") out.bylines.push_back(words(c));
    else if (name == "creditline") keep(out.credit_line, words(c));
    else if (name == "dateline") keep(out.dateline, words(c));
    else if (name == "language") keep(out.language, attribute(c, "tag"));
  }
  if (out.bylines.empty())
    for (const Node c : t_.children(meta))
      if (t_.local(c) == "creator")
        if (std::string name = party(c); !name.empty()) out.bylines.push_back(std::move(name));
}

void NewsReader::nitf_head(Node head, NewsItem& out) const {
  for (const Node c : t_.children(head)) {
    if (t_.local(c) == "pubdata") keep(out.versioned, attribute(c, "date.publication"));
    if (t_.local(c) != "docdata") continue;
    if (const std::string status = attribute(c, "management-status"); !status.empty() && out.status.empty())
      out.status = news_status(status);
    for (const Node fact : t_.children(c)) {
      const std::string_view name = t_.local(fact);
      if (name == "date.issue") keep(out.created, attribute(fact, "norm"));
      else if (name == "doc.copyright") keep(out.copyright_holder, attribute(fact, "holder"));
      else if (name == "doc-id") keep(out.guid, attribute(fact, "id-string"));
      else if (name == "correction") out.correction = true, out.note = trimmed(t_.characters(fact));
      else if (name == "ed-msg" && out.note.empty()) out.note.text = attribute(fact, "info");
    }
  }
}

void NewsReader::nitf_body(Node body, NewsItem& out) const {
  if (const Node head = t_.child(body, "body.head"); head != XmlNode::none) {
    if (const Node line = t_.child(t_.child(head, "hedline"), "hl1"); out.headline.empty() && line != XmlNode::none)
      out.headline = trimmed(t_.characters(line));
    if (out.bylines.empty())
      for (const Node c : t_.children(head))
        if (t_.local(c) == "byline") out.bylines.push_back(words(t_.child(c, "person") == XmlNode::none ? c : t_.child(c, "person")));
    const Node line = t_.child(head, "dateline");
    keep(out.dateline, words(t_.child(line, "location") == XmlNode::none ? line : t_.child(line, "location")));
    if (const Node date = t_.child(line, "story.date"); out.created.empty()) keep(out.created, attribute(date, "norm"));
    keep(out.provider, words(t_.child(head, "distributor")));
  }
  const Node text = t_.child(body, "body.content");
  out.body = t_.markup(text == XmlNode::none ? body : text);
}

NewsItem NewsReader::nitf(Node root) const {
  NewsItem out;
  out.language = attribute(root, "xml:lang");
  nitf_head(t_.child(root, "head"), out);
  nitf_body(t_.child(root, "body"), out);
  return out;
}

// The first rendition that has text.
void NewsReader::content(Node set, NewsItem& out) const {
  for (const Node rendition : t_.children(set)) {
    const std::string_view name = t_.local(rendition);
    if (name == "inlineData") {
      const std::string type = ascii_lower(attribute(rendition, "contenttype"));
      const MappedText data = trimmed(t_.characters(rendition));
      out.body = type.find("html") != std::string::npos ? data : text_as_html(data);
    } else if (name == "inlineXML") {
      const auto inside = t_.children(rendition);
      if (inside.empty()) continue;
      const Node root = inside.front();
      if (t_.local(root) == "nitf") nitf_head(t_.child(root, "head"), out);
      const Node body = t_.child(root, "body");
      if (t_.local(root) == "nitf") nitf_body(body, out);
      else out.body = t_.markup(body == XmlNode::none ? rendition : body);
    }
    if (!trim(out.body.text).empty()) return;
  }
}

NewsItem NewsReader::item(Node node) const {
  NewsItem out;
  out.guid = attribute(node, "guid");
  out.language = attribute(node, "xml:lang");
  if (const Node meta = t_.child(node, "contentMeta"); meta != XmlNode::none) {
    std::string stated = std::move(out.language);
    out.language.clear();
    content_meta(meta, out);
    keep(out.language, std::move(stated));
  }
  item_meta(t_.child(node, "itemMeta"), out);
  for (const Node c : t_.children(t_.child(node, "rightsInfo") == XmlNode::none ? node : t_.child(node, "rightsInfo")))
    if (t_.local(c) == "copyrightHolder") keep(out.copyright_holder, party(c));
  content(t_.child(node, "contentSet"), out);
  return out;
}

}  // namespace

bool like_newsml(std::string_view start) {
  // The root stands behind declarations and comments; a page that shows such a document does not begin with it.
  for (const std::string_view root : {"newsitem", "newsmessage", "nitf", "packageitem"})
    for (std::size_t at = start.find(root); at != std::string_view::npos; at = start.find(root, at + 1)) {
      std::size_t open = at;
      if (open > 0 && start[open - 1] == ':') open = start.rfind('<', open - 1) + 1;
      const char behind = at + root.size() < start.size() ? start[at + root.size()] : '>';
      if (open > 0 && start[open - 1] == '<' && (behind == ' ' || behind == '>' || behind == '\n' || behind == '\r' || behind == '\t'))
        return true;
    }
  return false;
}

void read_newsml(std::string_view bytes, const Limits& limits, const PartSink& sink) {
  if (bytes.size() > limits.max_page_bytes) {
    sink(fail(ErrorKind::over_limit, fmt::format("news item of {} bytes, the limit is {}", bytes.size(), limits.max_page_bytes),
        limits.max_page_bytes, "split it"));
    return;
  }
  const Decoded decoded = decode(bytes, declared_encoding(bytes), false);
  const XmlTree tree = parse_xml(decoded.text, limits);
  const NewsReader reader(tree);
  std::vector<Node> items;
  for (Node n = 0; n < tree.nodes.size(); ++n) {
    const Node parent = tree.nodes[n].parent;
    const bool inside = !items.empty() && parent != XmlNode::none && parent >= items.back();  // of another item: not read twice
    if (!inside && tree.nodes[n].closed && (tree.local(n) == "newsItem" || (n == 0 && tree.local(n) == "nitf"))) items.push_back(n);
  }
  std::unordered_map<std::string, int> seen;
  std::uint64_t without_text = 0;
  for (const Node n : items) {
    const NewsItem item = tree.local(n) == "nitf" ? reader.nitf(n) : reader.item(n);
    auto d = read_news_item(item, decoded.map, limits);
    if (!d && d.error().kind == ErrorKind::malformed) {
      ++without_text;
      continue;
    }
    if (d) {
      d->format = "newsml";
      d->source.length = bytes.size();
      if (items.size() > 1) {
        d->part = item.guid.empty() ? fmt::format("item {}", seen.size() + 1) : to_valid_utf8(item.guid);
        if (const int times = ++seen[d->part]; times > 1) d->part += fmt::format(" ({})", times);
      }
    }
    if (!sink(std::move(d))) return;
  }
  if (without_text > 0) {
    const std::string what = without_text == 1 ? "a news item without text of its own"
                                               : fmt::format("{} news items without text of their own", without_text);
    if (!sink(fail(ErrorKind::unsupported, what, Error::nowhere, "give the items that hold the story"))) return;
  }
  if (tree.broken) {
    Error e = *tree.broken;
    e.what = "NewsML: " + e.what;
    sink(tl::unexpected(std::move(e)));
  } else if (items.empty()) {
    sink(fail(ErrorKind::unsupported, "no news item in this NewsML file", Error::nowhere, "packages only list stories: give the items"));
  }
}

}  // namespace stemma::ingest
