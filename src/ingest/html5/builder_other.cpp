// Select, template, frameset, what stands after the body, and foreign content (HTML 13.2.6.4.16 ff., 13.2.6.5).
#include <algorithm>

#include "ingest/html5/builder.h"
#include "ingest/html5/foreign.h"
#include "ingest/html5/scan.h"

namespace stemma::ingest::html5 {

using Kind = Token::Kind;

bool Builder::in_select(Token& t) {
  const auto close = [this] {
    pop_until(Tag::select);
    reset_mode();
  };
  switch (t.kind) {
    case Kind::text:
      if (!t.has_nul || drop_nul(t)) insert_text(t);
      return false;
    case Kind::comment: insert_comment(t); return false;
    case Kind::doctype: return false;
    case Kind::eof: return in_body(t);
    case Kind::start:
      switch (t.tag) {
        case Tag::html: return in_body(t);
        case Tag::option:
          if (current_is(Tag::option)) pop();
          insert_element(t);
          return false;
        case Tag::optgroup: case Tag::hr:
          if (current_is(Tag::option)) pop();
          if (current_is(Tag::optgroup)) pop();
          if (t.tag == Tag::hr)
            insert_void(t);
          else
            insert_element(t);
          return false;
        case Tag::select: case Tag::input: case Tag::keygen: case Tag::textarea:
          if (!in_select_scope(Tag::select)) return false;
          close();
          return t.tag != Tag::select;
        case Tag::script: case Tag::template_: return in_head(t);
        default: return false;
      }
    case Kind::end:
      switch (t.tag) {
        case Tag::optgroup:
          if (current_is(Tag::option) && stack_.size() > 1 && stack_[stack_.size() - 2].is(Tag::optgroup)) pop();
          if (current_is(Tag::optgroup)) pop();
          return false;
        case Tag::option:
          if (current_is(Tag::option)) pop();
          return false;
        case Tag::select:
          if (in_select_scope(Tag::select)) close();
          return false;
        case Tag::template_: return in_head(t);
        default: return false;
      }
  }
  return false;
}

bool Builder::in_select_in_table(Token& t) {
  switch (t.tag) {
    case Tag::caption: case Tag::table: case Tag::tbody: case Tag::tfoot: case Tag::thead: case Tag::tr: case Tag::td: case Tag::th:
      if (t.kind != Kind::start && t.kind != Kind::end) break;
      if (t.kind == Kind::end && !in_table_scope(t.tag)) return false;
      pop_until(Tag::select);
      reset_mode();
      return true;
    default: break;
  }
  return in_select(t);
}

bool Builder::in_template(Token& t) {
  const auto switch_to = [this](Mode mode) {
    template_modes_.back() = mode;
    mode_ = mode;
    return true;
  };
  switch (t.kind) {
    case Kind::text: case Kind::comment: case Kind::doctype: return in_body(t);
    case Kind::start:
      switch (t.tag) {
        case Tag::base: case Tag::basefont: case Tag::bgsound: case Tag::link: case Tag::meta: case Tag::noframes: case Tag::script:
        case Tag::style: case Tag::template_: case Tag::title:
          return in_head(t);
        case Tag::caption: case Tag::colgroup: case Tag::tbody: case Tag::tfoot: case Tag::thead: return switch_to(Mode::in_table);
        case Tag::col: return switch_to(Mode::in_column_group);
        case Tag::tr: return switch_to(Mode::in_table_body);
        case Tag::td: case Tag::th: return switch_to(Mode::in_row);
        default: return switch_to(Mode::in_body);
      }
    case Kind::end: return t.tag == Tag::template_ ? in_head(t) : false;
    case Kind::eof:
      if (!in_template_now()) {
        stopped_ = true;
        return false;
      }
      pop_until(Tag::template_);
      clear_to_marker();
      template_modes_.pop_back();
      reset_mode();
      return true;
  }
  return false;
}

bool Builder::after_body(Token& t) {
  switch (t.kind) {
    case Kind::text:
      if (is_space(t.text.front())) return in_body(t);
      break;
    case Kind::comment: insert_comment(t, stack_[0].node); return false;
    case Kind::doctype: return false;
    case Kind::start:
      if (t.tag == Tag::html) return in_body(t);
      break;
    case Kind::end:
      if (t.tag != Tag::html) break;
      if (!fragment_) mode_ = Mode::after_after_body;
      return false;
    case Kind::eof: stopped_ = true; return false;
  }
  mode_ = Mode::in_body;
  return true;
}

bool Builder::in_frameset(Token& t) {
  switch (t.kind) {
    case Kind::text:
      if (keep_only_space(t)) insert_text(t);
      return false;
    case Kind::comment: insert_comment(t); return false;
    case Kind::doctype: return false;
    case Kind::start:
      if (t.tag == Tag::html) return in_body(t);
      if (t.tag == Tag::noframes) return in_head(t);
      if (t.tag == Tag::frameset) insert_element(t);
      if (t.tag == Tag::frame) insert_void(t);
      return false;
    case Kind::end:
      if (t.tag != Tag::frameset || stack_.size() == 1) return false;
      pop();
      if (!fragment_ && !current_is(Tag::frameset)) mode_ = Mode::after_frameset;
      return false;
    case Kind::eof: stopped_ = true; return false;
  }
  return false;
}

bool Builder::after_frameset(Token& t) {
  switch (t.kind) {
    case Kind::text:
      if (keep_only_space(t)) insert_text(t);
      return false;
    case Kind::comment: insert_comment(t); return false;
    case Kind::doctype: return false;
    case Kind::start:
      if (t.tag == Tag::html) return in_body(t);
      return t.tag == Tag::noframes ? in_head(t) : false;
    case Kind::end:
      if (t.tag == Tag::html) mode_ = Mode::after_after_frameset;
      return false;
    case Kind::eof: stopped_ = true; return false;
  }
  return false;
}

bool Builder::after_after_body(Token& t) {
  switch (t.kind) {
    case Kind::comment: insert_comment(t, 0); return false;
    case Kind::doctype: return in_body(t);
    case Kind::text:
      if (is_space(t.text.front())) return in_body(t);
      break;
    case Kind::start:
      if (t.tag == Tag::html) return in_body(t);
      break;
    case Kind::end: break;
    case Kind::eof: stopped_ = true; return false;
  }
  mode_ = Mode::in_body;
  return true;
}

bool Builder::after_after_frameset(Token& t) {
  switch (t.kind) {
    case Kind::comment: insert_comment(t, 0); return false;
    case Kind::text: return keep_only_space(t) ? in_body(t) : false;
    case Kind::start:
      if (t.tag == Tag::html) return in_body(t);
      return t.tag == Tag::noframes ? in_head(t) : false;
    case Kind::doctype: case Kind::end: return false;
    case Kind::eof: stopped_ = true; return false;
  }
  return false;
}

bool Builder::foreign(Token& t) {
  switch (t.kind) {
    case Kind::text: {
      const bool solid = std::any_of(t.text.begin(), t.text.end(), [](char c) { return c != '\0' && !is_space(c); });
      if (t.has_nul) replace_nul(t);
      insert_text(t);
      if (solid) frameset_ok_ = false;
      return false;
    }
    case Kind::comment: insert_comment(t); return false;
    case Kind::doctype: case Kind::eof: return false;
    case Kind::end: return foreign_end(t);
    case Kind::start: break;
  }
  if ((classes(t.tag) & kBreakout) != 0 || is_font_with_look(tree_, t)) {
    leave_foreign();
    return by_mode(t);
  }
  const Namespace ns = context_or_current().ns;
  adjust_foreign(tree_, t, ns);
  const NodeId node = insert_element(t, ns);
  if (ns == Namespace::mathml && t.tag == Tag::annotation_xml && is_html_annotation(tree_, node)) tree_.nodes[node].flags |= Node::kHtmlPoint;
  if (t.self_closing) pop();
  return false;
}

void Builder::leave_foreign() {
  while (stack_.size() > 1) {
    const Open& c = current();
    if (c.ns == Namespace::html) return;
    // An element is an integration point of either kind where HTML's rules hold for some of its start tags.
    if (c.tag == Tag::annotation_xml && c.ns == Namespace::mathml) {
      if ((tree_.nodes[c.node].flags & Node::kHtmlPoint) != 0) return;
    } else if (bounds_scope(c)) {
      return;
    }
    pop();
  }
}

bool Builder::foreign_end(Token& t) {
  if (t.tag == Tag::br || t.tag == Tag::p) {
    leave_foreign();
    return by_mode(t);
  }
  for (std::size_t i = stack_.size(); i-- > 1;) {
    if (i + 1 != stack_.size() && stack_[i].ns == Namespace::html) return by_mode(t);
    if (same_name(stack_[i], t)) {
      pop_to(i);
      return false;
    }
  }
  // The root of a fragment stays open, whatever it stands for.
  return stack_.size() > 1 ? by_mode(t) : false;
}

}  // namespace stemma::ingest::html5
