// What holds for every tree, whatever the page: the unit tests and the fuzz target ask the same.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/html5/tree.h"

namespace stemma::ingest::html5 {

/// Empty if all is well, else what is wrong first.
inline std::string wrong_in(const Tree& tree, std::string_view input) {
  const auto say = [](const char* what, NodeId id) { return std::string(what) + " at node " + std::to_string(id); };
  if (tree.nodes.empty() || tree.nodes[0].type != NodeType::document) return "no document";
  std::vector<bool> reached(tree.nodes.size());
  for (NodeId id = 0; id != kNone; id = tree.following(id, 0)) {
    if (reached[id]) return say("reached twice", id);
    reached[id] = true;
    const Node& n = tree[id];
    if (n.begin > n.end || n.end > input.size()) return say("offsets", id);
    if ((n.flags & (Node::kOpen | Node::kInList)) != 0) return say("flags of parsing left", id);
    if (n.type == NodeType::text) {
      if (n.text.empty()) return say("empty text", id);
      if (n.exact() && input.substr(n.begin, n.end - n.begin) != n.text) return say("text is not what stands there", id);
      if (n.prev != kNone && tree[n.prev].type == NodeType::text) return say("two texts in a row", id);
    }
    if (n.type == NodeType::element) {
      if (n.close < n.begin || n.close > input.size()) return say("close", id);
      if (n.text.empty()) return say("no name", id);
      if (n.begin != n.end && input[n.begin] != '<') return say("element does not begin with <", id);
      if (n.first_attribute + std::size_t{n.attribute_count} > tree.attributes.size()) return say("attributes", id);
    }
    if (n.type != NodeType::element && n.type != NodeType::document && n.first_child != kNone) return say("children", id);
    NodeId before = kNone;
    for (NodeId c = n.first_child; c != kNone; c = tree[c].next) {
      if (tree[c].parent != id || tree[c].prev != before) return say("links", c);
      before = c;
    }
    if (n.last_child != before) return say("last child", id);
  }
  return {};
}

}  // namespace stemma::ingest::html5
