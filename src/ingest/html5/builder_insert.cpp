// Making nodes and putting them where they belong (HTML 13.2.6.1 ff.).
#include <algorithm>
#include <bit>

#include "ingest/html5/builder.h"
#include "ingest/html5/scan.h"

namespace stemma::ingest::html5 {

// "The appropriate place for inserting a node". Template contents are the template's children here.
Builder::Place Builder::place(NodeId override_target) const {
  const NodeId target = override_target != kNone ? override_target : current().node;
  if (!foster_) return {target, kNone};
  const Node& n = tree_.nodes[target];
  const bool tabular = n.is_html(Tag::table) || n.is_html(Tag::tbody) || n.is_html(Tag::tfoot) || n.is_html(Tag::thead) || n.is_html(Tag::tr);
  if (!tabular) return {target, kNone};
  for (std::size_t i = stack_.size(); i-- > 0;) {
    if (stack_[i].is(Tag::template_)) return {stack_[i].node, kNone};
    if (!stack_[i].is(Tag::table)) continue;
    const NodeId table = stack_[i].node;
    if (tree_.nodes[table].parent != kNone) return {tree_.nodes[table].parent, table};
    return {stack_[i == 0 ? 0 : i - 1].node, kNone};
  }
  return {stack_[0].node, kNone};
}

NodeId Builder::make_element(const Token& t, Namespace ns) {
  Node n;
  n.type = NodeType::element;
  n.ns = ns;
  n.tag = t.tag;
  n.name_hash = t.name_hash;
  n.text = t.text;
  n.begin = t.begin;
  n.end = n.close = t.end;
  n.first_attribute = t.first_attribute;
  n.attribute_count = t.attribute_count;
  if (t.attribute_count != 0) tokenizer_.keep_attributes();
  return tree_.add(n);
}

NodeId Builder::make_implied(Tag tag, const Token& t) {
  Node n;
  n.type = NodeType::element;
  n.tag = tag;
  n.text = name(tag);
  n.begin = n.end = n.close = t.begin;
  return tree_.add(n);
}

NodeId Builder::insert_element(const Token& t, Namespace ns) {
  const Place at = place();
  const NodeId node = make_element(t, ns);
  tree_.insert(at.parent, node, at.before);
  push(node);
  return node;
}

void Builder::insert_void(const Token& t) {
  const Place at = place();
  tree_.insert(at.parent, make_element(t, Namespace::html), at.before);
}

void Builder::insert_implied(Tag tag, const Token& t) {
  const Place at = place();
  const NodeId node = make_implied(tag, t);
  tree_.insert(at.parent, node, at.before);
  push(node);
}

void Builder::insert_comment(const Token& t, NodeId parent) {
  Node n;
  n.type = NodeType::comment;
  n.text = t.text;
  n.flags = Node::kDecoded;
  n.begin = t.begin;
  n.end = t.end;
  tree_.insert(parent, tree_.add(n), kNone);
}

void Builder::insert_comment(const Token& t) { insert_comment(t, current().node); }

void Builder::insert_text(const Token& t) {
  const Place at = place();
  const NodeId before = at.before != kNone ? tree_.nodes[at.before].prev : tree_.nodes[at.parent].last_child;
  if (before != kNone && tree_.nodes[before].type == NodeType::text) return append_text(before, t);
  Node n;
  n.type = NodeType::text;
  n.begin = t.begin;
  n.end = t.end;
  if (t.stable) {
    n.text = t.text;
    if (t.decoded) n.flags = Node::kDecoded;
  }
  const NodeId node = tree_.add(n);
  tree_.insert(at.parent, node, at.before);
  if (!t.stable) append_text(node, t);
}

// An owned text has room for bit_ceil(size) bytes, so that a text merged from many tokens is copied O(1) times a byte.
void Builder::append_text(NodeId node, const Token& t) {
  Node& n = tree_.nodes[node];
  if (!n.text.empty() && (t.begin != n.end || (n.flags & Node::kJoined) != 0)) join(node, t);
  n.end = t.end;
  if ((n.flags & Node::kOwned) == 0 && t.stable && !n.text.empty() && n.text.data() + n.text.size() == t.text.data()) {
    n.text = {n.text.data(), n.text.size() + t.text.size()};
    if (t.decoded) n.flags |= Node::kDecoded;
    return;
  }
  const std::size_t size = n.text.size() + t.text.size();
  const bool fits = (n.flags & Node::kOwned) != 0 && size <= std::bit_ceil(n.text.size());
  char* const to = fits ? const_cast<char*>(n.text.data()) : tree_.arena.take(std::bit_ceil(size));
  if (!fits) std::copy(n.text.begin(), n.text.end(), to);
  std::copy(t.text.begin(), t.text.end(), to + n.text.size());
  n.text = {to, size};
  n.flags |= Node::kOwned | Node::kDecoded;
}

// `t` is about to be added to a text, and does not go on where that ends in the input.
void Builder::join(NodeId node, const Token& t) {
  Node& n = tree_.nodes[node];
  if ((n.flags & Node::kJoined) == 0) tree_.joints.push_back({node, 0, n.begin, n.end});
  n.flags |= Node::kJoined;
  tree_.joints.push_back({node, static_cast<std::uint32_t>(n.text.size()), t.begin, t.end});
}

void Builder::insert_raw(const Token& t, Tokenizer::State state) {
  insert_element(t);
  tokenizer_.set_state(state);
  original_mode_ = mode_;
  mode_ = Mode::text;
}

// Takes out every U+0000; false if nothing is left.
bool Builder::drop_nul(Token& t) {
  char* const to = tree_.arena.take(t.text.size());
  char* const end = std::remove_copy(t.text.begin(), t.text.end(), to, '\0');
  t.text = {to, static_cast<std::size_t>(end - to)};
  t.stable = t.decoded = true;
  t.has_nul = false;
  return !t.text.empty();
}

void Builder::replace_nul(Token& t) {
  std::string out;
  for (const char c : t.text) {
    if (c == '\0')
      out += "\xEF\xBF\xBD";
    else
      out.push_back(c);
  }
  t.text = tree_.arena.keep(out);
  t.stable = t.decoded = true;
  t.has_nul = false;
}

// Where only white space may stand; false if there is none.
bool Builder::keep_only_space(Token& t) {
  if (std::all_of(t.text.begin(), t.text.end(), is_space)) return true;
  char* const to = tree_.arena.take(t.text.size());
  char* const end = std::copy_if(t.text.begin(), t.text.end(), to, is_space);
  t.text = {to, static_cast<std::size_t>(end - to)};
  t.stable = t.decoded = true;
  t.has_nul = false;
  return !t.text.empty();
}

// A second <html> or <body> tag gives the first its attributes, as far as that has none of the name.
void Builder::merge_attributes(NodeId node, const Token& t) {
  if (t.attribute_count == 0) return;
  Merged& m = merged_[merged_[0].node == kNone || merged_[0].node == node ? 0 : 1];
  if (m.node == kNone) {
    m.node = node;
    for (const Attribute& a : tree_.attributes_of(node)) {
      m.attributes.push_back(a);
      m.hashes.push_back(name_hash(a.name));
    }
  }
  for (std::uint32_t i = 0; i < t.attribute_count; ++i) {
    const Attribute& a = tree_.attributes[t.first_attribute + i];
    if (m.hashes.size() >= max_attributes_) {
      if (!tree_.attributes_dropped) tree_.attributes_dropped_at = t.begin;
      tree_.attributes_dropped = true;
      return;
    }
    const std::uint32_t hash = name_hash(a.name);
    bool there = false;
    for (std::size_t k = 0; k < m.hashes.size(); ++k) there |= m.hashes[k] == hash && m.attributes[k].name == a.name;
    if (there) continue;
    m.attributes.push_back(a);
    m.hashes.push_back(hash);
  }
}

void Builder::finish_attributes() {
  tokenizer_.drop_unkept();
  for (const Merged& m : merged_) {
    if (m.node == kNone) continue;
    Node& n = tree_.nodes[m.node];
    n.first_attribute = static_cast<std::uint32_t>(tree_.attributes.size());
    n.attribute_count = static_cast<std::uint32_t>(m.attributes.size());
    tree_.attributes.insert(tree_.attributes.end(), m.attributes.begin(), m.attributes.end());
  }
}

}  // namespace stemma::ingest::html5
