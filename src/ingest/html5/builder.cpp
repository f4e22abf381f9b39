#include "ingest/html5/builder.h"

#include <algorithm>

#include "ingest/html5/html5.h"
#include "ingest/html5/scan.h"

namespace stemma::ingest::html5 {

Builder::Builder(std::string_view input, const Limits& limits, Tree& tree)
    : tree_(tree),
      input_size_(input.size()),
      tokenizer_(input, limits.max_attributes, tree),
      max_depth_(std::max<std::size_t>(limits.max_html_depth, 8)),
      max_nodes_(limits.max_html_nodes),
      max_attributes_(limits.max_attributes) {
  tree_.nodes.reserve(std::min(input.size() / 32, max_nodes_) + 64);
  tree_.add(Node{});
  stack_.reserve(64);
}

void Builder::set_context(std::string_view context) {
  fragment_ = true;
  Namespace ns = Namespace::html;
  if (context.starts_with("svg ")) ns = Namespace::svg;
  if (context.starts_with("math ")) ns = Namespace::mathml;
  if (ns != Namespace::html) context.remove_prefix(context.find(' ') + 1);
  std::string lowered(context);
  std::transform(lowered.begin(), lowered.end(), lowered.begin(), [](char c) { return lower(c); });
  context_ = Open{kNone, name_hash(lowered), find_tag(lowered), ns};

  if (ns == Namespace::html) {
    switch (context_.tag) {
      case Tag::title: case Tag::textarea: tokenizer_.set_state(Tokenizer::State::rcdata); break;
      case Tag::style: case Tag::xmp: case Tag::iframe: case Tag::noembed: case Tag::noframes:
        tokenizer_.set_state(Tokenizer::State::rawtext);
        break;
      case Tag::script: tokenizer_.set_state(Tokenizer::State::script); break;
      case Tag::plaintext: tokenizer_.set_state(Tokenizer::State::plaintext); break;
      default: break;
    }
  }
  const NodeId root = make_implied(Tag::html, Token{});
  tree_.insert(0, root, kNone);
  push(root);
  tree_.root = root;
  if (context_.is(Tag::template_)) template_modes_.push_back(Mode::in_template);
  reset_mode();
  if (context_.is(Tag::form)) form_ = make_implied(Tag::form, Token{});  // stands for the context; never in the tree
}

void Builder::run() {
  Token t;
  while (!stopped_) {
    tokenizer_.in_foreign = !stack_.empty() && context_or_current().ns != Namespace::html;
    switch (mode_) {
      case Mode::initial: case Mode::before_html: case Mode::before_head: case Mode::in_head: case Mode::in_head_noscript:
      case Mode::after_head: case Mode::in_column_group: case Mode::after_body: case Mode::after_after_body:
        tokenizer_.split_space = true;
        break;
      default: tokenizer_.split_space = false;
    }
    tokenizer_.next(t);
    token_begin_ = t.begin;
    make_room();
    process(t);
    if (tree_.nodes.size() >= max_nodes_ && !stopped_) {
      tree_.cut = true;
      tree_.cut_at = t.end;
      break;
    }
  }
  while (!stack_.empty()) {
    tree_.nodes[stack_.back().node].close = token_begin_;
    tree_.nodes[stack_.back().node].flags &= static_cast<std::uint8_t>(~Node::kOpen);
    stack_.pop_back();
  }
  for (const Formatting& f : list_)
    if (f.node != kNone) tree_.nodes[f.node].flags &= static_cast<std::uint8_t>(~Node::kInList);
  finish_attributes();
  std::stable_sort(tree_.joints.begin(), tree_.joints.end(), [](const Joint& a, const Joint& b) { return a.node < b.node; });
}

// Growing by the page's own density of nodes copies them once or twice; by doubling, it would be many times.
void Builder::make_room() {
  constexpr std::size_t spare = 2 * kMaxFormatting;
  const auto grow = [this](auto& rows, std::size_t most) {
    if (rows.capacity() - rows.size() >= spare) return;
    const double have = static_cast<double>(rows.size());
    const double foreseen = have * static_cast<double>(input_size_) / (token_begin_ + 1.0) * 1.1;
    rows.reserve(static_cast<std::size_t>(std::max(have * 1.5, std::min(foreseen, static_cast<double>(most)))) + 4 * spare);
  };
  grow(tree_.nodes, max_nodes_);
  grow(tree_.attributes, input_size_ / 2);
}

Builder::Open Builder::context_or_current() const { return fragment_ && stack_.size() == 1 ? context_ : stack_.back(); }

void Builder::process(Token& t) {
  if (skip_lf_) {
    skip_lf_ = false;
    if (t.kind == Token::Kind::text && t.text.front() == '\n') {
      t.text.remove_prefix(1);
      if (tokenizer_.byte_at(t.begin) == '\r' && tokenizer_.byte_at(t.begin + 1) == '\n') ++t.begin;
      if (tokenizer_.byte_at(t.begin) != '&') ++t.begin;
      if (t.text.empty()) return;
    }
  }
  if (stack_.size() >= max_depth_) {
    if (over_depth(t)) return;
  } else if (any_flattened_) {
    any_flattened_ = false;
    flattened_.fill(0);
  }
  while (!stopped_ && (html_rules(t) ? by_mode(t) : foreign(t))) {
  }
}

// At the depth limit a start tag makes an element that is never opened, and its end tag is dropped.
bool Builder::over_depth(Token& t) {
  if (t.kind != Token::Kind::start && t.kind != Token::Kind::end) return false;
  std::uint32_t& flattened = flattened_[name_slot(t.tag, t.name_hash)];
  if (t.kind == Token::Kind::end) {
    if (flattened == 0) return false;
    --flattened;
    return true;
  }
  const bool html = html_rules(t);
  const std::uint16_t passes = html ? kVoid | kRawText : kBreakout;
  if ((classes(t.tag) & passes) != 0) return false;
  const Place at = place();
  tree_.insert(at.parent, make_element(t, html ? Namespace::html : context_or_current().ns), at.before);
  ++flattened;
  any_flattened_ = true;
  if (!tree_.depth_capped) tree_.depth_capped_at = t.begin;
  tree_.depth_capped = true;
  return true;
}

// 13.2.6, the choice between HTML rules and those for foreign content.
bool Builder::html_rules(const Token& t) const {
  if (stack_.empty()) return true;
  const Open c = context_or_current();
  if (c.ns == Namespace::html || t.kind == Token::Kind::eof) return true;
  const bool start = t.kind == Token::Kind::start;
  if (!start && t.kind != Token::Kind::text) return false;
  if (c.ns == Namespace::svg) return c.tag == Tag::foreign_object || c.tag == Tag::desc || c.tag == Tag::title;
  switch (c.tag) {
    case Tag::mi: case Tag::mo: case Tag::mn: case Tag::ms: case Tag::mtext:
      return !(start && (t.tag == Tag::mglyph || t.tag == Tag::malignmark));
    case Tag::annotation_xml:
      return (start && t.tag == Tag::svg) || (c.node != kNone && (tree_.nodes[c.node].flags & Node::kHtmlPoint) != 0);
    default: return false;
  }
}

bool Builder::by_mode(Token& t) {
  switch (mode_) {
    case Mode::initial: return initial(t);
    case Mode::before_html: return before_html(t);
    case Mode::before_head: return before_head(t);
    case Mode::in_head: return in_head(t);
    case Mode::in_head_noscript: return in_head_noscript(t);
    case Mode::after_head: return after_head(t);
    case Mode::in_body: return in_body(t);
    case Mode::text: return text_mode(t);
    case Mode::in_table: return in_table(t);
    case Mode::in_table_text: return in_table_text(t);
    case Mode::in_caption: return in_caption(t);
    case Mode::in_column_group: return in_column_group(t);
    case Mode::in_table_body: return in_table_body(t);
    case Mode::in_row: return in_row(t);
    case Mode::in_cell: return in_cell(t);
    case Mode::in_select: return in_select(t);
    case Mode::in_select_in_table: return in_select_in_table(t);
    case Mode::in_template: return in_template(t);
    case Mode::after_body: return after_body(t);
    case Mode::in_frameset: return in_frameset(t);
    case Mode::after_frameset: return after_frameset(t);
    case Mode::after_after_body: return after_after_body(t);
    case Mode::after_after_frameset: return after_after_frameset(t);
  }
  return false;
}

namespace {

std::string_view within(std::string_view utf8, const Limits& limits, Tree& tree) {
  constexpr std::uint64_t offsets = 0xFFFFFFF0u;  // 32 bits
  const std::uint64_t most = std::min<std::uint64_t>(limits.max_page_bytes, offsets);
  tree.cut = utf8.size() > most;
  tree.cut_at = static_cast<std::uint32_t>(tree.cut ? most : 0);
  return utf8.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(utf8.size(), most)));
}

}  // namespace

Tree parse(std::string_view utf8, const Limits& limits, Scripting scripting) {
  Tree tree;
  Builder builder(within(utf8, limits, tree), limits, tree);
  if (scripting == Scripting::on) builder.set_scripting();
  builder.run();
  return tree;
}

Tree parse_fragment(std::string_view utf8, std::string_view context, const Limits& limits) {
  Tree tree;
  Builder builder(within(utf8, limits, tree), limits, tree);
  builder.set_context(context);
  builder.run();
  return tree;
}

}  // namespace stemma::ingest::html5
