// A page as a tree, independent of the parser that built it.
//
// Nodes lie in document order in one array, so a subtree is a range of indices:
//
//     0 html   1 body   2 div   3 p   4 text   5 p   6 text        end of 2 is 7: the subtree of the div is [2, 7)
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/html/tags.h"

namespace stemma::ingest {

struct Attribute {
  std::string_view name, value;
};

struct Node {
  Tag tag = Tag::other;
  std::uint32_t parent = 0;  ///< the root is its own parent
  std::uint32_t end = 0;     ///< one past the last node of the subtree
  std::uint32_t first_attribute = 0, attributes = 0;
  std::string_view text;     ///< of a text node: UTF-8, entities decoded, white space as it stands
};

/// Immutable once built; owns what its views show.
class Tree {
 public:
  const std::vector<Node>& nodes() const { return nodes_; }
  const Node& operator[](std::uint32_t i) const { return nodes_[i]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(nodes_.size()); }

  /// The value of an attribute, entities decoded; empty if absent or empty.
  std::string_view attribute(std::uint32_t node, std::string_view name) const;
  bool has(std::uint32_t node, std::string_view name) const;
  /// All text below a node, white space squeezed; elements of the flow of text separated by a space.
  std::string text(std::uint32_t node, std::size_t max_bytes = 4096) const;
  bool inside(std::uint32_t node, std::uint32_t ancestor) const { return ancestor <= node && node < nodes_[ancestor].end; }

 private:
  friend Tree parse_tree(std::string html);
  std::vector<Node> nodes_;
  std::vector<Attribute> attributes_;
  std::shared_ptr<void> storage_;  // the parser's own, which the views point into
};

/// Parses as browsers do (HTML Living Standard, 13.2; ingest/html5). REQUIRES: `html` has gone through guard().
Tree parse_tree(std::string html);

}  // namespace stemma::ingest
