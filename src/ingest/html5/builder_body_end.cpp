// "In body", end tags (HTML 13.2.6.4.7).
#include "ingest/html5/builder.h"

namespace stemma::ingest::html5 {

bool Builder::in_body_end(Token& t) {
  switch (t.tag) {
    case Tag::template_: return in_head(t);
    case Tag::body: case Tag::html:
      if (!in_scope(Tag::body)) return false;
      tree_.nodes[stack_[1].node].close = t.begin;
      mode_ = Mode::after_body;
      return t.tag == Tag::html;
    case Tag::address: case Tag::article: case Tag::aside: case Tag::blockquote: case Tag::button: case Tag::center: case Tag::details:
    case Tag::dialog: case Tag::dir: case Tag::div: case Tag::dl: case Tag::fieldset: case Tag::figcaption: case Tag::figure:
    case Tag::footer: case Tag::header: case Tag::hgroup: case Tag::listing: case Tag::main: case Tag::menu: case Tag::nav:
    case Tag::ol: case Tag::pre: case Tag::search: case Tag::section: case Tag::summary: case Tag::ul:
    case Tag::dd: case Tag::dt:
      if (in_scope(t.tag)) {
        generate_implied(t.tag);
        pop_until(t.tag);
      }
      return false;
    case Tag::form: end_form(); return false;
    case Tag::p:
      if (!in_button_scope(Tag::p)) insert_implied(Tag::p, t);
      close_p();
      return false;
    case Tag::li:
      if (in_list_scope(Tag::li)) {
        generate_implied(Tag::li);
        pop_until(Tag::li);
      }
      return false;
    case Tag::h1: case Tag::h2: case Tag::h3: case Tag::h4: case Tag::h5: case Tag::h6:
      if (heading_in_scope()) {
        generate_implied();
        pop_until_heading();
      }
      return false;
    case Tag::a: case Tag::b: case Tag::big: case Tag::code: case Tag::em: case Tag::font: case Tag::i: case Tag::nobr: case Tag::s:
    case Tag::small: case Tag::strike: case Tag::strong: case Tag::tt: case Tag::u:
      adoption_agency(t, t.tag);
      return false;
    case Tag::applet: case Tag::marquee: case Tag::object:
      if (in_scope(t.tag)) {
        generate_implied();
        pop_until(t.tag);
        clear_to_marker();
      }
      return false;
    case Tag::br: {
      Token start = t;
      start.kind = Token::Kind::start;
      start.attribute_count = 0;
      return in_body_start(start);
    }
    default: any_other_end(t); return false;
  }
}

void Builder::any_other_end(const Token& t) {
  if (open_count_[name_slot(t.tag, t.name_hash)] == 0) return;
  for (std::size_t i = stack_.size(); i-- > 0;) {
    if (stack_[i].ns == Namespace::html && same_name(stack_[i], t)) return pop_to(i);
    if (is_special(stack_[i])) return;
  }
}

void Builder::end_form() {
  if (in_template_now()) {
    if (!in_scope(Tag::form)) return;
    generate_implied();
    return pop_until(Tag::form);
  }
  const NodeId form = form_;
  form_ = kNone;
  if (form == kNone || !node_in_scope(form)) return;
  generate_implied();
  remove_open(find_open(form));
}

}  // namespace stemma::ingest::html5
