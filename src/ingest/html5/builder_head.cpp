// The insertion modes before the body (HTML 13.2.6.4.1 to 13.2.6.4.6), "text", and the quirks of doctypes.
#include <algorithm>

#include "ingest/html5/builder.h"
#include "ingest/html5/quirks.h"
#include "ingest/html5/scan.h"

namespace stemma::ingest::html5 {
namespace {

using Kind = Token::Kind;

// Tokens from modes that ask for split_space are all space or start with something else.
bool all_space(const Token& t) { return t.kind == Kind::text && is_space(t.text.front()); }

// The end tags that open the next part of the document all the same.
bool opens(Tag t) { return t == Tag::head || t == Tag::body || t == Tag::html || t == Tag::br; }

}  // namespace

bool Builder::initial(Token& t) {
  if (all_space(t)) return false;
  if (t.kind == Kind::comment) return insert_comment(t, 0), false;
  mode_ = Mode::before_html;
  if (t.kind != Kind::doctype) {
    tree_.quirks = Quirks::full;
    return true;
  }
  Node n;
  n.type = NodeType::doctype;
  n.text = t.text;
  n.begin = t.begin;
  n.end = t.end;
  n.flags = Node::kDecoded;
  tree_.insert(0, tree_.add(n), kNone);
  tree_.doctype_public = t.public_id;
  tree_.doctype_system = t.system_id;
  tree_.quirks = quirks_of(t);
  return false;
}

bool Builder::before_html(Token& t) {
  if (t.kind == Kind::doctype || all_space(t)) return false;
  if (t.kind == Kind::comment) return insert_comment(t, 0), false;
  if (t.kind == Kind::end && !opens(t.tag)) return false;
  const bool explicit_tag = t.is_start(Tag::html);
  const NodeId html = explicit_tag ? make_element(t, Namespace::html) : make_implied(Tag::html, t);
  tree_.insert(0, html, kNone);
  push(html);
  mode_ = Mode::before_head;
  return !explicit_tag;
}

bool Builder::before_head(Token& t) {
  if (t.kind == Kind::doctype || all_space(t)) return false;
  if (t.kind == Kind::comment) return insert_comment(t), false;
  if (t.is_start(Tag::html)) return in_body(t);
  if (t.kind == Kind::end && !opens(t.tag)) return false;
  mode_ = Mode::in_head;
  if (t.is_start(Tag::head)) {
    head_ = insert_element(t);
    return false;
  }
  insert_implied(Tag::head, t);
  head_ = current().node;
  return true;
}

bool Builder::in_head(Token& t) {
  switch (t.kind) {
    case Kind::text:
      if (!all_space(t)) break;
      insert_text(t);
      return false;
    case Kind::comment: insert_comment(t); return false;
    case Kind::doctype: return false;
    case Kind::start:
      switch (t.tag) {
        case Tag::html: return in_body(t);
        case Tag::base: case Tag::basefont: case Tag::bgsound: case Tag::link: case Tag::meta: insert_void(t); return false;
        case Tag::title: insert_raw(t, Tokenizer::State::rcdata); return false;
        case Tag::noframes: case Tag::style: insert_raw(t, Tokenizer::State::rawtext); return false;
        case Tag::script: insert_raw(t, Tokenizer::State::script); return false;
        case Tag::noscript:
          if (scripting_) return insert_raw(t, Tokenizer::State::rawtext), false;
          insert_element(t);
          mode_ = Mode::in_head_noscript;
          return false;
        case Tag::template_:
          insert_element(t);
          push_marker();
          frameset_ok_ = false;
          mode_ = Mode::in_template;
          template_modes_.push_back(Mode::in_template);
          return false;
        case Tag::head: return false;
        default: break;
      }
      break;
    case Kind::end:
      if (t.tag == Tag::head) {
        pop();
        mode_ = Mode::after_head;
        return false;
      }
      if (t.tag == Tag::template_) return end_template(), false;
      if (!opens(t.tag)) return false;
      break;
    case Kind::eof: break;
  }
  pop();
  mode_ = Mode::after_head;
  return true;
}

void Builder::end_template() {
  if (!in_template_now()) return;
  generate_implied_thoroughly();
  pop_until(Tag::template_);
  clear_to_marker();
  if (!template_modes_.empty()) template_modes_.pop_back();
  reset_mode();
}

bool Builder::in_head_noscript(Token& t) {
  switch (t.kind) {
    case Kind::doctype: return false;
    case Kind::comment: return in_head(t);
    case Kind::text:
      if (all_space(t)) return in_head(t);
      break;
    case Kind::start:
      switch (t.tag) {
        case Tag::html: return in_body(t);
        case Tag::basefont: case Tag::bgsound: case Tag::link: case Tag::meta: case Tag::noframes: case Tag::style: return in_head(t);
        case Tag::head: case Tag::noscript: return false;
        default: break;
      }
      break;
    case Kind::end:
      if (t.tag == Tag::noscript) {
        pop();
        mode_ = Mode::in_head;
        return false;
      }
      if (t.tag != Tag::br) return false;
      break;
    case Kind::eof: break;
  }
  pop();
  mode_ = Mode::in_head;
  return true;
}

bool Builder::after_head(Token& t) {
  switch (t.kind) {
    case Kind::text:
      if (!all_space(t)) break;
      insert_text(t);
      return false;
    case Kind::comment: insert_comment(t); return false;
    case Kind::doctype: return false;
    case Kind::start:
      switch (t.tag) {
        case Tag::html: return in_body(t);
        case Tag::body:
          insert_element(t);
          frameset_ok_ = false;
          mode_ = Mode::in_body;
          return false;
        case Tag::frameset:
          insert_element(t);
          mode_ = Mode::in_frameset;
          return false;
        case Tag::base: case Tag::basefont: case Tag::bgsound: case Tag::link: case Tag::meta: case Tag::noframes: case Tag::script:
        case Tag::style: case Tag::template_: case Tag::title: {
          push(head_);
          in_head(t);
          const std::size_t at = find_open(head_);
          if (at != kAbsent) remove_open(at);
          return false;
        }
        case Tag::head: return false;
        default: break;
      }
      break;
    case Kind::end:
      if (t.tag == Tag::template_) return in_head(t);
      if (t.tag != Tag::body && t.tag != Tag::html && t.tag != Tag::br) return false;
      break;
    case Kind::eof: break;
  }
  insert_implied(Tag::body, t);
  mode_ = Mode::in_body;
  return true;
}

bool Builder::text_mode(Token& t) {
  if (t.kind == Kind::text) return insert_text(t), false;
  pop();
  mode_ = original_mode_;
  return t.kind == Kind::eof;
}

}  // namespace stemma::ingest::html5
