// The stack of open elements (HTML 13.2.4.2). Every search is bounded by the depth limit; the commonest question, "is any such
// element open at all?", is answered by a count.
#include "ingest/html5/builder.h"
#include "ingest/html5/scan.h"

namespace stemma::ingest::html5 {

void Builder::push(NodeId node) {
  Node& n = tree_.nodes[node];
  n.flags |= Node::kOpen;
  stack_.push_back({node, n.name_hash, n.tag, n.ns});
  if (n.ns == Namespace::html) ++open_count_[name_slot(n.tag, n.name_hash)];
}

// The root element stays: no rule pops it while the page is being read, and every search relies on it.
void Builder::pop() {
  if (stack_.size() > 1) remove_open(stack_.size() - 1);
}

void Builder::remove_open(std::size_t at) {
  const Open o = stack_[at];
  Node& n = tree_.nodes[o.node];
  n.flags &= static_cast<std::uint8_t>(~Node::kOpen);
  n.close = token_begin_;
  if (o.ns == Namespace::html) --open_count_[name_slot(o.tag, o.name_hash)];
  stack_.erase(stack_.begin() + static_cast<std::ptrdiff_t>(at));
}

void Builder::pop_to(std::size_t size) {
  while (stack_.size() > size && stack_.size() > 1) pop();
}

void Builder::pop_until(Tag t) {
  while (stack_.size() > 1) {
    const bool last = current_is(t);
    pop();
    if (last) return;
  }
}

void Builder::pop_until_heading() {
  while (stack_.size() > 1) {
    const bool last = current().ns == Namespace::html && (classes(current().tag) & kHeading) != 0;
    pop();
    if (last) return;
  }
}

std::size_t Builder::find_open(NodeId node) const {
  for (std::size_t i = stack_.size(); i-- > 0;)
    if (stack_[i].node == node) return i;
  return kAbsent;
}

bool Builder::is_special(const Open& o) {
  if (o.ns == Namespace::html) return (classes(o.tag) & kSpecial) != 0;
  return bounds_scope(o);
}

bool Builder::bounds_scope(const Open& o) {
  switch (o.ns) {
    case Namespace::html: return (classes(o.tag) & kScope) != 0;
    case Namespace::svg: return o.tag == Tag::foreign_object || o.tag == Tag::desc || o.tag == Tag::title;
    case Namespace::mathml:
      return o.tag == Tag::mi || o.tag == Tag::mo || o.tag == Tag::mn || o.tag == Tag::ms || o.tag == Tag::mtext ||
             o.tag == Tag::annotation_xml;
  }
  return false;
}

bool Builder::in_scope(Tag t, Tag bound, Tag other_bound) const {
  if (!is_open(t)) return false;
  for (std::size_t i = stack_.size(); i-- > 0;) {
    const Open& o = stack_[i];
    if (o.is(t)) return true;
    if (bounds_scope(o) || o.is(bound) || o.is(other_bound)) return false;
  }
  return false;
}

bool Builder::node_in_scope(NodeId node) const {
  for (std::size_t i = stack_.size(); i-- > 0;) {
    if (stack_[i].node == node) return true;
    if (bounds_scope(stack_[i])) return false;
  }
  return false;
}

bool Builder::heading_in_scope() const {
  for (std::size_t i = stack_.size(); i-- > 0;) {
    const Open& o = stack_[i];
    if (o.ns == Namespace::html && (classes(o.tag) & kHeading) != 0) return true;
    if (bounds_scope(o)) return false;
  }
  return false;
}

bool Builder::in_table_scope(Tag t) const {
  if (!is_open(t)) return false;
  for (std::size_t i = stack_.size(); i-- > 0;) {
    const Open& o = stack_[i];
    if (o.is(t)) return true;
    if (o.is(Tag::table) || o.is(Tag::template_) || o.is(Tag::html)) return false;
  }
  return false;
}

bool Builder::in_select_scope(Tag t) const {
  for (std::size_t i = stack_.size(); i-- > 0;) {
    const Open& o = stack_[i];
    if (o.is(t)) return true;
    if (!o.is(Tag::optgroup) && !o.is(Tag::option)) return false;
  }
  return false;
}

bool Builder::same_name(const Open& o, const Token& t) const {
  if (o.tag != t.tag) return false;
  if (t.tag != Tag::unknown) return true;
  if (o.name_hash != t.name_hash) return false;
  const std::string_view name = tree_.nodes[o.node].text;
  return name.size() == t.text.size() && starts_with_ci(name.data(), name.data() + name.size(), t.text);
}

void Builder::generate_implied(Tag except) {
  while (current().ns == Namespace::html && (classes(current().tag) & kImplied) != 0 && current().tag != except && stack_.size() > 1)
    pop();
}

void Builder::generate_implied_thoroughly() {
  while (current().ns == Namespace::html && (classes(current().tag) & (kImplied | kImpliedThorough)) != 0 && stack_.size() > 1) pop();
}

void Builder::clear_to_table() {
  while (stack_.size() > 1 && !current_is(Tag::table) && !current_is(Tag::template_)) pop();
}

void Builder::clear_to_table_body() {
  while (stack_.size() > 1 && !current_is(Tag::tbody) && !current_is(Tag::tfoot) && !current_is(Tag::thead) &&
         !current_is(Tag::template_))
    pop();
}

void Builder::clear_to_row() {
  while (stack_.size() > 1 && !current_is(Tag::tr) && !current_is(Tag::template_)) pop();
}

void Builder::close_p() {
  if (!in_button_scope(Tag::p)) return;
  generate_implied(Tag::p);
  pop_until(Tag::p);
}

void Builder::close_cell() {
  generate_implied();
  while (stack_.size() > 1) {
    const bool last = current_is(Tag::td) || current_is(Tag::th);
    pop();
    if (last) break;
  }
  clear_to_marker();
  mode_ = Mode::in_row;
}

// 13.2.4.1 "reset the insertion mode appropriately"
void Builder::reset_mode() {
  for (std::size_t i = stack_.size(); i-- > 0;) {
    const bool last = i == 0;
    const Open o = last && fragment_ ? context_ : stack_[i];
    const auto set = [this](Mode mode) { mode_ = mode; };
    if (o.ns == Namespace::html) {
      switch (o.tag) {
        case Tag::select:
          for (std::size_t k = last ? 0 : i; k-- > 0;) {
            if (stack_[k].is(Tag::template_)) break;
            if (stack_[k].is(Tag::table)) return set(Mode::in_select_in_table);
          }
          return set(Mode::in_select);
        case Tag::td: case Tag::th:
          if (!last) return set(Mode::in_cell);
          break;
        case Tag::tr: return set(Mode::in_row);
        case Tag::tbody: case Tag::thead: case Tag::tfoot: return set(Mode::in_table_body);
        case Tag::caption: return set(Mode::in_caption);
        case Tag::colgroup: return set(Mode::in_column_group);
        case Tag::table: return set(Mode::in_table);
        case Tag::template_: return set(template_modes_.back());
        case Tag::head:
          if (!last) return set(Mode::in_head);
          break;
        case Tag::body: return set(Mode::in_body);
        case Tag::frameset: return set(Mode::in_frameset);
        case Tag::html: return set(head_ == kNone ? Mode::before_head : Mode::after_head);
        default: break;
      }
    }
    if (last) return set(Mode::in_body);
  }
}

}  // namespace stemma::ingest::html5
