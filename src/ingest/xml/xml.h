// XML 1.0 (Expat) -> a small tree whose characters know the bytes that they were read from: for feeds and NewsML.
//
// Nothing from outside is read; a document that declares entities of its own is refused (no feed needs them, bombs do). Prefixes are kept
// as they stand ("dc:", "content:"): many feeds forget to bind them. "&nbsp;" and its like, which XML does not know, are left in the
// text for the HTML reader.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/mapped_text.h"
#include "stemma/limits.h"
#include "stemma/result.h"

namespace stemma::ingest {

struct XmlNode {
  static constexpr std::uint32_t none = ~0U;
  std::uint32_t name = none;  ///< of an element, in XmlTree::names; none: characters
  std::uint32_t parent = none, first_child = none, next = none;
  std::uint32_t begin = 0, end = 0;  ///< characters: in XmlTree::text; an element: its attributes, in XmlTree::attributes
  bool closed = false;               ///< its end was reached
};

class XmlTree {
 public:
  std::vector<XmlNode> nodes;  ///< 0 is the root, if there is one
  std::vector<std::string> names;
  std::vector<std::pair<std::string, std::string>> attributes;
  MappedText text;             ///< all characters, in order
  std::optional<Error> broken;  ///< where reading stopped, if it did

  std::string_view name(std::uint32_t node) const {
    return nodes[node].name == XmlNode::none ? std::string_view{} : names[nodes[node].name];
  }
  std::string_view local(std::uint32_t node) const;  ///< the name without its prefix
  std::string_view attribute(std::uint32_t node, std::string_view name) const;
  std::uint32_t child(std::uint32_t node, std::string_view local_name) const;  ///< the first so named, or none

  /// The elements in `node`, in order.
  std::vector<std::uint32_t> children(std::uint32_t node) const;

  /// All characters inside, as they are.
  MappedText characters(std::uint32_t node) const;
  /// Characters, white space squeezed.
  std::string words(std::uint32_t node) const;
  /// What is inside as HTML: elements by their names in HTML (those of NITF too), without attributes; characters escaped.
  MappedText markup(std::uint32_t node) const;
};

/// Reads what can be read. REQUIRES: valid UTF-8. Linear. Stops at a depth of 200 or Limits::max_html_nodes;
/// attributes of an element behind Limits::max_attributes are left out.
XmlTree parse_xml(std::string_view utf8, const Limits& limits);

/// The label in <?xml version="1.0" encoding="...">, or "".
std::string declared_encoding(std::string_view bytes);

}  // namespace stemma::ingest
