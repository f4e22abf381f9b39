#include "ingest/html/tree.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "ingest/html5/html5.h"

namespace stemma::ingest {
namespace {

// The number of each of the parser's names among ours.
Tag tag_for(html5::Tag tag) {
  static const auto table = [] {
    std::array<Tag, 256> t{};
    t.fill(Tag::other);
    for (std::size_t i = 1; i < static_cast<std::size_t>(html5::Tag::count); ++i)
      t[i] = tag_of(html5::name(static_cast<html5::Tag>(i)));
    return t;
  }();
  return table[static_cast<std::size_t>(tag)];
}

}  // namespace

std::string_view Tree::attribute(std::uint32_t node, std::string_view name) const {
  const Node& n = nodes_[node];
  for (std::uint32_t i = 0; i < n.attributes; ++i)
    if (attributes_[n.first_attribute + i].name == name) return attributes_[n.first_attribute + i].value;
  return {};
}

bool Tree::has(std::uint32_t node, std::string_view name) const {
  const Node& n = nodes_[node];
  for (std::uint32_t i = 0; i < n.attributes; ++i)
    if (attributes_[n.first_attribute + i].name == name) return true;
  return false;
}

std::string Tree::text(std::uint32_t node, std::size_t max_bytes) const {
  std::string raw;
  for (std::uint32_t i = node; i < nodes_[node].end && raw.size() < max_bytes; ++i) {
    if (nodes_[i].tag == Tag::text) {
      raw += nodes_[i].text.substr(0, max_bytes);
    } else if (is_block(nodes_[i].tag) || nodes_[i].tag == Tag::br) {
      raw += ' ';
    }
  }
  if (raw.size() > max_bytes) {
    while (max_bytes > 0 && (static_cast<unsigned char>(raw[max_bytes]) & 0xC0) == 0x80) --max_bytes;
    raw.resize(max_bytes);
  }
  return squeeze(raw);
}

Tree parse_tree(std::string html) {
  struct Storage {
    std::string source;
    html5::Tree tree;
  };
  const auto storage = std::make_shared<Storage>();
  storage->source = std::move(html);
  storage->tree = html5::parse(storage->source, Limits{});
  Tree tree;
  tree.storage_ = storage;
  const html5::Tree& from = storage->tree;
  tree.attributes_.reserve(from.attributes.size());
  tree.nodes_.reserve(from.nodes.size());
  html5::NodeId root = from[0].first_child;
  while (from[root].type != html5::NodeType::element) root = from[root].next;

  html5::NodeId id = root;
  std::uint32_t parent = 0;  // ours
  for (;;) {
    const html5::Node& n = from[id];
    const auto index = static_cast<std::uint32_t>(tree.nodes_.size());
    if (n.type == html5::NodeType::element || n.type == html5::NodeType::text) {
      Node to;
      to.parent = parent;
      to.end = index + 1;
      if (n.type == html5::NodeType::text) {
        to.tag = Tag::text;
        to.text = n.text;
      } else {
        to.tag = tag_for(n.tag);
        to.first_attribute = static_cast<std::uint32_t>(tree.attributes_.size());
        to.attributes = n.attribute_count;
        for (const html5::Attribute& a : from.attributes_of(id)) tree.attributes_.push_back({a.name, a.value});
      }
      tree.nodes_.push_back(to);
    }
    if (n.first_child != html5::kNone) {
      parent = index;
      id = n.first_child;
      continue;
    }
    while (id != root && from[id].next == html5::kNone) {
      id = from[id].parent;
      tree.nodes_[parent].end = static_cast<std::uint32_t>(tree.nodes_.size());
      parent = tree.nodes_[parent].parent;
    }
    if (id == root) return tree;
    id = from[id].next;
  }
}

}  // namespace stemma::ingest
