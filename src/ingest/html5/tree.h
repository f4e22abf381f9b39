// The tree of an HTML page: one contiguous vector of nodes with 32-bit links, as a conforming browser (without scripting) builds it.
//
// Text costs no copy where the input needed no decoding: it is a view into the input, which must therefore outlive the tree.
// Decoded text (character references, CR LF, upper-case names) lies in the tree's arena. A Tree can be moved, and its views stay valid.
//
//     <p class=lead>Rain &amp; wind</p>
//     ^begin        ^end            ^close       of the element p
//                   ^begin         ^end          of its text, "Rain & wind"
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "ingest/html5/tags.h"

namespace stemma::ingest::html5 {

using NodeId = std::uint32_t;
inline constexpr NodeId kNone = ~NodeId{0};

enum class NodeType : std::uint8_t { document, doctype, element, text, comment };
enum class Namespace : std::uint8_t { html, svg, mathml };
enum class AttributeNamespace : std::uint8_t { none, xlink, xml, xmlns };
enum class Quirks : std::uint8_t { none, limited, full };

/// Of two attributes with one name the first is kept. Names are lower case, but for SVG's and MathML's own ("viewBox").
struct Attribute {
  std::string_view name;   ///< local name: "href" for xlink:href in SVG
  std::string_view value;  ///< decoded
  AttributeNamespace ns = AttributeNamespace::none;
};

struct Node {
  NodeId parent = kNone;
  NodeId first_child = kNone;
  NodeId last_child = kNone;
  NodeId next = kNone;
  NodeId prev = kNone;
  std::uint32_t begin = 0;            ///< the token in the input; a merged text: its first token's begin ...
  std::uint32_t end = 0;              ///< ... and its last one's end; begin == end: implied, no token of its own
  std::uint32_t close = 0;            ///< element: where its end tag, or what implied it, begins
  std::uint32_t first_attribute = 0;  ///< into Tree::attributes
  std::uint32_t attribute_count = 0;
  std::uint32_t name_hash = 0;  ///< of an element with an unknown name
  NodeType type = NodeType::document;
  Tag tag = Tag::unknown;  ///< also for foreign elements: look at `ns` first
  Namespace ns = Namespace::html;
  std::uint8_t flags = 0;
  std::string_view text;  ///< element: its name; text and comment: the characters; doctype: the name

  static constexpr std::uint8_t kOwned = 1;     ///< text lies in the arena and may grow there
  static constexpr std::uint8_t kDecoded = 2;   ///< text differs from input[begin, end)
  static constexpr std::uint8_t kOpen = 4;      ///< on the stack of open elements (only while parsing)
  static constexpr std::uint8_t kInList = 8;    ///< on the list of active formatting elements (only while parsing)
  static constexpr std::uint8_t kHtmlPoint = 16;  ///< HTML integration point
  static constexpr std::uint8_t kJoined = 32;     ///< text of several tokens: Tree::joints says which

  bool is_html(Tag t) const { return tag == t && ns == Namespace::html && type == NodeType::element; }
  bool exact() const { return (flags & kDecoded) == 0; }  ///< text == input.substr(begin, end - begin)
};

/// A stretch of a text that was put together from tokens between which the input holds something else: an end tag that matches
/// nothing, or a whole table that the text was moved out of.
struct Joint {
  NodeId node = kNone;
  std::uint32_t at = 0;              ///< in the node's text
  std::uint32_t begin = 0, end = 0;  ///< the token in the input
};

/// Memory that is given back all at once. Views into it survive a move.
class Arena {
 public:
  char* take(std::size_t bytes);
  std::string_view keep(std::string_view s);

 private:
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* at_ = nullptr;
  std::size_t left_ = 0;
};

struct Tree {
  std::vector<Node> nodes;  ///< node 0 is the document
  std::vector<Attribute> attributes;
  std::vector<Joint> joints;  ///< sorted by node, then by `at`
  Arena arena;
  Quirks quirks = Quirks::none;
  std::string_view doctype_public, doctype_system;
  NodeId root = 0;  ///< its children are the page, or the fragment

  // What the limits cost this page; all false for nearly every page. Beside each the byte of the input where it happened first.
  bool cut = false;                 ///< input or nodes over the limit: the rest of the page is missing
  bool depth_capped = false;        ///< elements deeper than the limit became childless siblings; their text is kept
  bool attributes_dropped = false;  ///< a tag had more attributes than the limit
  std::uint32_t cut_at = 0, depth_capped_at = 0, attributes_dropped_at = 0;
  bool formatting_dropped = false;  ///< more than 128 unclosed formatting elements at once: the oldest were forgotten

  const Node& operator[](NodeId id) const { return nodes[id]; }
  std::span<const Attribute> attributes_of(NodeId id) const {
    return std::span(attributes).subspan(nodes[id].first_attribute, nodes[id].attribute_count);
  }
  /// Value of an attribute without namespace; nothing if the element has none of that name. O(attributes of the element).
  std::optional<std::string_view> attribute(NodeId id, std::string_view name) const;
  /// The node after `id` in document order inside the subtree of `top`; kNone at its end.
  NodeId following(NodeId id, NodeId top) const;
  /// The same, leaving out the descendants of `id`.
  NodeId following_skip(NodeId id, NodeId top) const;

  // Linking, for the parser.
  NodeId add(Node node);
  void detach(NodeId child);
  /// `before` == kNone: as the last child. REQUIRES: child is detached.
  void insert(NodeId parent, NodeId child, NodeId before);
  void move_children(NodeId from, NodeId to);
};

}  // namespace stemma::ingest::html5
