#include "ingest/html/tree.h"

#include <gumbo.h>

#include <algorithm>

#include "base/utf8.h"

namespace stemma::ingest {
namespace {

// gumbo's tags are numbered in the order of its table; names are looked up once a tag a page.
class TagMap {
 public:
  Tag operator()(const GumboElement& e) {
    if (e.tag == GUMBO_TAG_UNKNOWN || e.tag >= GUMBO_TAG_LAST) return Tag::other;
    Entry& entry = known_[e.tag];
    if (!entry.known) entry = {true, tag_of(gumbo_normalized_tagname(e.tag))};
    return entry.tag;
  }

 private:
  struct Entry {
    bool known = false;
    Tag tag = Tag::other;
  };
  Entry known_[GUMBO_TAG_LAST] = {};
};

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
  Tree tree;
  tree.source_ = std::make_shared<std::string>(std::move(html));
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  GumboOutput* const output = gumbo_parse_with_options(&options, tree.source_->data(), tree.source_->size());
  tree.storage_ = std::shared_ptr<void>(output, [](void* o) { gumbo_destroy_output(&kGumboDefaultOptions, static_cast<GumboOutput*>(o)); });

  struct Frame {
    const GumboVector* children;
    unsigned next;
    std::uint32_t index;
  };
  TagMap tags;
  std::vector<Frame> stack;
  const auto enter = [&](const GumboNode& g, std::uint32_t parent) {
    const auto index = static_cast<std::uint32_t>(tree.nodes_.size());
    Node n;
    n.parent = parent;
    n.end = index + 1;
    switch (g.type) {
      case GUMBO_NODE_ELEMENT:
      case GUMBO_NODE_TEMPLATE: {
        const GumboElement& e = g.v.element;
        n.tag = tags(e);
        n.first_attribute = static_cast<std::uint32_t>(tree.attributes_.size());
        n.attributes = e.attributes.length;
        for (unsigned i = 0; i < e.attributes.length; ++i) {
          const auto* a = static_cast<const GumboAttribute*>(e.attributes.data[i]);
          tree.attributes_.push_back({a->name, a->value});
        }
        tree.nodes_.push_back(n);
        stack.push_back({&e.children, 0, index});
        return;
      }
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_WHITESPACE:
        n.tag = Tag::text;
        n.text = g.v.text.text;
        tree.nodes_.push_back(n);
        return;
      default:
        return;
    }
  };
  enter(*output->root, 0);
  while (!stack.empty()) {
    Frame& f = stack.back();
    if (f.next == f.children->length) {
      tree.nodes_[f.index].end = static_cast<std::uint32_t>(tree.nodes_.size());
      stack.pop_back();
      continue;
    }
    const auto* child = static_cast<const GumboNode*>(f.children->data[f.next++]);
    enter(*child, f.index);
  }
  return tree;
}

}  // namespace stemma::ingest
