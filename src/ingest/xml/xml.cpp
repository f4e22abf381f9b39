#include "ingest/xml/xml.h"

#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <unordered_map>

#include "base/utf8.h"
#include "ingest/byte_map.h"

namespace stemma::ingest {
namespace {

constexpr std::size_t kMaxDepth = 200;

struct FreeParser {
  void operator()(XML_Parser p) const { XML_ParserFree(p); }
};
using Parser = std::unique_ptr<std::remove_pointer_t<XML_Parser>, FreeParser>;

struct Reader {
  XML_Parser parser = nullptr;
  XmlTree tree;
  std::size_t max_nodes = 0, max_attributes = 0;
  std::unordered_map<std::string, std::uint32_t> names;
  std::vector<std::uint32_t> open;
  std::vector<std::uint32_t> last;  ///< of each open element: its last child
  std::string stop;                 ///< why we stopped the parser ourselves

  void refuse(std::string why) {
    stop = std::move(why);
    XML_StopParser(parser, XML_FALSE);
  }
  std::uint32_t add(XmlNode node) {
    const auto index = static_cast<std::uint32_t>(tree.nodes.size());
    if (!open.empty()) {
      node.parent = open.back();
      if (last.back() == XmlNode::none) tree.nodes[open.back()].first_child = index;
      else tree.nodes[last.back()].next = index;
      last.back() = index;
    }
    tree.nodes.push_back(node);
    return index;
  }
  void characters(std::string_view s) {
    if (open.empty()) return;
    const std::uint32_t before = last.back();
    const auto begin = static_cast<std::uint32_t>(tree.text.text.size()), end = static_cast<std::uint32_t>(begin + s.size());
    const auto at = XML_GetCurrentByteIndex(parser);
    const auto size = static_cast<std::uint32_t>(XML_GetCurrentByteCount(parser));
    if (at >= 0 && size > 0) add_run(tree.text.map, begin, end - begin, static_cast<std::uint64_t>(at), size);
    tree.text.text += s;
    if (before != XmlNode::none && tree.nodes[before].name == XmlNode::none) tree.nodes[before].end = end;
    else if (tree.nodes.size() >= max_nodes) refuse("too many elements");
    else add({XmlNode::none, 0, XmlNode::none, XmlNode::none, begin, end, true});
  }
};

Reader& reader(void* data) { return *static_cast<Reader*>(data); }

void XMLCALL start(void* data, const XML_Char* raw, const XML_Char** attributes) {
  Reader& r = reader(data);
  if (r.open.size() >= kMaxDepth) return r.refuse(fmt::format("elements nested more than {} deep", kMaxDepth));
  if (r.tree.nodes.size() >= r.max_nodes) return r.refuse("too many elements");
  const auto [name, is_new] = r.names.try_emplace(raw, static_cast<std::uint32_t>(r.tree.names.size()));
  if (is_new) r.tree.names.emplace_back(raw);
  XmlNode node;
  node.name = name->second;
  node.begin = static_cast<std::uint32_t>(r.tree.attributes.size());
  for (std::size_t n = 0; *attributes && n < r.max_attributes; ++n, attributes += 2) r.tree.attributes.emplace_back(attributes[0], attributes[1]);
  node.end = static_cast<std::uint32_t>(r.tree.attributes.size());
  r.open.push_back(r.add(node));
  r.last.push_back(XmlNode::none);
}

void XMLCALL end(void* data, const XML_Char*) {
  Reader& r = reader(data);
  r.tree.nodes[r.open.back()].closed = true;
  r.open.pop_back();
  r.last.pop_back();
}

void XMLCALL characters(void* data, const XML_Char* s, int n) { reader(data).characters({s, static_cast<std::size_t>(n)}); }

void XMLCALL skipped(void* data, const XML_Char* name, int parameter) {
  if (!parameter) reader(data).characters(fmt::format("&{};", name));
}

void XMLCALL entity(void* data, const XML_Char*, int, const XML_Char*, int, const XML_Char*, const XML_Char*, const XML_Char*,
    const XML_Char*) {
  reader(data).refuse("it declares entities, which no feed needs");
}

// The foreign DTD (which has no address) is read as empty; nothing else from outside is ever read.
int XMLCALL external(XML_Parser parser, const XML_Char* context, const XML_Char*, const XML_Char* address, const XML_Char*) {
  if (address) return XML_STATUS_OK;
  const Parser dtd(XML_ExternalEntityParserCreate(parser, context, nullptr));
  return dtd ? XML_Parse(dtd.get(), "", 0, XML_TRUE) : XML_STATUS_ERROR;
}

// What an element is called in HTML: its own name where HTML has it and it holds text; NITF's (IPTC) by what they mean; "" for one whose
// contents are no text; "span" for all others, so that no name does what it would do to a tokenizer ("plaintext", "textarea").
std::string_view html_name(std::string_view name) {
  static constexpr auto same = std::to_array<std::string_view>(
      {"p",  "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "figure", "figcaption",
       "table", "thead", "tbody", "tfoot", "tr", "td", "th", "pre", "hr", "a", "em", "strong", "b", "i", "q", "cite", "sub", "sup",
       "article", "section", "aside", "main"});
  static constexpr auto none = std::to_array<std::string_view>(
      {"script", "style", "head", "title", "template", "noscript", "media-reference", "media-metadata"});
  static constexpr auto nitf = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"hl1", "h1"}, {"hl2", "h2"}, {"block", "div"}, {"media", "figure"}, {"media-caption", "figcaption"}, {"bq", "blockquote"},
       {"note", "aside"}, {"body", "div"}});
  if (std::find(same.begin(), same.end(), name) != same.end()) return name;
  if (std::find(none.begin(), none.end(), name) != none.end()) return {};
  for (const auto& [theirs, ours] : nitf)
    if (theirs == name) return ours;
  return "span";
}

}  // namespace

std::string_view XmlTree::local(std::uint32_t node) const {
  const std::string_view whole = name(node);
  return whole.substr(whole.find(':') + 1);  // npos + 1 is 0
}

std::string_view XmlTree::attribute(std::uint32_t node, std::string_view wanted) const {
  for (std::uint32_t i = nodes[node].begin; nodes[node].name != XmlNode::none && i < nodes[node].end; ++i)
    if (attributes[i].first == wanted) return attributes[i].second;
  return {};
}

std::uint32_t XmlTree::child(std::uint32_t node, std::string_view wanted) const {
  if (node == XmlNode::none) return node;
  for (std::uint32_t c = nodes[node].first_child; c != XmlNode::none; c = nodes[c].next)
    if (nodes[c].name != XmlNode::none && local(c) == wanted) return c;
  return XmlNode::none;
}

std::vector<std::uint32_t> XmlTree::children(std::uint32_t node) const {
  std::vector<std::uint32_t> out;
  if (node == XmlNode::none) return out;
  for (std::uint32_t c = nodes[node].first_child; c != XmlNode::none; c = nodes[c].next)
    if (nodes[c].name != XmlNode::none) out.push_back(c);
  return out;
}

// A subtree is a stretch of nodes: they stand in the order of the document.
MappedText XmlTree::characters(std::uint32_t node) const {
  MappedText out;
  if (node == XmlNode::none) return out;
  for (std::uint32_t i = node + 1; i < nodes.size() && nodes[i].parent != XmlNode::none && nodes[i].parent >= node; ++i)
    if (nodes[i].name == XmlNode::none) append(out, text, nodes[i].begin, nodes[i].end);
  return out;
}

std::string XmlTree::words(std::uint32_t node) const { return squeeze(characters(node).text); }

MappedText XmlTree::markup(std::uint32_t node) const {
  MappedText out;
  if (node == XmlNode::none) return out;
  std::vector<std::uint32_t> open;
  const auto close = [&](std::uint32_t parent) {
    for (; !open.empty() && open.back() != parent; open.pop_back()) out.text += fmt::format("</{}>", html_name(local(open.back())));
  };
  std::uint32_t left_out = XmlNode::none;
  for (std::uint32_t i = node + 1; i < nodes.size() && nodes[i].parent != XmlNode::none && nodes[i].parent >= node; ++i) {
    if (left_out != XmlNode::none && nodes[i].parent >= left_out) continue;
    left_out = XmlNode::none;
    close(nodes[i].parent);
    if (nodes[i].name == XmlNode::none) {
      append_escaped(out, text, nodes[i].begin, nodes[i].end);
    } else if (const std::string_view tag = html_name(local(i)); tag.empty()) {
      left_out = i;
    } else {
      out.text += fmt::format("<{}>", tag);
      open.push_back(i);
    }
  }
  close(XmlNode::none);
  return out;
}

XmlTree parse_xml(std::string_view utf8, const Limits& limits) {
  const Parser parser(XML_ParserCreate("UTF-8"));
  Reader r;
  if (!parser) {
    r.tree.broken = Error{ErrorKind::internal, "no memory for an XML parser"};
    return std::move(r.tree);
  }
  r.parser = parser.get();
  r.max_nodes = limits.max_html_nodes;
  r.max_attributes = limits.max_attributes;
  XML_SetUserData(parser.get(), &r);
  XML_SetElementHandler(parser.get(), start, end);
  XML_SetCharacterDataHandler(parser.get(), characters);
  XML_SetSkippedEntityHandler(parser.get(), skipped);
  XML_SetEntityDeclHandler(parser.get(), entity);
  // A foreign DTD that says nothing turns "undefined entity" from an error into a skipped entity.
  XML_SetParamEntityParsing(parser.get(), XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE);
  XML_SetExternalEntityRefHandler(parser.get(), external);
  XML_UseForeignDTD(parser.get(), XML_TRUE);
  XML_SetHashSalt(parser.get(), 0x5eed5eed);  // the same run every time; depth and size are bounded elsewhere

  constexpr std::size_t step = 1 << 20;
  for (std::size_t at = 0;; at += step) {
    const std::string_view part = utf8.substr(at, step);
    const bool last = at + step >= utf8.size();
    if (XML_Parse(parser.get(), part.data(), static_cast<int>(part.size()), last) == XML_STATUS_ERROR) {
      const auto where = XML_GetCurrentByteIndex(parser.get());
      const std::string why = r.stop.empty() ? XML_ErrorString(XML_GetErrorCode(parser.get())) : r.stop;
      r.tree.broken = Error{r.stop.empty() ? ErrorKind::malformed : ErrorKind::over_limit, fmt::format("it breaks off: {}", why),
                            where < 0 ? Error::nowhere : static_cast<std::uint64_t>(where), "what stands before that place is read"};
      break;
    }
    if (last) break;
  }
  return std::move(r.tree);
}

std::string declared_encoding(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 256);
  const std::size_t at = head.find("encoding="), end = head.find("?>");
  if (at == std::string_view::npos || end == std::string_view::npos || at > end || at + 10 >= head.size()) return {};
  const char quote = head[at + 9];
  const std::size_t close = head.find(quote, at + 10);
  return close == std::string_view::npos ? std::string{} : std::string(head.substr(at + 10, close - at - 10));
}

}  // namespace stemma::ingest
