// "In body", start tags and text (HTML 13.2.6.4.7).
#include <algorithm>

#include "ingest/html5/builder.h"
#include "ingest/html5/foreign.h"
#include "ingest/html5/scan.h"

namespace stemma::ingest::html5 {

using Kind = Token::Kind;

bool Builder::in_body(Token& t) {
  switch (t.kind) {
    case Kind::text: body_text(t); return false;
    case Kind::start: return in_body_start(t);
    case Kind::end: return in_body_end(t);
    case Kind::comment: insert_comment(t); return false;
    case Kind::doctype: return false;
    case Kind::eof:
      if (!template_modes_.empty()) return in_template(t);
      stopped_ = true;
      return false;
  }
  return false;
}

void Builder::body_text(Token& t) {
  if (t.has_nul && !drop_nul(t)) return;
  reconstruct();
  insert_text(t);
  if (frameset_ok_ && !std::all_of(t.text.begin(), t.text.end(), is_space)) frameset_ok_ = false;
}

void Builder::start_block(const Token& t) {
  close_p();
  insert_element(t);
}

void Builder::start_list_item(const Token& t) {
  frameset_ok_ = false;
  const bool list = t.tag == Tag::li;
  for (std::size_t i = stack_.size(); i-- > 0;) {
    const Open& o = stack_[i];
    if (list ? o.is(Tag::li) : o.is(Tag::dd) || o.is(Tag::dt)) {
      const Tag tag = o.tag;
      generate_implied(tag);
      pop_until(tag);
      break;
    }
    if (is_special(o) && !o.is(Tag::address) && !o.is(Tag::div) && !o.is(Tag::p)) break;
  }
  start_block(t);
}

void Builder::start_frameset(const Token& t) {
  if (stack_.size() < 2 || !stack_[1].is(Tag::body) || !frameset_ok_) return;
  tree_.detach(stack_[1].node);
  pop_to(1);
  insert_element(t);
  mode_ = Mode::in_frameset;
}

bool Builder::in_body_start(Token& t) {
  switch (t.tag) {
    case Tag::html:
      if (!in_template_now()) merge_attributes(stack_[0].node, t);
      return false;
    case Tag::base: case Tag::basefont: case Tag::bgsound: case Tag::link: case Tag::meta: case Tag::noframes: case Tag::script:
    case Tag::style: case Tag::template_: case Tag::title:
      return in_head(t);
    case Tag::body:
      if (stack_.size() < 2 || !stack_[1].is(Tag::body) || in_template_now()) return false;
      frameset_ok_ = false;
      merge_attributes(stack_[1].node, t);
      return false;
    case Tag::frameset: start_frameset(t); return false;
    case Tag::address: case Tag::article: case Tag::aside: case Tag::blockquote: case Tag::center: case Tag::details: case Tag::dialog:
    case Tag::dir: case Tag::div: case Tag::dl: case Tag::fieldset: case Tag::figcaption: case Tag::figure: case Tag::footer:
    case Tag::header: case Tag::hgroup: case Tag::main: case Tag::menu: case Tag::nav: case Tag::ol: case Tag::p: case Tag::search:
    case Tag::section: case Tag::summary: case Tag::ul:
      start_block(t);
      return false;
    case Tag::h1: case Tag::h2: case Tag::h3: case Tag::h4: case Tag::h5: case Tag::h6:
      close_p();
      if (current().ns == Namespace::html && (classes(current().tag) & kHeading) != 0) pop();
      insert_element(t);
      return false;
    case Tag::pre: case Tag::listing:
      start_block(t);
      skip_lf_ = true;
      frameset_ok_ = false;
      return false;
    case Tag::form: {
      if (form_ != kNone && !in_template_now()) return false;
      start_block(t);
      if (!in_template_now()) form_ = current().node;
      return false;
    }
    case Tag::li: case Tag::dd: case Tag::dt: start_list_item(t); return false;
    case Tag::plaintext:
      start_block(t);
      tokenizer_.set_state(Tokenizer::State::plaintext);
      return false;
    case Tag::button:
      if (in_scope(Tag::button)) {
        generate_implied();
        pop_until(Tag::button);
      }
      reconstruct();
      insert_element(t);
      frameset_ok_ = false;
      return false;
    case Tag::a: {
      const std::size_t open = last_formatting(Tag::a);
      if (open != kAbsent) {
        const NodeId node = list_[open].node;
        adoption_agency(t, Tag::a);
        if ((tree_.nodes[node].flags & Node::kInList) != 0) remove_formatting(find_formatting(node));
        if ((tree_.nodes[node].flags & Node::kOpen) != 0) remove_open(find_open(node));
      }
      reconstruct();
      push_formatting(insert_element(t), t.tag);
      return false;
    }
    case Tag::b: case Tag::big: case Tag::code: case Tag::em: case Tag::font: case Tag::i: case Tag::s: case Tag::small:
    case Tag::strike: case Tag::strong: case Tag::tt: case Tag::u:
      reconstruct();
      push_formatting(insert_element(t), t.tag);
      return false;
    case Tag::nobr:
      reconstruct();
      if (in_scope(Tag::nobr)) {
        adoption_agency(t, Tag::nobr);
        reconstruct();
      }
      push_formatting(insert_element(t), t.tag);
      return false;
    case Tag::applet: case Tag::marquee: case Tag::object:
      reconstruct();
      insert_element(t);
      push_marker();
      frameset_ok_ = false;
      return false;
    case Tag::table:
      if (tree_.quirks != Quirks::full) close_p();
      insert_element(t);
      frameset_ok_ = false;
      mode_ = Mode::in_table;
      return false;
    case Tag::image:
      t.tag = Tag::img;
      t.text = name(Tag::img);
      return true;
    case Tag::area: case Tag::br: case Tag::embed: case Tag::img: case Tag::keygen: case Tag::wbr:
      reconstruct();
      insert_void(t);
      frameset_ok_ = false;
      return false;
    case Tag::input:
      reconstruct();
      if (!is_hidden_input(tree_, t)) frameset_ok_ = false;
      insert_void(t);
      return false;
    case Tag::param: case Tag::source: case Tag::track: insert_void(t); return false;
    case Tag::hr:
      close_p();
      insert_void(t);
      frameset_ok_ = false;
      return false;
    case Tag::textarea:
      skip_lf_ = true;
      frameset_ok_ = false;
      insert_raw(t, Tokenizer::State::rcdata);
      return false;
    case Tag::xmp:
      close_p();
      reconstruct();
      frameset_ok_ = false;
      insert_raw(t, Tokenizer::State::rawtext);
      return false;
    case Tag::iframe: frameset_ok_ = false; [[fallthrough]];
    case Tag::noembed: insert_raw(t, Tokenizer::State::rawtext); return false;
    case Tag::noscript:
      if (scripting_) return insert_raw(t, Tokenizer::State::rawtext), false;
      reconstruct();
      insert_element(t);
      return false;
    case Tag::select: {
      reconstruct();
      insert_element(t);
      frameset_ok_ = false;
      const bool table = mode_ == Mode::in_table || mode_ == Mode::in_caption || mode_ == Mode::in_table_body ||
                         mode_ == Mode::in_row || mode_ == Mode::in_cell;
      mode_ = table ? Mode::in_select_in_table : Mode::in_select;
      return false;
    }
    case Tag::optgroup: case Tag::option:
      if (current_is(Tag::option)) pop();
      reconstruct();
      insert_element(t);
      return false;
    case Tag::rb: case Tag::rtc: case Tag::rp: case Tag::rt:
      if (in_scope(Tag::ruby)) generate_implied(t.tag == Tag::rp || t.tag == Tag::rt ? Tag::rtc : Tag::unknown);
      insert_element(t);
      return false;
    case Tag::math: case Tag::svg: {
      reconstruct();
      const Namespace ns = t.tag == Tag::svg ? Namespace::svg : Namespace::mathml;
      adjust_foreign(tree_, t, ns);
      insert_element(t, ns);
      if (t.self_closing) pop();
      return false;
    }
    case Tag::caption: case Tag::col: case Tag::colgroup: case Tag::frame: case Tag::head: case Tag::tbody: case Tag::td: case Tag::tfoot:
    case Tag::th: case Tag::thead: case Tag::tr:
      return false;
    default:
      reconstruct();
      insert_element(t);
      return false;
  }
}

}  // namespace stemma::ingest::html5
