// The list of active formatting elements (HTML 13.2.4.3) and the adoption agency algorithm (13.2.6.4.7), which repair <b><p></b></p>.
#include <algorithm>

#include "ingest/html5/builder.h"

namespace stemma::ingest::html5 {

void Builder::add_formatting(Formatting f) {
  if (list_.size() >= kMaxFormatting) {
    tree_.formatting_dropped = true;
    remove_formatting(0);
  }
  list_.push_back(f);
  if (f.node != kNone) tree_.nodes[f.node].flags |= Node::kInList;
}

// The "Noah's Ark clause": of equal elements behind the last marker at most three.
void Builder::push_formatting(NodeId node, Tag tag) {
  std::size_t alike = 0, oldest = kAbsent;
  for (std::size_t i = list_.size(); i-- > 0 && list_[i].node != kNone;) {
    if (list_[i].tag != tag) continue;
    ++alike;
  }
  if (alike >= 3) {
    alike = 0;
    for (std::size_t i = list_.size(); i-- > 0 && list_[i].node != kNone;) {
      if (list_[i].tag != tag || !same_attributes(list_[i].node, node)) continue;
      ++alike;
      oldest = i;
    }
    if (alike >= 3) remove_formatting(oldest);
  }
  add_formatting({node, tag});
}

bool Builder::same_attributes(NodeId a, NodeId b) {
  const auto x = tree_.attributes_of(a);
  const auto y = tree_.attributes_of(b);
  if (x.size() != y.size()) return false;
  const auto equal = [](const Attribute& l, const Attribute& r) { return l.name == r.name && l.value == r.value; };
  if (std::equal(x.begin(), x.end(), y.begin(), equal)) return true;
  if (x.size() < 2) return false;
  // The order does not matter. Names are unique within a tag, so that sorting by name lines them up.
  std::vector<Attribute> l(x.begin(), x.end()), r(y.begin(), y.end());
  const auto less = [](const Attribute& p, const Attribute& q) { return p.name < q.name; };
  std::sort(l.begin(), l.end(), less);
  std::sort(r.begin(), r.end(), less);
  return std::equal(l.begin(), l.end(), r.begin(), equal);
}

std::size_t Builder::find_formatting(NodeId node) const {
  for (std::size_t i = list_.size(); i-- > 0;)
    if (list_[i].node == node) return i;
  return kAbsent;
}

// Behind the last marker.
std::size_t Builder::last_formatting(Tag tag) const {
  for (std::size_t i = list_.size(); i-- > 0 && list_[i].node != kNone;)
    if (list_[i].tag == tag) return i;
  return kAbsent;
}

void Builder::remove_formatting(std::size_t at) {
  if (list_[at].node != kNone) tree_.nodes[list_[at].node].flags &= static_cast<std::uint8_t>(~Node::kInList);
  list_.erase(list_.begin() + static_cast<std::ptrdiff_t>(at));
}

void Builder::clear_to_marker() {
  while (!list_.empty()) {
    const bool marker = list_.back().node == kNone;
    remove_formatting(list_.size() - 1);
    if (marker) return;
  }
}

NodeId Builder::clone(NodeId node) {
  Node n = tree_.nodes[node];
  n.parent = n.first_child = n.last_child = n.next = n.prev = kNone;
  n.flags &= static_cast<std::uint8_t>(~(Node::kOpen | Node::kInList));
  n.close = token_begin_;
  return tree_.add(n);
}

// Opens again what a block's end closed on the way: <p><b>one<p>two.
void Builder::reconstruct() {
  const auto settled = [this](std::size_t i) {
    return list_[i].node == kNone || (tree_.nodes[list_[i].node].flags & Node::kOpen) != 0;
  };
  std::size_t i = list_.size();
  while (i > 0 && !settled(i - 1)) --i;
  for (; i < list_.size() && stack_.size() < max_depth_; ++i) {
    const NodeId old = list_[i].node;
    const NodeId fresh = clone(old);
    const Place at = place();
    tree_.insert(at.parent, fresh, at.before);
    push(fresh);
    tree_.nodes[old].flags &= static_cast<std::uint8_t>(~Node::kInList);
    tree_.nodes[fresh].flags |= Node::kInList;
    list_[i].node = fresh;
  }
}

void Builder::adoption_agency(const Token& t, Tag subject) {
  if (current_is(subject) && (tree_.nodes[current().node].flags & Node::kInList) == 0) return pop();
  for (int round = 0; round < 8; ++round) {
    const std::size_t entry = last_formatting(subject);
    if (entry == kAbsent) return any_other_end(t);
    const NodeId node = list_[entry].node;
    if ((tree_.nodes[node].flags & Node::kOpen) == 0) return remove_formatting(entry);
    if (!node_in_scope(node)) return;
    const std::size_t at = find_open(node);
    std::size_t furthest = at + 1;
    while (furthest < stack_.size() && !is_special(stack_[furthest])) ++furthest;
    if (furthest == stack_.size()) {
      pop_to(at);
      return remove_formatting(entry);
    }
    adopt(entry, at, furthest);
  }
}

// One round: the formatting element list_[entry] == stack_[at] is closed, and its inside, from the furthest block on, gets a copy.
void Builder::adopt(std::size_t entry, std::size_t at, std::size_t furthest) {
  const NodeId formatting = stack_[at].node;
  const NodeId block = stack_[furthest].node;
  const NodeId common_ancestor = stack_[at - 1].node;
  std::size_t bookmark = entry;
  NodeId last = block;
  std::size_t i = furthest;
  for (int inner = 1; --i != at; ++inner) {
    const NodeId node = stack_[i].node;
    bool listed = (tree_.nodes[node].flags & Node::kInList) != 0;
    if (inner > 3 && listed) {
      const std::size_t gone = find_formatting(node);
      remove_formatting(gone);
      if (gone < bookmark) --bookmark;
      if (gone < entry) --entry;
      listed = false;
    }
    if (!listed) {
      remove_open(i);
      --furthest;
      continue;
    }
    const NodeId fresh = clone(node);
    const std::size_t slot = find_formatting(node);
    list_[slot].node = fresh;
    stack_[i].node = fresh;
    tree_.nodes[node].flags &= static_cast<std::uint8_t>(~(Node::kOpen | Node::kInList));
    tree_.nodes[node].close = token_begin_;
    tree_.nodes[fresh].flags |= Node::kOpen | Node::kInList;
    if (last == block) bookmark = slot + 1;
    tree_.detach(last);
    tree_.insert(fresh, last, kNone);
    last = fresh;
  }
  tree_.detach(last);
  const Place where = place(common_ancestor);
  tree_.insert(where.parent, last, where.before);

  const NodeId fresh = clone(formatting);
  tree_.move_children(block, fresh);
  tree_.insert(block, fresh, kNone);

  remove_formatting(entry);
  if (entry < bookmark) --bookmark;
  list_.insert(list_.begin() + static_cast<std::ptrdiff_t>(bookmark), Formatting{fresh, tree_.nodes[fresh].tag});
  remove_open(at);
  --furthest;
  Node& n = tree_.nodes[fresh];
  n.flags |= Node::kOpen | Node::kInList;
  stack_.insert(stack_.begin() + static_cast<std::ptrdiff_t>(furthest) + 1, Open{fresh, n.name_hash, n.tag, n.ns});
  ++open_count_[name_slot(n.tag, n.name_hash)];
}

}  // namespace stemma::ingest::html5
