// A page as its readers look at it: the elements and texts that can matter, in document order in one array, so that a subtree is a
// range of indices:
//
//     0 html   1 body   2 div   3 p   4 text   5 p   6 text        end of 2 is 7: the subtree of the div is [2, 7)
//
// It is read off the parser's tree (ingest/html5). Comments are left out, and so is what no reader of the page sees: scripts, styles,
// <noscript>, templates. Drawings, forms' menus and players stay as elements without content.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/html/tags.h"
#include "ingest/html5/tree.h"
#include "stemma/limits.h"

namespace stemma::ingest {

struct Node {
  Tag tag = Tag::other;
  bool hidden = false;       ///< attribute "hidden", or a style that keeps it out of sight
  std::uint32_t parent = 0;  ///< the root is its own parent
  std::uint32_t end = 0;     ///< one past the last node of the subtree
  std::uint32_t attributes = 0;
  std::uint32_t id = 0;      ///< in the parser's tree
  std::string_view text;     ///< of a text node: UTF-8, entities decoded, white space as it stands
};

/// A stretch of a text node and the bytes of the page that it was read from; of equal sizes: byte for byte.
struct TextSource {
  std::uint32_t text = 0, text_size = 0, source = 0, source_size = 0;
};

/// Immutable once built; owns what its views show.
class Tree {
 public:
  const std::vector<Node>& nodes() const { return nodes_; }
  const Node& operator[](std::uint32_t i) const { return nodes_[i]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(nodes_.size()); }

  std::span<const html5::Attribute> attributes(std::uint32_t node) const;
  /// The value of an attribute, entities decoded; empty if absent or empty.
  std::string_view attribute(std::uint32_t node, std::string_view name) const;
  bool has(std::uint32_t node, std::string_view name) const;
  /// All text below a node, white space squeezed; elements of the flow of text separated by a space.
  std::string text(std::uint32_t node, std::size_t max_bytes = 4096) const;
  bool inside(std::uint32_t node, std::uint32_t ancestor) const { return ancestor <= node && node < nodes_[ancestor].end; }

  /// A node and what is below it as a tree of its own, numbered from 0, on the same page.
  Tree subtree(std::uint32_t node) const;

  /// Where a text node was read from, in order, without gaps in the text. Cost: linear in it.
  std::vector<TextSource> sources(std::uint32_t text_node) const;
  /// Contents of <script type="application/ld+json">, in order.
  const std::vector<std::string_view>& json_ld() const { return json_ld_; }
  /// What limits or damage cost the page, one line each; empty for nearly every page.
  const std::vector<std::string>& warnings() const { return warnings_; }

 private:
  friend Tree parse_tree(std::string html, const Limits& limits);
  struct Storage {
    std::string page;
    html5::Tree tree;
  };
  std::vector<Node> nodes_;
  std::vector<std::string_view> json_ld_;
  std::vector<std::string> warnings_;
  std::shared_ptr<const Storage> storage_;  // the page and the parser's tree, which the views point into
};

/// Parses as browsers do (HTML Living Standard, 13.2; ingest/html5). REQUIRES: `html` is valid UTF-8. Cost: linear.
Tree parse_tree(std::string html, const Limits& limits);

}  // namespace stemma::ingest
