// The tree builder of HTML 13.2.6: takes tokens, keeps the stack of open elements and the list of active formatting elements, and
// grows the tree. One builder for one page.
//
// Handlers are named after the insertion modes and return true when the token must be processed again in the mode now set.
// Bounds that keep the cost linear: the stack holds at most max_html_depth elements and a few more, the list kMaxFormatting.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "ingest/html5/tokenizer.h"
#include "ingest/html5/tree.h"
#include "stemma/limits.h"

namespace stemma::ingest::html5 {

class Builder {
 public:
  Builder(std::string_view input, const Limits& limits, Tree& tree);
  void set_scripting() { scripting_ = true; }
  void set_context(std::string_view context);
  void run();

 private:
  enum class Mode : std::uint8_t {
    initial, before_html, before_head, in_head, in_head_noscript, after_head, in_body, text, in_table, in_table_text, in_caption,
    in_column_group, in_table_body, in_row, in_cell, in_select, in_select_in_table, in_template, after_body, in_frameset,
    after_frameset, after_after_body, after_after_frameset
  };
  static constexpr std::size_t kMaxFormatting = 128;
  static constexpr std::size_t kAbsent = ~std::size_t{0};
  /// A known name has a slot of its own; unknown ones share 1024.
  static constexpr std::size_t kNameSlots = 256 + 1024;
  static std::size_t name_slot(Tag t, std::uint32_t hash) { return t != Tag::unknown ? static_cast<std::size_t>(t) : 256 + hash % 1024; }

  /// An open element. Everything that the searches look at stands here, so that they do not touch the nodes.
  struct Open {
    NodeId node;
    std::uint32_t name_hash;  // of an unknown name
    Tag tag;
    Namespace ns;
    bool is(Tag t) const { return tag == t && ns == Namespace::html; }
  };
  /// An entry of the list of active formatting elements; node == kNone: a marker.
  struct Formatting {
    NodeId node;
    Tag tag;
  };
  struct Place {
    NodeId parent, before;
  };

  // builder.cpp: dispatch
  void process(Token& t);
  bool by_mode(Token& t);
  bool html_rules(const Token& t) const;
  bool over_depth(Token& t);
  void make_room();
  Open context_or_current() const;

  // builder_stack.cpp: the stack of open elements and what is asked of it
  const Open& current() const { return stack_.back(); }
  bool current_is(Tag t) const { return stack_.back().is(t); }
  void push(NodeId node);
  void pop();
  void pop_until(Tag t);
  void pop_to(std::size_t size);
  void pop_until_heading();
  void remove_open(std::size_t at);
  std::size_t find_open(NodeId node) const;
  bool is_open(Tag t) const { return open_count_[static_cast<std::size_t>(t)] != 0; }
  bool in_scope(Tag t) const { return in_scope(t, Tag::html, Tag::html); }
  bool in_scope(Tag t, Tag bound, Tag other_bound) const;
  bool node_in_scope(NodeId node) const;
  bool heading_in_scope() const;
  bool in_table_scope(Tag t) const;
  bool in_button_scope(Tag t) const { return in_scope(t, Tag::button, Tag::button); }
  bool in_list_scope(Tag t) const { return in_scope(t, Tag::ol, Tag::ul); }
  bool in_select_scope(Tag t) const;
  static bool bounds_scope(const Open& o);
  static bool is_special(const Open& o);
  bool same_name(const Open& o, const Token& t) const;
  void generate_implied(Tag except = Tag::unknown);
  void generate_implied_thoroughly();
  void clear_to_table();
  void clear_to_table_body();
  void clear_to_row();
  void close_p();
  void close_cell();
  bool in_template_now() const { return is_open(Tag::template_); }
  void reset_mode();

  // builder_insert.cpp: making nodes
  Place place(NodeId override_target = kNone) const;
  NodeId make_element(const Token& t, Namespace ns);
  NodeId make_implied(Tag tag, const Token& t);
  NodeId insert_element(const Token& t, Namespace ns = Namespace::html);
  void insert_void(const Token& t);
  void insert_implied(Tag tag, const Token& t);
  void insert_comment(const Token& t, NodeId parent);
  void insert_comment(const Token& t);
  void insert_text(const Token& t);
  void append_text(NodeId node, const Token& t);
  void join(NodeId node, const Token& t);
  void insert_raw(const Token& t, Tokenizer::State state);
  bool drop_nul(Token& t);
  void replace_nul(Token& t);
  bool keep_only_space(Token& t);
  void merge_attributes(NodeId node, const Token& t);
  void finish_attributes();

  // builder_formatting.cpp: active formatting elements
  void push_formatting(NodeId node, Tag tag);
  void push_marker() { add_formatting({kNone, Tag::unknown}); }
  void add_formatting(Formatting f);
  bool same_attributes(NodeId a, NodeId b);
  std::size_t find_formatting(NodeId node) const;
  std::size_t last_formatting(Tag tag) const;
  void remove_formatting(std::size_t at);
  void clear_to_marker();
  void reconstruct();
  NodeId clone(NodeId node);
  void adoption_agency(const Token& t, Tag subject);
  void adopt(std::size_t formatting_at, std::size_t stack_at, std::size_t furthest_at);

  // builder_head.cpp: the modes before the body
  bool initial(Token& t);
  bool before_html(Token& t);
  bool before_head(Token& t);
  bool in_head(Token& t);
  bool in_head_noscript(Token& t);
  bool after_head(Token& t);
  bool text_mode(Token& t);
  void end_template();

  // builder_body.cpp, builder_body_end.cpp
  bool in_body(Token& t);
  bool in_body_start(Token& t);
  bool in_body_end(Token& t);
  void any_other_end(const Token& t);
  void body_text(Token& t);
  void start_block(const Token& t);
  void start_list_item(const Token& t);
  void start_frameset(const Token& t);
  void end_form();

  // builder_table.cpp
  bool in_table(Token& t);
  bool in_table_anything(Token& t);
  bool in_table_text(Token& t);
  void collect_table_text(Token& t);
  void flush_table_text();
  bool in_caption(Token& t);
  bool in_column_group(Token& t);
  bool in_table_body(Token& t);
  bool in_row(Token& t);
  bool in_cell(Token& t);

  // builder_other.cpp
  bool in_select(Token& t);
  bool in_select_in_table(Token& t);
  bool in_template(Token& t);
  bool after_body(Token& t);
  bool in_frameset(Token& t);
  bool after_frameset(Token& t);
  bool after_after_body(Token& t);
  bool after_after_frameset(Token& t);
  bool foreign(Token& t);
  bool foreign_end(Token& t);
  void leave_foreign();

  Tree& tree_;
  std::size_t input_size_;
  Tokenizer tokenizer_;
  std::size_t max_depth_, max_nodes_, max_attributes_;
  Mode mode_ = Mode::initial;
  Mode original_mode_ = Mode::initial;
  std::vector<Mode> template_modes_;
  std::vector<Open> stack_;
  std::array<std::uint32_t, kNameSlots> open_count_{};  // open HTML elements by name_slot()
  std::vector<Formatting> list_;
  NodeId head_ = kNone;
  NodeId form_ = kNone;
  bool scripting_ = false;
  bool fragment_ = false;
  Open context_{};
  bool frameset_ok_ = true;
  bool foster_ = false;
  bool skip_lf_ = false;
  bool stopped_ = false;
  std::uint32_t token_begin_ = 0;

  std::vector<Token> table_text_;  // pending table character tokens
  bool table_text_is_space_ = true;

  /// Attributes that a second <html> or <body> tag adds; they join the others when the page is read.
  struct Merged {
    NodeId node = kNone;
    std::vector<Attribute> attributes;  // its own first
    std::vector<std::uint32_t> hashes;  // of their names
  };
  Merged merged_[2];

  std::array<std::uint32_t, kNameSlots> flattened_{};  // start tags flattened at the depth limit, by name_slot(), not yet ended
  bool any_flattened_ = false;
};

}  // namespace stemma::ingest::html5
