#include "ingest/html5/dump.h"

#include <algorithm>

namespace stemma::ingest::html5 {
namespace {

std::string_view prefix(Namespace ns) {
  switch (ns) {
    case Namespace::html: return "";
    case Namespace::svg: return "svg ";
    case Namespace::mathml: return "math ";
  }
  return "";
}

std::string label(const Attribute& a) {
  switch (a.ns) {
    case AttributeNamespace::none: return std::string(a.name);
    case AttributeNamespace::xlink: return "xlink " + std::string(a.name);
    case AttributeNamespace::xml: return "xml " + std::string(a.name);
    case AttributeNamespace::xmlns: return "xmlns " + std::string(a.name);
  }
  return {};
}

void line(std::string& out, std::size_t depth, std::string_view text) {
  out += "| ";
  out.append(2 * depth, ' ');
  out += text;
  out += '\n';
}

void dump_node(const Tree& tree, NodeId id, std::size_t depth, std::string& out) {
  const Node& n = tree[id];
  const std::string text(n.text);
  switch (n.type) {
    case NodeType::document: break;
    case NodeType::doctype: {
      std::string s = "<!DOCTYPE " + text;
      if (!tree.doctype_public.empty() || !tree.doctype_system.empty())
        s.append(" \"").append(tree.doctype_public).append("\" \"").append(tree.doctype_system).append("\"");
      line(out, depth, s + ">");
      break;
    }
    case NodeType::text: line(out, depth, "\"" + text + "\""); break;
    case NodeType::comment: line(out, depth, "<!-- " + text + " -->"); break;
    case NodeType::element: {
      line(out, depth, "<" + std::string(prefix(n.ns)) + text + ">");
      std::vector<std::string> attributes;
      for (const Attribute& a : tree.attributes_of(id)) attributes.push_back(label(a) + "=\"" + std::string(a.value) + "\"");
      std::sort(attributes.begin(), attributes.end());
      for (const std::string& a : attributes) line(out, depth + 1, a);
      if (n.is_html(Tag::template_)) line(out, depth + 1, "content");
      break;
    }
  }
}

}  // namespace

std::string dump(const Tree& tree) {
  std::string out;
  std::size_t depth = 0;
  // Without recursion: a caller may have set no depth limit.
  NodeId id = tree[tree.root].first_child;
  while (id != kNone) {
    dump_node(tree, id, depth, out);
    if (tree[id].first_child != kNone) {
      depth += tree[id].is_html(Tag::template_) ? 2 : 1;
      id = tree[id].first_child;
      continue;
    }
    while (id != tree.root && tree[id].next == kNone) {
      id = tree[id].parent;
      if (id != tree.root) depth -= tree[id].is_html(Tag::template_) ? 2 : 1;
    }
    if (id == tree.root) break;
    id = tree[id].next;
  }
  return out;
}

}  // namespace stemma::ingest::html5
