#include "ingest/html/tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "ingest/html5/entities.h"
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
    t[static_cast<std::size_t>(html5::Tag::listing)] = Tag::pre;  // its old name
    return t;
  }();
  return table[static_cast<std::size_t>(tag)];
}

/// What becomes of an element: `unseen` ones are left out, `closed` ones lose their content.
enum class Use : std::uint8_t { open, closed, unseen };
Use use_of(const html5::Node& n) {
  if (n.ns != html5::Namespace::html) return Use::closed;
  switch (n.tag) {
    case html5::Tag::script: case html5::Tag::style: case html5::Tag::noscript: case html5::Tag::template_: case html5::Tag::noframes:
    case html5::Tag::noembed:
      return Use::unseen;
    case html5::Tag::iframe: case html5::Tag::textarea: case html5::Tag::select: case html5::Tag::audio: case html5::Tag::video:
    case html5::Tag::canvas: case html5::Tag::xmp:
      return Use::closed;
    default: return Use::open;
  }
}

/// Styles that keep an element out of sight; the longer ones leave it to screen readers.
bool out_of_sight(std::string_view style) {
  for (const std::string_view s : {"display:none", "display: none", "visibility:hidden", "visibility: hidden", "clip:rect(0", "clip: rect(0", "clip-path:inset(50%", "clip-path: inset(50%", "left:-9999", "left: -9999"})
    if (style.find(s) != std::string_view::npos) return true;
  return false;
}

bool is_hidden(const html5::Tree& tree, html5::NodeId id) {
  for (const html5::Attribute& a : tree.attributes_of(id))
    if (a.name == "hidden" || (a.name == "style" && out_of_sight(a.value))) return true;
  return false;
}

std::vector<std::string> complaints(const html5::Tree& tree, const Limits& limits, std::size_t size) {
  std::vector<std::string> out;
  if (tree.cut)
    out.push_back(fmt::format("more than {} elements and texts; what follows byte {} was not read", limits.max_html_nodes, tree.cut_at));
  if (tree.depth_capped)
    out.push_back(fmt::format("nested too deep at byte {}; limit {}: surplus elements made flat, their text kept", tree.depth_capped_at,
                              limits.max_html_depth));
  if (tree.attributes_dropped)
    out.push_back(fmt::format("too many attributes on a tag at byte {}; limit {}: surplus ignored", tree.attributes_dropped_at,
                              limits.max_attributes));
  if (tree.formatting_dropped) out.push_back("too many unclosed formatting elements; the oldest were closed");
  // A script or style that never ends takes the rest of the page with it, as in a browser.
  const html5::Node& last = tree.nodes.back();
  if (last.type == html5::NodeType::text && last.parent != html5::kNone && last.end == size) {
    const html5::Node& holder = tree[last.parent];
    if ((html5::classes(holder.tag) & html5::kRawText) != 0 && holder.close == size)
      out.push_back(fmt::format("<{}> at byte {} has no end: the rest of the page belongs to it", holder.text, holder.begin));
  }
  return out;
}

}  // namespace

std::span<const html5::Attribute> Tree::attributes(std::uint32_t node) const {
  if (nodes_[node].attributes == 0) return {};
  return storage_->tree.attributes_of(nodes_[node].id);
}

std::string_view Tree::attribute(std::uint32_t node, std::string_view name) const {
  for (const html5::Attribute& a : attributes(node))
    if (a.name == name) return a.value;
  return {};
}

bool Tree::has(std::uint32_t node, std::string_view name) const {
  const auto all = attributes(node);
  return std::any_of(all.begin(), all.end(), [&](const html5::Attribute& a) { return a.name == name; });
}

std::string Tree::text(std::uint32_t node, std::size_t max_bytes) const {
  std::string raw;
  for (std::uint32_t i = node; i < nodes_[node].end && raw.size() < max_bytes; ++i) {
    if (nodes_[i].tag == Tag::text) {
      raw += nodes_[i].text.substr(0, max_bytes + 4);  // enough to see below whether the cut falls inside a character
    } else if (is_block(nodes_[i].tag) || nodes_[i].tag == Tag::br) {
      raw += ' ';
    }
  }
  if (raw.size() > max_bytes) raw.resize(character_start(raw, max_bytes));
  return squeeze(raw);
}

namespace {

void add(std::vector<TextSource>& out, TextSource s) {
  if (!out.empty() && s.text_size == s.source_size) {
    TextSource& last = out.back();
    if (last.text_size == last.source_size && last.source + last.source_size == s.source) {
      last.text_size = last.source_size = last.text_size + s.text_size;
      return;
    }
  }
  out.push_back(s);
}

/// `text` stands at `at` of its node and was read from page[begin, end): aligned again by the tokenizer's own rules (HTML 13.2.3.5
/// for line ends, 13.2.5.72 for references).
void align(std::string_view page, std::uint32_t begin, std::uint32_t end, std::string_view text, std::uint32_t at, bool references,
           std::vector<TextSource>& out) {
  if (end - begin == text.size() && page.substr(begin, text.size()) == text)
    return add(out, {at, static_cast<std::uint32_t>(text.size()), begin, end - begin});
  std::string character;
  std::uint32_t k = 0;
  for (std::uint32_t p = begin; p < end && k < text.size();) {
    if (page[p] == '&' && references) {
      character.clear();
      const auto taken = static_cast<std::uint32_t>(html5::read_reference(page.substr(p, end - p), false, character));
      if (taken > 0) {
        if (text.substr(k).starts_with(character)) {  // else it is the line break that <pre> swallows at its start
          add(out, {at + k, static_cast<std::uint32_t>(character.size()), p, taken});
          k += static_cast<std::uint32_t>(character.size());
        }
        p += taken;
        continue;
      }
    }
    if (page[p] == '\r' && text[k] == '\n') {
      const std::uint32_t size = p + 1 < end && page[p + 1] == '\n' ? 2 : 1;
      add(out, {at + k++, 1, p, size});
      p += size;
    } else {
      if (page[p] == text[k]) add(out, {at + k++, 1, p, 1});
      ++p;
    }
  }
}

}  // namespace

Tree Tree::subtree(std::uint32_t node) const {
  Tree out;
  out.storage_ = storage_;
  out.nodes_.assign(nodes_.begin() + node, nodes_.begin() + nodes_[node].end);
  for (Node& n : out.nodes_) {
    n.parent = n.parent < node ? 0 : n.parent - node;
    n.end -= node;
  }
  return out;
}

std::vector<TextSource> Tree::sources(std::uint32_t text_node) const {
  const html5::Tree& tree = storage_->tree;
  const html5::NodeId id = nodes_[text_node].id;
  const html5::Node& n = tree[id];
  const bool references = !tree[n.parent].is_html(html5::Tag::plaintext);
  std::vector<TextSource> out;
  if ((n.flags & html5::Node::kJoined) == 0) {
    align(storage_->page, n.begin, n.end, n.text, 0, references, out);
    return out;
  }
  auto joint = std::partition_point(tree.joints.begin(), tree.joints.end(), [&](const html5::Joint& j) { return j.node < id; });
  for (; joint != tree.joints.end() && joint->node == id; ++joint) {
    const auto next = std::next(joint);
    const std::size_t to = next != tree.joints.end() && next->node == id ? next->at : n.text.size();
    align(storage_->page, joint->begin, joint->end, n.text.substr(joint->at, to - joint->at), joint->at, references, out);
  }
  return out;
}

Tree parse_tree(std::string html, const Limits& limits) {
  const auto storage = std::make_shared<Tree::Storage>();
  storage->page = std::move(html);
  storage->tree = html5::parse(storage->page, limits, html5::Scripting::on);
  const html5::Tree& from = storage->tree;
  Tree tree;
  tree.storage_ = storage;
  tree.warnings_ = complaints(from, limits, storage->page.size());
  tree.nodes_.reserve(from.nodes.size());
  html5::NodeId root = from[0].first_child;
  while (root != html5::kNone && from[root].type != html5::NodeType::element) root = from[root].next;
  if (root == html5::kNone) {  // cut before it began
    tree.nodes_.push_back({Tag::html, false, 0, 1, 0, 0, {}});
    return tree;
  }

  html5::NodeId id = root;
  std::uint32_t parent = 0;  // ours
  for (;;) {
    const html5::Node& n = from[id];
    const auto index = static_cast<std::uint32_t>(tree.nodes_.size());
    bool enter = false;
    if (n.type == html5::NodeType::text) {
      tree.nodes_.push_back({Tag::text, false, parent, index + 1, 0, id, n.text});
    } else if (n.type == html5::NodeType::element) {
      const Use use = use_of(n);
      enter = use == Use::open && n.first_child != html5::kNone;
      if (use != Use::unseen) {
        const Tag tag = n.ns == html5::Namespace::html ? tag_for(n.tag) : n.ns == html5::Namespace::svg ? Tag::svg : Tag::math;
        tree.nodes_.push_back({tag, is_hidden(from, id), parent, index + 1, n.attribute_count, id, {}});
      } else if (n.tag == html5::Tag::script && n.first_child != html5::kNone) {
        if (const auto type = from.attribute(id, "type"); type && type->find("ld+json") != std::string_view::npos)
          tree.json_ld_.push_back(from[n.first_child].text);
      }
    }
    if (enter) {
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
