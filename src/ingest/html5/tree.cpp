#include "ingest/html5/tree.h"

#include <algorithm>
#include <cstring>

namespace stemma::ingest::html5 {

char* Arena::take(std::size_t bytes) {
  if (bytes > left_) {
    // Large pieces get a block of their own, so that they waste no rest of a shared one.
    constexpr std::size_t kBlock = 16384;
    if (bytes > kBlock / 4) return blocks_.emplace_back(std::make_unique_for_overwrite<char[]>(bytes)).get();
    at_ = blocks_.emplace_back(std::make_unique_for_overwrite<char[]>(kBlock)).get();
    left_ = kBlock;
  }
  char* const p = at_;
  at_ += bytes;
  left_ -= bytes;
  return p;
}

std::string_view Arena::keep(std::string_view s) {
  if (s.empty()) return {};
  char* const p = take(s.size());
  std::memcpy(p, s.data(), s.size());
  return {p, s.size()};
}

std::optional<std::string_view> Tree::attribute(NodeId id, std::string_view name) const {
  for (const Attribute& a : attributes_of(id))
    if (a.ns == AttributeNamespace::none && a.name == name) return a.value;
  return std::nullopt;
}

NodeId Tree::following(NodeId id, NodeId top) const {
  return nodes[id].first_child != kNone ? nodes[id].first_child : following_skip(id, top);
}

NodeId Tree::following_skip(NodeId id, NodeId top) const {
  for (; id != top && id != kNone; id = nodes[id].parent)
    if (nodes[id].next != kNone) return nodes[id].next;
  return kNone;
}

NodeId Tree::add(Node node) {
  nodes.push_back(node);
  return static_cast<NodeId>(nodes.size() - 1);
}

void Tree::detach(NodeId child) {
  Node& c = nodes[child];
  if (c.parent == kNone) return;
  Node& p = nodes[c.parent];
  (c.prev != kNone ? nodes[c.prev].next : p.first_child) = c.next;
  (c.next != kNone ? nodes[c.next].prev : p.last_child) = c.prev;
  c.parent = c.prev = c.next = kNone;
}

void Tree::insert(NodeId parent, NodeId child, NodeId before) {
  Node& p = nodes[parent];
  Node& c = nodes[child];
  c.parent = parent;
  c.next = before;
  c.prev = before != kNone ? nodes[before].prev : p.last_child;
  (c.prev != kNone ? nodes[c.prev].next : p.first_child) = child;
  (before != kNone ? nodes[before].prev : p.last_child) = child;
}

void Tree::move_children(NodeId from, NodeId to) {
  Node& f = nodes[from];
  Node& t = nodes[to];
  if (f.first_child == kNone) return;
  for (NodeId c = f.first_child; c != kNone; c = nodes[c].next) nodes[c].parent = to;
  nodes[f.first_child].prev = t.last_child;
  (t.last_child != kNone ? nodes[t.last_child].next : t.first_child) = f.first_child;
  t.last_child = f.last_child;
  f.first_child = f.last_child = kNone;
}

}  // namespace stemma::ingest::html5
