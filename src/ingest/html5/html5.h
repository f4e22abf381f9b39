// An HTML5 parser: tokenizer and tree builder after the WHATWG HTML standard, section 13.2. Without scripting, what stands in
// <noscript> is parsed like the rest of the page; with it, <noscript> holds text that no reader sees.
//
// Speed: hundreds of MB/s on news pages. Cost: linear in the input, whatever it holds. Memory: 64 bytes a node, 40 an attribute.
//
// Where it leaves the standard, each marked in the Tree:
// - depth: from Limits::max_html_depth open elements on, a start tag makes an element without children (browsers flatten there as
//   well); its end tag is matched and dropped, its text stays. The tree is then at most twice as deep as the limit, since the
//   standard takes some elements off its stack whose content goes on (<form><div></form>);
// - attributes of a tag beyond Limits::max_attributes are dropped;
// - at most 128 entries on the list of active formatting elements;
// - nodes beyond Limits::max_html_nodes and input beyond Limits::max_page_bytes are cut off.
// <select> follows the standard before 2025 ("in select" modes), as the browsers that made today's archives did.
// Children of <template> stand directly under it; the standard's extra "content" node is left out.
#pragma once

#include <concepts>
#include <string>
#include <string_view>

#include "ingest/html5/tree.h"
#include "stemma/limits.h"

namespace stemma::ingest::html5 {

enum class Scripting : std::uint8_t { off, on };

/// REQUIRES: `utf8` outlives the tree. Bytes that are not UTF-8 do no harm and are passed on as they are.
Tree parse(std::string_view utf8, const Limits& limits, Scripting scripting = Scripting::off);
template <class String>
  requires std::same_as<String, std::string>
Tree parse(String&& utf8, const Limits& limits, Scripting scripting = Scripting::off) = delete;  // the tree's views would dangle

/// As if assigned to innerHTML of an element `context`: "body", "td", "template", "svg path", "math mi".
Tree parse_fragment(std::string_view utf8, std::string_view context, const Limits& limits);
template <class String>
  requires std::same_as<String, std::string>
Tree parse_fragment(String&& utf8, std::string_view context, const Limits& limits) = delete;

}  // namespace stemma::ingest::html5
